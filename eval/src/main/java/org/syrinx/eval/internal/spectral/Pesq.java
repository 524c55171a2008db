package org.syrinx.eval.internal.spectral;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.io.SampleFormat;
import org.syrinx.audio.io.WavWriter;
import org.syrinx.eval.internal.ExternalProgram;
import org.syrinx.eval.internal.PlainMetric;
import org.syrinx.eval.metric.Fingerprint;
import org.syrinx.eval.metric.Metric;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricInfo.Better;
import org.syrinx.eval.metric.MetricInfo.Family;
import org.syrinx.eval.metric.MetricInfo.Need;
import org.syrinx.eval.metric.MetricInfo.Pooling;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.Sample;
import org.syrinx.eval.metric.UtteranceMetric;

/** PESQ by a program of the user's; never imitated. */
@Component(service = Metric.class, property = Metric.ID + "=pesq")
public final class Pesq implements UtteranceMetric {
    /**
     * The environment variable with the command: words separated by spaces, {@code {reference}} and
     * {@code {degraded}} for two WAV files of 16 bits at 16 kHz. The last number that it prints is
     * the score. Files named with a slash are looked for where Syrinx was started.
     */
    public static final String COMMAND = "SYRINX_PESQ";

    private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+");

    private static final MetricInfo INFO =
            new MetricInfo(
                    "pesq",
                    "PESQ",
                    "MOS-LQO",
                    Family.SPECTRAL,
                    Better.HIGHER,
                    Set.of(Need.REFERENCE, Need.ALIGNED),
                    Pooling.MEAN,
                    "The last number printed by the program that the environment variable "
                            + COMMAND
                            + " names, given reference and sound at 16 kHz.",
                    "ITU-T P.862 and P.862.2. The normative definition is the ITU's program, whose"
                            + " licence does not allow us to ship it; so it is not imitated.",
                    "Only for sound with the reference's own timing. Made for telephone networks,"
                            + " not for synthesis. Which variant was used only the program knows.");

    private final String command;
    private final Duration limit;

    /** Takes the command from the environment. */
    @Activate
    public Pesq() {
        this(System.getenv().getOrDefault(COMMAND, ""), Duration.ofSeconds(60));
    }

    /**
     * With a given command.
     *
     * @param command as {@link #COMMAND}; empty for none
     * @param limit time that it may take for one pair
     */
    public Pesq(String command, Duration limit) {
        this.command = command.strip();
        this.limit = limit;
    }

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Optional<String> unavailable() {
        if (command.isEmpty()) {
            return Optional.of(
                    "No PESQ program is configured: set "
                            + COMMAND
                            + ", for example to \"pesq +16000 +wb {reference} {degraded}\".");
        }
        return command.contains("{reference}") && command.contains("{degraded}")
                ? Optional.empty()
                : Optional.of(
                        COMMAND + " lacks {reference} or {degraded}: it is \"" + command + "\".");
    }

    @Override
    public String fingerprint() {
        return command + " " + Fingerprint.program(command.split("\\s+")[0]);
    }

    @Override
    public Session open(List<Sample> all) {
        return this::measure;
    }

    private MetricResult measure(Sample sample) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("syrinx-pesq");
            Path reference = folder.resolve("reference.wav");
            Path degraded = folder.resolve("degraded.wav");
            WavWriter.of(SampleFormat.S16).write(reference, PlainMetric.reference(sample));
            WavWriter.of(SampleFormat.S16).write(degraded, PlainMetric.sound(sample));
            return score(run(folder, reference, degraded));
        } catch (IOException e) {
            throw new SyrinxException(
                    "to run \"" + command + "\"",
                    "it failed: " + e.getMessage(),
                    "check that it works by itself",
                    e);
        } finally {
            delete(folder);
        }
    }

    private String run(Path folder, Path reference, Path degraded) throws IOException {
        List<String> words = new ArrayList<>();
        for (String word : ExternalProgram.words(command)) {
            words.add(
                    word.replace("{reference}", reference.toString())
                            .replace("{degraded}", degraded.toString()));
        }
        // in a folder of its own, because the ITU's program leaves a file of results where it runs
        return new ExternalProgram(limit, true).run(words, folder, reference);
    }

    private static MetricResult score(String out) {
        String last = null;
        Matcher m = NUMBER.matcher(out);
        while (m.find()) {
            last = m.group();
        }
        return last == null
                ? MetricResult.notAvailable("The program printed no score: " + out.strip())
                : MetricResult.of(Double.parseDouble(last));
    }

    private static void delete(Path folder) {
        if (folder == null) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path p : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(p);
            }
        } catch (IOException e) {
            throw new SyrinxException(
                    "to delete the temporary folder " + folder,
                    "it failed: " + e.getMessage(),
                    "delete it",
                    e);
        }
    }
}
