package org.syrinx.plugin.editing.internal.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.corpus.format.Corpus;
import org.syrinx.plugin.editing.internal.measure.GenderStudy;
import org.syrinx.plugin.editing.internal.measure.HeardGender;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains the gender probe on a corpus and measures it on speakers that it has not heard. */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        description = {
            "Trains the gender probe on a corpus and measures it on unseen speakers.",
            "With --wavs it listens to a model's speech: what share sounds like the gender of its"
                    + " speaker."
        })
final class ProbeCommand implements Subcommand {
    @Option(names = "--corpus", paramLabel = "DIR", required = true, description = "The corpus.")
    private Path corpus;

    @Option(
            names = "--per-speaker",
            paramLabel = "N",
            defaultValue = "40",
            description = "Recordings of each speaker. Default: ${DEFAULT-VALUE}.")
    private int perSpeaker;

    @Option(
            names = "--wavs",
            paramLabel = "DIR",
            description =
                    "Speech to judge: a folder as evaluate --out leaves it, or WAV files that are"
                            + " named after utterances of the corpus.")
    private Path wavs;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the probe as JSON.")
    private Path out;

    @Override
    public CommandResult run(CommandIo io) {
        Corpus read = Corpus.open(io.resolve(corpus));
        GenderStudy study = GenderStudy.of(read, perSpeaker, io.progress());
        if (out != null) {
            try {
                Files.writeString(io.resolve(out), study.probe().json() + "\n");
            } catch (IOException e) {
                throw new SyrinxException(
                        "a file that can be written",
                        out + ": " + e.getMessage(),
                        "choose another --out",
                        e);
            }
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("accuracy", study.accuracy());
        json.put("pitch_alone", study.pitchAlone());
        json.put("spectrum_alone", study.spectrumAlone());
        json.put("utterances", study.utterances());
        json.put("unseen", study.unseen());
        StringBuilder text = new StringBuilder(study.probe().note());
        shares(text, study.unseen());
        if (wavs != null) {
            HeardGender heard =
                    HeardGender.of(
                            io.resolve(wavs), read.utterances(), study.probe(), io.progress());
            json.put("heard_right", heard.right());
            json.put("heard_files", heard.files());
            json.put("heard", heard.bySpeaker());
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%n%s: %.1f %% of %d files sound like the gender of their speaker",
                            wavs,
                            100 * heard.right(),
                            heard.files()));
            shares(text, heard.bySpeaker());
        }
        return CommandResult.of(text.toString(), json, 0);
    }

    private static void shares(StringBuilder text, Map<String, Double> bySpeaker) {
        bySpeaker.forEach(
                (speaker, share) ->
                        text.append(
                                String.format(
                                        Locale.ROOT, "%n  %-6s %.1f %%", speaker, 100 * share)));
    }
}
