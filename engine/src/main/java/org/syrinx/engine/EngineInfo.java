package org.syrinx.engine;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import java.nio.file.Path;
import org.syrinx.engine.internal.LoadedLibraries;

/**
 * What is loaded: for reports, and for the line that says on which device something really ran.
 *
 * @param djl version of DJL, for example {@code 0.35.1}
 * @param pytorch version of PyTorch, for example {@code 2.7.1}
 * @param flavor {@code cpu}, or {@code cu124} and the like for CUDA; {@code unknown} when
 *     PYTORCH_LIBRARY_PATH named the libraries
 * @param bridge version of DJL's native bridge; {@code unknown} likewise
 * @param libraries directory of the native libraries
 * @param gpus number of CUDA devices that PyTorch can use
 * @param threads number of threads inside an operator, as seen by the calling thread
 */
public record EngineInfo(
        String djl,
        String pytorch,
        String flavor,
        String bridge,
        Path libraries,
        int gpus,
        int threads) {

    /**
     * Reads what is loaded, loading it if need be.
     *
     * @return the facts
     * @throws EngineUnavailableException if the libraries cannot be used here
     */
    public static EngineInfo read() {
        Engine engine = Operators.engine();
        LoadedLibraries loaded = LoadedLibraries.current();
        return new EngineInfo(
                Engine.getDjlVersion(),
                engine.getVersion(),
                loaded.flavor(),
                loaded.bridge(),
                Path.of(LibUtils.getLibtorchPath()),
                engine.getGpuCount(),
                JniUtils.getNumThreads());
    }
}
