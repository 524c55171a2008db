package org.syrinx.plugin.vits.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.syrinx.api.ModelFormatException;
import org.syrinx.plugin.vits.internal.model.ModelFolder;
import org.syrinx.plugin.vits.internal.model.VitsConfig;

/** The licence of a model's weights, where its configuration or its card says one. */
final class Licence {
    private static final int HEAD = 1 << 16;

    private Licence() {}

    static String of(ModelFolder folder, VitsConfig config) {
        if (!config.voice().licence().isEmpty()) {
            return config.voice().licence();
        }
        Optional<Path> card = folder.find("README.md");
        if (card.isEmpty()) {
            return "not stated";
        }
        try (var in = Files.newInputStream(card.get())) {
            return org.syrinx.nn.models.ModelFolder.licence(
                    new String(in.readNBytes(HEAD), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ModelFormatException(
                    "a readable model card",
                    card.get() + " cannot be read (" + e + ")",
                    "Check its permissions.",
                    e);
        }
    }
}
