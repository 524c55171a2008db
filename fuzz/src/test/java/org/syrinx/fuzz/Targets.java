package org.syrinx.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The targets.
 *
 * @param name of its folder of seeds and for {@code bench/fuzz}
 * @param type has {@code fuzzerTestOneInput(byte[])}
 * @param entry that method
 * @param maxLength longest input that is tried, in bytes
 */
record Targets(String name, Class<?> type, Consumer<byte[]> entry, int maxLength) {
    static final List<Targets> ALL =
            List.of(
                    new Targets(
                            "safetensors",
                            SafetensorsTarget.class,
                            SafetensorsTarget::fuzzerTestOneInput,
                            500),
                    new Targets(
                            "safetensors-header",
                            SafetensorsHeaderTarget.class,
                            SafetensorsHeaderTarget::fuzzerTestOneInput,
                            400),
                    new Targets(
                            "model-folder",
                            ModelFolderTarget.class,
                            ModelFolderTarget::fuzzerTestOneInput,
                            700),
                    new Targets(
                            "direction",
                            DirectionTarget.class,
                            DirectionTarget::fuzzerTestOneInput,
                            700),
                    new Targets(
                            "corpus", CorpusTarget.class, CorpusTarget::fuzzerTestOneInput, 700),
                    new Targets("wav", WavTarget.class, WavTarget::fuzzerTestOneInput, 300),
                    new Targets("flac", FlacTarget.class, FlacTarget::fuzzerTestOneInput, 600));

    /** Where the seeds lie, and the inputs that once broke something. */
    Path seeds() {
        return Path.of("src", "test", "resources", "seeds", name);
    }

    List<Path> inputs() throws IOException {
        try (Stream<Path> files = Files.list(seeds())) {
            return files.sorted().toList();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
