package org.syrinx.engine.internal;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtEngineProvider;

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
        } finally {
            thread.setContextClassLoader(previous);
        }
    }
}
