package org.syrinx.engine.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.syrinx.engine.EngineUnavailableException;

/**
 * Everything that has to be right before DJL touches its first native function: where the libraries
 * are, that nothing is downloaded or reported home, and that this class loader is the one and only
 * to load them.
 *
 * <p>DJL is configured by system properties and nothing else, so this is the one place that writes
 * them.
 */
final class EngineSetup {
    /** Directory of the two native jars; without it they are looked for on the class path. */
    static final String NATIVES_DIR = "syrinx.natives.dir";

    /** Directory for everything that can be made again; by default {@code ~/.cache/syrinx}. */
    static final String CACHE = "syrinx.cache";

    /** Says in every class loader of the process which one has loaded the libraries. */
    static final String OWNER = "org.syrinx.engine.owner";

    /** Loggers that would speak on every start. */
    private static final Logger[] QUIET = {
        Logger.getLogger("ai.djl.util.cuda.CudaUtils"),
        Logger.getLogger("ai.djl.pytorch.engine.PtEngine"),
        Logger.getLogger("ai.djl.pytorch.jni.LibUtils"),
        Logger.getLogger("ai.djl.util.Platform"),
    };

    private static volatile UnaryOperator<String> properties = System::getProperty;
    private static volatile NativeJars loaded;

    private EngineSetup() {}

    /**
     * Names the source of configuration: the framework's properties inside OSGi, else the system's.
     *
     * @param source from key to value or null
     */
    static void configure(UnaryOperator<String> source) {
        properties = source;
    }

    /** The libraries in use, or null before first use or when PYTORCH_LIBRARY_PATH named others. */
    static NativeJars loaded() {
        return loaded;
    }

    /**
     * Refuses a second class loader.
     *
     * @throws EngineUnavailableException if another loader of this process owns the libraries
     */
    static void requireFree() {
        String owner = System.getProperty(OWNER);
        if (owner != null && !owner.equals(me())) {
            throw new EngineUnavailableException(
                    "PyTorch's native libraries are bound to an earlier copy of the engine bundle"
                        + " in this process and cannot be loaded twice. Restart Syrinx to use the"
                        + " new engine bundle.");
        }
    }

    /** Switches off downloads and reports; must run before DJL's Engine class is initialised. */
    static void goOffline() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
        for (Logger logger : QUIET) {
            logger.setLevel(Level.SEVERE);
        }
    }

    /**
     * Unpacks the libraries if need be, points DJL at them and marks them as ours.
     *
     * @throws EngineUnavailableException if they cannot be used here
     */
    static synchronized void prepare() {
        requireFree();
        goOffline();
        Path cache = cache();
        System.setProperty("DJL_CACHE_DIR", cache.resolve("djl").toString());
        if (System.getenv("PYTORCH_LIBRARY_PATH") == null) {
            String classifier =
                    Platform.classifier(
                            System.getProperty("os.name"), System.getProperty("os.arch"));
            try {
                String directory = properties.apply(NATIVES_DIR);
                NativeJars jars =
                        directory != null
                                ? NativeJars.inDirectory(Path.of(directory), classifier)
                                : NativeJars.onClassPath(
                                        EngineSetup.class.getClassLoader(), classifier);
                Path libraries = new NativeCache(cache.resolve("natives")).unpack(jars);
                CudaRuntime.expose(libraries, jars)
                        .ifPresent(d -> System.setProperty("jna.library.path", d.toString()));
                System.setProperty("PYTORCH_LIBRARY_PATH", libraries.toString());
                System.setProperty("PYTORCH_VERSION", jars.version());
                System.setProperty("PYTORCH_FLAVOR", jars.flavor());
                loaded = jars;
            } catch (IOException e) {
                throw new EngineUnavailableException(
                        "PyTorch's native libraries cannot be unpacked to "
                                + cache
                                + ": "
                                + e.getMessage()
                                + ". Give the process about 500 MB there, or let syrinx.cache name"
                                + " another directory.",
                        e);
            }
        }
        System.setProperty(OWNER, me());
    }

    private static Path cache() {
        String configured = properties.apply(CACHE);
        if (configured != null) {
            return Path.of(configured);
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base =
                xdg != null && !xdg.isEmpty()
                        ? Path.of(xdg)
                        : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("syrinx");
    }

    private static String me() {
        return Integer.toHexString(System.identityHashCode(EngineSetup.class));
    }
}
