package org.syrinx.plugin.vits.internal.train;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.safetensors.DType;
import org.syrinx.nn.safetensors.SafetensorsWriter;
import org.syrinx.plugin.vits.internal.model.VitsNetwork;

/**
 * Writes the finished model: a folder in Hugging Face's layout with the averaged weights, and its
 * card.
 */
final class ModelExport {
    /** Tokenizer files that a fine-tuned folder keeps. */
    private static final List<String> TOKENIZER =
            List.of(
                    "vocab.json",
                    "tokenizer_config.json",
                    "special_tokens_map.json",
                    "added_tokens.json");

    private ModelExport() {}

    /**
     * What the card says.
     *
     * @param command how it was trained
     * @param configuration name of the configuration
     * @param corpus name, size and licence of the corpus, by what they are called
     * @param seed the seed
     * @param steps steps done
     * @param seconds time spent
     * @param parameters size of the generator
     * @param losses smoothed and validation losses
     * @param machine what it was trained on
     * @param finished whether the configured steps were reached
     */
    record Card(
            String command,
            String configuration,
            Map<String, String> corpus,
            long seed,
            long steps,
            double seconds,
            long parameters,
            Map<String, Double> losses,
            String machine,
            boolean finished) {}

    /**
     * Writes the folder. Each file appears complete.
     *
     * @param folder where
     * @param setup the model
     * @param state the networks
     * @param initial the folder that was fine-tuned, or empty
     * @param card the facts
     */
    static void write(
            Path folder, ModelSetup setup, TrainingState state, Optional<Path> initial, Card card) {
        try {
            Files.createDirectories(folder);
            VitsNetwork network = state.network();
            state.averaged(
                    () ->
                            SafetensorsWriter.write(
                                    folder.resolve("model.safetensors"),
                                    Map.of("format", "pt"),
                                    network.parameters().toTensors(VitsNetwork::naming).stream()
                                            .map(t -> t.as(DType.F16))
                                            .toList()));
            replace(
                    folder.resolve("config.json"),
                    JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(setup.json()));
            for (String name : TOKENIZER) {
                if (initial.isPresent() && Files.exists(initial.get().resolve(name))) {
                    Files.copy(
                            initial.get().resolve(name),
                            folder.resolve(name),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
            replace(folder.resolve("README.md"), markdown(setup, card));
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

    private static String markdown(ModelSetup setup, Card card) {
        StringBuilder b = new StringBuilder();
        b.append(
                "---\n"
                        + "license: apache-2.0\n"
                        + "library_name: syrinx\n"
                        + "pipeline_tag: text-to-speech\n"
                        + "language: en\n"
                        + "---\n\n");
        b.append("# VITS, configuration `").append(card.configuration).append("`\n\n");
        b.append(
                String.format(
                        Locale.ROOT,
                        "A VITS model (Kim, Kong and Son 2021) of %,d parameters, %d Hz, trained by"
                                + " Syrinx. Speakers: %s.\n"
                                + "`config.json` carries what differs from the paper in the object"
                                + " `syrinx`.\n\n",
                        card.parameters,
                        setup.config().samplingRate(),
                        setup.speakers().isEmpty() ? "one" : String.join(", ", setup.speakers())));
        b.append("| training | |\n|---|---|\n");
        row(b, "command", "`" + card.command + "`");
        card.corpus.forEach((k, v) -> row(b, k, v));
        row(b, "seed", Long.toString(card.seed));
        row(
                b,
                "steps",
                card.steps + (card.finished ? "" : " (stopped before the configured number)"));
        row(b, "time", String.format(Locale.ROOT, "%.0f min", card.seconds / 60));
        row(b, "machine", card.machine);
        row(b, "weights", "exponential moving average, stored as float16");
        b.append("\n| loss | last value |\n|---|---|\n");
        new TreeMap<>(card.losses)
                .forEach((k, v) -> row(b, k, String.format(Locale.ROOT, "%.4f", v)));
        b.append(
                        "\n"
                            + "`mel` is the mean distance of 80-band natural-log mel spectrograms;"
                            + " losses with `valid` are those of\n")
                .append(
                        "sentences that were not trained on; `valid_speech` is the mel distance of"
                                + " speech from text with the\n")
                .append("teacher's durations.\n");
        return b.toString();
    }

    private static void row(StringBuilder b, String name, String value) {
        b.append("| ").append(name).append(" | ").append(value.replace("|", "\\|")).append(" |\n");
    }
}
