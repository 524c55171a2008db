package org.syrinx.itests.framework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A small VITS of random weights, from the parity tests. */
public final class TestModel {
    private static final Path CASE =
            Path.of("..", "plugin-vits", "src", "test", "resources", "parity", "sdp")
                    .toAbsolutePath()
                    .normalize();

    private TestModel() {}

    /**
     * Copies it, with a decoder that is louder or softer, on the same latent.
     *
     * @param folder where to
     * @param scale of the decoder's last layer
     * @return the folder
     * @throws IOException if it cannot be written
     */
    public static Path copy(Path folder, float scale) throws IOException {
        Files.createDirectories(folder);
        List<Path> files;
        try (Stream<Path> all = Files.list(CASE)) {
            files = all.toList();
        }
        for (Path file : files) {
            Files.copy(file, folder.resolve(file.getFileName().toString()));
        }
        Tensors weights = Tensors.of(folder.resolve("model.safetensors"));
        weights.scale("decoder.conv_post.weight", scale);
        weights.write(folder.resolve("model.safetensors"));
        return folder;
    }
}
