package org.syrinx.engine.internal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Shows the CUDA runtime to DJL, which counts devices through JNA and looks for a library named
 * cudart; PyTorch's jar calls its own copy libcudart-4f3e2d1c.so.12 or the like.
 */
final class CudaRuntime {
    private CudaRuntime() {}

    /**
     * Makes a directory in which the runtime goes by its plain name.
     *
     * @param libraries the unpacked libraries
     * @param jars where they came from
     * @return the directory, next to {@code libraries}; empty for libraries without CUDA
     * @throws IOException if the link cannot be made
     */
    static Optional<Path> expose(Path libraries, NativeJars jars) throws IOException {
        Optional<String> runtime =
                jars.libraries().stream().filter(n -> n.startsWith("libcudart")).findFirst();
        if (runtime.isEmpty()) {
            return Optional.empty();
        }
        Path directory = libraries.resolveSibling(libraries.getFileName() + ".cudart");
        Files.createDirectories(directory);
        try {
            Files.createSymbolicLink(
                    directory.resolve(System.mapLibraryName("cudart")),
                    libraries.resolve(runtime.get()));
        } catch (FileAlreadyExistsException ignored) {
            // made by an earlier start or by another process: the target's name is part of the
            // directory's
        }
        return Optional.of(directory);
    }
}
