package org.syrinx.training;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.safetensors.DType;
import org.syrinx.nn.safetensors.SafetensorsWriter;
import org.syrinx.nn.safetensors.Tensor;

/** Writes a finished model as a Hugging Face folder. */
public final class ModelExport {
    private ModelExport() {}

    /**
     * Writes {@code model.safetensors}, {@code config.json} and {@code README.md}. Each file
     * appears complete.
     *
     * @param folder where; made if it does not exist
     * @param weights floats; stored as float16
     * @param config the configuration
     * @param card the model card
     * @throws SyrinxException if the folder cannot be written
     */
    public static void write(
            Path folder, List<Tensor> weights, Map<String, ?> config, ModelCard card) {
        try {
            Files.createDirectories(folder);
            SafetensorsWriter.write(
                    folder.resolve("model.safetensors"),
                    Map.of("format", "pt"),
                    weights.stream().map(t -> t.as(DType.F16)).toList());
            replace(
                    folder.resolve("config.json"),
                    JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(config));
            replace(folder.resolve("README.md"), card.toString());
        } catch (IOException e) {
            throw new SyrinxException(
                    "a folder that can be written",
                    folder + " cannot (" + e + ")",
                    "Check space and permissions.",
                    e);
        }
    }

    private static void replace(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, text);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
