package org.syrinx.engine.internal;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtEngineProvider;
import org.syrinx.engine.EngineUnavailableException;

/**
 * Takes the place of DJL's own provider (META-INF/services). Whoever asks for the engine first,
 * from whatever thread, the libraries are unpacked and looked up with this class loader as the
 * context class loader: DJL finds its resources through the context loader only.
 */
public final class PyTorchProvider extends PtEngineProvider {
    private boolean ready;

    /** Called by DJL's service loader. */
    public PyTorchProvider() {}

    @Override
    public synchronized Engine getEngine() {
        if (ready) {
            return super.getEngine();
        }
        Thread thread = Thread.currentThread();
        ClassLoader previous = thread.getContextClassLoader();
        thread.setContextClassLoader(PyTorchProvider.class.getClassLoader());
        try {
            EngineSetup.prepare();
            Engine engine = super.getEngine();
            ready = true;
            return engine;
        } catch (EngineException | UnsatisfiedLinkError e) {
            throw new EngineUnavailableException(explain(e), e);
        } finally {
            thread.setContextClassLoader(previous);
        }
    }

    /** The linker's own words are at the bottom of the chain, and the only ones that help. */
    static String explain(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String words = String.valueOf(root.getMessage());
        return "The native libraries of PyTorch cannot be loaded: "
                + words
                + ". "
                + (words.contains("libcuda.so")
                        ? "They are those for CUDA and want an NVIDIA driver: install one, or build"
                                + " without -Pcuda."
                        : "See what the system lacks with ldd, or whether another build of them is"
                                + " in the cache.");
    }
}
