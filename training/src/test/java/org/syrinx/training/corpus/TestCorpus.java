package org.syrinx.training.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.syrinx.api.Audio;
import org.syrinx.audio.io.SampleFormat;
import org.syrinx.audio.io.WavWriter;

/** A corpus of made-up sounds: each phone is a tone of its own, each speaker has a register. */
public final class TestCorpus {
    private static final String[] PHONES = {"aa", "iy", "uw", "m", "s"};

    private TestCorpus() {}

    /**
     * Writes a tone.
     *
     * @param file where
     * @param samples its length, at 16 kHz
     * @param hz its pitch
     */
    public static void tone(Path file, int samples, double hz) {
        float[] x = new float[samples];
        for (int i = 0; i < samples; i++) {
            x[i] = (float) (0.3 * Math.sin(2 * Math.PI * hz * i / 16000));
        }
        write(file, x, 16000);
    }

    private static void write(Path file, float[] x, int rate) {
        WavWriter.of(SampleFormat.S16).write(file, new Audio(x, rate));
    }

    /**
     * Writes a corpus.
     *
     * @param root where
     * @param speakers how many
     * @param perSpeaker utterances a speaker; every fourth is for validation
     * @param phoneSamples samples a phone
     * @param rate Hz
     * @return {@code root}
     */
    public static Path write(Path root, int speakers, int perSpeaker, int phoneSamples, int rate) {
        Random random = new Random(9);
        List<String> lines = new ArrayList<>();
        for (int s = 0; s < speakers; s++) {
            for (int u = 0; u < perSpeaker; u++) {
                String id = "s" + s + "_" + u;
                int n = 6 + random.nextInt(5);
                float[] x = new float[n * phoneSamples];
                StringBuilder phones = new StringBuilder("[\"pau\",0," + phoneSamples + "]");
                StringBuilder text = new StringBuilder();
                for (int p = 1; p < n; p++) {
                    int k = random.nextInt(PHONES.length);
                    text.append("abcde".charAt(k));
                    phones.append(
                            String.format(
                                    ",[\"%s\",%d,%d]", PHONES[k], p * phoneSamples, phoneSamples));
                    double hz = 150 * (1 + k) * (1 + 0.3 * s);
                    for (int i = 0; i < phoneSamples; i++) {
                        x[p * phoneSamples + i] =
                                (float) (0.3 * Math.sin(2 * Math.PI * hz * i / 16000));
                    }
                }
                write(root.resolve(id + ".wav"), x, rate);
                lines.add(
                        String.format(
                                "{\"id\":\"%s\",\"split\":\"%s\",\"speaker\":\"s%d\",\"style\":\"neutral\",\"text\":\"%s\","
                                    + "\"audio\":\"%s.wav\",\"sample_rate\":%d,\"samples\":%d,\"phones\":[%s]}",
                                id,
                                u % 4 == 3 ? "valid" : "train",
                                s,
                                text,
                                id,
                                rate,
                                x.length,
                                phones));
            }
        }
        try {
            Files.write(root.resolve("manifest.jsonl"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return root;
    }
}
