package org.syrinx.plugin.vits.internal.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.plugin.vits.internal.Licence;
import org.syrinx.plugin.vits.internal.model.VitsConfig;
import org.syrinx.plugin.vits.internal.model.VitsNetwork;
import org.syrinx.training.ModelCard;
import org.syrinx.training.ModelExport;

/**
 * Writes the finished model: a folder in Hugging Face's layout with the averaged weights, and its
 * card.
 */
final class VitsExport {
    /** Tokenizer files that a fine-tuned folder keeps. */
    private static final List<String> TOKENIZER =
            List.of(
                    "vocab.json",
                    "tokenizer_config.json",
                    "special_tokens_map.json",
                    "added_tokens.json");

    private VitsExport() {}

    /**
     * Writes the folder. Each file appears complete.
     *
     * @param folder where
     * @param configuration name of the training configuration
     * @param setup the model
     * @param state the networks
     * @param initial the folder that was fine-tuned, or empty
     * @param training rows of the card about the run
     * @param losses smoothed losses
     */
    static void write(
            Path folder,
            String configuration,
            ModelSetup setup,
            TrainingState state,
            Optional<Path> initial,
            Map<String, String> training,
            Map<String, Double> losses) {
        VitsNetwork network = state.network();
        ModelCard card =
                card(configuration, setup, network.parameters().count(), initial, training, losses);
        state.averaged(
                () ->
                        ModelExport.write(
                                folder,
                                network.parameters().toTensors(VitsNetwork::naming),
                                setup.json(),
                                card));
        initial.ifPresent(from -> copyTokenizer(from, folder));
    }

    private static void copyTokenizer(Path from, Path folder) {
        try {
            for (String name : TOKENIZER) {
                if (Files.exists(from.resolve(name))) {
                    Files.copy(
                            from.resolve(name),
                            folder.resolve(name),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new SyrinxException(
                    "a tokenizer that can be copied from " + from + " to " + folder,
                    "it cannot (" + e + ")",
                    "Check space and permissions.",
                    e);
        }
    }

    /** A tuned model is a work derived from the first one, whose terms go on. */
    private static Optional<String> licence(ModelSetup setup, Optional<Path> initial) {
        String stated =
                initial.map(folder -> Licence.of(ModelFolder.open(folder), setup.config()))
                        .orElse(setup.config().voice().licence());
        return stated.isEmpty() || stated.equals(ModelFolder.NO_LICENCE)
                ? Optional.empty()
                : Optional.of(stated.toLowerCase(Locale.ROOT));
    }

    private static String origin(Path folder) {
        return "Fine-tuned from the folder `"
                + folder.toAbsolutePath().normalize().getFileName()
                + "`, whose licence goes on for these weights ("
                + Licence.of(ModelFolder.open(folder), VitsConfig.of(ModelFolder.open(folder)))
                + ").\nWhat its own card says of terms, authors and data holds too.";
    }

    private static ModelCard card(
            String configuration,
            ModelSetup setup,
            long parameters,
            Optional<Path> initial,
            Map<String, String> training,
            Map<String, Double> losses) {
        Map<String, String> last = new LinkedHashMap<>();
        new TreeMap<>(losses).forEach((k, v) -> last.put(k, String.format(Locale.ROOT, "%.4f", v)));
        return new ModelCard(
                        licence(setup, initial),
                        setup.languages(),
                        "text-to-speech",
                        "VITS, configuration `" + configuration + "`")
                .paragraph(
                        String.format(
                                Locale.ROOT,
                                "A VITS model (Kim, Kong and Son 2021) of %,d parameters, %d Hz,"
                                        + " trained by Syrinx. Speakers: %s.\n"
                                        + "`config.json` carries what differs from the paper in the"
                                        + " object `syrinx`.",
                                parameters,
                                setup.config().samplingRate(),
                                setup.speakers().isEmpty()
                                        ? "one"
                                        : String.join(", ", setup.speakers())))
                .paragraph(initial.map(VitsExport::origin).orElse(""))
                .table("training", "", training)
                .table("loss", "last value", last)
                .paragraph(
                        "`mel` is the mean distance of 80-band natural-log mel spectrograms; losses"
                                + " with `valid` are those of\nsentences that were not trained on;"
                                + " `valid_speech` is the mel distance of speech from text with"
                                + " the\nteacher's durations.");
    }
}
