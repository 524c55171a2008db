package org.syrinx.engine.internal;

/**
 * What the libraries in use say about themselves.
 *
 * @param flavor {@code cpu} or a CUDA version, or {@code unknown}
 * @param bridge version of the bridge, or {@code unknown}
 */
public record LoadedLibraries(String flavor, String bridge) {
    /**
     * The libraries in use.
     *
     * @return their facts; {@code unknown} when PYTORCH_LIBRARY_PATH named libraries of somebody
     *     else
     */
    public static LoadedLibraries current() {
        NativeJars jars = EngineSetup.loaded();
        return jars == null
                ? new LoadedLibraries("unknown", "unknown")
                : new LoadedLibraries(jars.flavor(), jars.bridgeVersion());
    }
}
