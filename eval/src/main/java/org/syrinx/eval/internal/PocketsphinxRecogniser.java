package org.syrinx.eval.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.dsp.Resampler;
import org.syrinx.audio.io.SampleFormat;
import org.syrinx.audio.io.WavWriter;
import org.syrinx.eval.Recogniser;
import org.syrinx.eval.metric.Fingerprint;

/**
 * The separate program pocketsphinx with its US English models, full vocabulary: the second meter.
 * One process an utterance, so that nothing carries over. Noise removal is off: it is tuned to
 * microphones.
 */
@Component(property = "syrinx.recogniser=pocketsphinx")
public final class PocketsphinxRecogniser implements Recogniser {
    private static final String PROGRAM = "pocketsphinx_continuous";
    private static final int RATE = 16_000;

    private final String program;
    private final Duration limit;

    /** The program on the path. */
    @Activate
    public PocketsphinxRecogniser() {
        this(PROGRAM, Duration.ofSeconds(60));
    }

    /** Another program that takes the same arguments, and the time that it may take. */
    PocketsphinxRecogniser(String program, Duration limit) {
        this.program = program;
        this.limit = limit;
    }

    @Override
    public String id() {
        return "pocketsphinx";
    }

    @Override
    public Optional<String> unavailable() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(folder).resolve(program))) {
                return Optional.empty();
            }
        }
        return Optional.of(
                "The program "
                        + program
                        + " is not installed (Debian: apt-get install pocketsphinx"
                        + " pocketsphinx-en-us).");
    }

    @Override
    public String fingerprint() {
        return Fingerprint.program(PROGRAM);
    }

    @Override
    public List<Task> tasks() {
        return List.of(Task.FULL);
    }

    @Override
    public Session open(Task task, List<String> dictionary) {
        if (task != Task.FULL) {
            throw new SyrinxException(
                    "the task full",
                    "the task " + task.name().toLowerCase(Locale.ROOT),
                    "use sphinx4 for it");
        }
        unavailable()
                .ifPresent(
                        why -> {
                            throw new SyrinxException(
                                    "the recogniser pocketsphinx",
                                    why,
                                    "install it, or use sphinx4");
                        });
        return new Listening();
    }

    private final class Listening implements Session {
        @Override
        public String recognise(Audio audio) {
            Path wav = null;
            try {
                wav = Files.createTempFile("syrinx-pocketsphinx", ".wav");
                WavWriter.of(SampleFormat.S16).write(wav, padded(audio));
                return run(wav);
            } catch (IOException e) {
                throw new SyrinxException(
                        "to run " + program,
                        "it failed: " + e.getMessage(),
                        "check that it works by itself",
                        e);
            } finally {
                delete(wav);
            }
        }

        private String run(Path wav) throws IOException {
            String out =
                    new ExternalProgram(limit, false)
                            .run(
                                    List.of(
                                            program,
                                            "-infile",
                                            wav.toString(),
                                            "-remove_noise",
                                            "no",
                                            "-logfn",
                                            "/dev/null"),
                                    wav.toAbsolutePath().getParent(),
                                    null);
            List<String> words = new ArrayList<>();
            for (String word : out.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
                if (!word.isEmpty()
                        && !word.startsWith("<")
                        && !word.startsWith("[")
                        && !word.startsWith("+")) {
                    // "word(2)" is the second pronunciation of "word"
                    words.add(word.replaceAll("\\(\\d+\\)$", ""));
                }
            }
            return String.join(" ", words);
        }

        private static Audio padded(Audio audio) {
            float[] x =
                    audio.sampleRate() == RATE
                            ? audio.samples()
                            : Resampler.resample(audio, RATE).samples();
            float[] out = new float[x.length + (int) (0.4 * RATE)];
            System.arraycopy(x, 0, out, (int) (0.15 * RATE), x.length);
            return new Audio(out, RATE);
        }

        private static void delete(Path file) {
            try {
                if (file != null) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException ignored) {
                // a temporary file of 100 kB stays until the system clears its folder
            }
        }

        @Override
        public void close() {
            // nothing is held between utterances
        }
    }
}
