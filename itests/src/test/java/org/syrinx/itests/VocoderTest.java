package org.syrinx.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.itests.framework.RunningSyrinx;
import org.syrinx.itests.framework.RunningSyrinx.Outcome;
import org.syrinx.itests.framework.Wave;

/** Mel vocoders through the public commands, in the real framework. */
class VocoderTest {
    private static final int RATE = 16000;
    private static final int SILENCE = RATE / 2;

    private static final Path CASES =
            Path.of("..", "plugin-hifigan", "src", "test", "resources", "parity")
                    .toAbsolutePath()
                    .normalize();

    private final RunningSyrinx syrinx = RunningSyrinx.get();

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v3"})
    void theParityCommandFindsTheReferencesSound(String name) {
        Outcome outcome = syrinx.run("parity", CASES.resolve(name).toString());
        assertEquals(0, outcome.code(), outcome.text() + outcome.err());
        assertTrue(outcome.text().contains("waveform"), outcome.text());
    }

    /** Half a second of silence, then a sentence of the default voice. */
    private float[] sentence() throws IOException {
        Path spoken = folder.resolve("spoken.wav");
        Outcome said =
                syrinx.run(
                        "say",
                        "--format",
                        "f32",
                        "-o",
                        spoken.toString(),
                        "--speaker",
                        "m1",
                        "The river was calm in the morning.");
        assertEquals(0, said.code(), said.err());
        float[] speech = Wave.of(Files.readAllBytes(spoken)).floats();
        float[] all = new float[SILENCE + speech.length];
        System.arraycopy(speech, 0, all, SILENCE, speech.length);
        return all;
    }

    private Path write(float[] x) throws IOException {
        ByteBuffer b = ByteBuffer.allocate(44 + 2 * x.length).order(ByteOrder.LITTLE_ENDIAN);
        b.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * x.length);
        b.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        b.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
        b.putShort((short) 2).putShort((short) 16);
        b.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * x.length);
        for (float v : x) {
            b.putShort((short) Math.round(v * 32767));
        }
        return Files.write(folder.resolve("in.wav"), b.array());
    }

    /**
     * A trained vocoder makes the speech of another model, which it never heard, louder. One that
     * has not learnt pitch gives low voices multiples of the frame rate, 62.5 Hz.
     */
    @ParameterizedTest
    @CsvSource({"griffinlim-16k, 1.5, 0.03", "vocoder-16k, 2.5, 0.05"})
    void resynthesisFromTheMelKeepsLevelSilenceAndPitch(
            String vocoder, double decibels, double pitch) throws IOException {
        float[] original = sentence();
        Path out = folder.resolve("out.wav");
        Outcome outcome =
                syrinx.run(
                        "resynthesize",
                        write(original).toString(),
                        "--latent-space",
                        "mel-16k",
                        "--vocoder",
                        vocoder,
                        "--format",
                        "f32",
                        "-o",
                        out.toString());
        assertEquals(0, outcome.code(), outcome.err());
        Wave wave = Wave.of(Files.readAllBytes(out));
        assertEquals(RATE, wave.sampleRate());
        float[] copy = wave.floats();
        assertTrue(Math.abs(copy.length - original.length) < 256, copy.length + " samples");
        double level = decibel(copy, SILENCE, copy.length);
        assertEquals(decibel(original, SILENCE, original.length), level, decibels);
        assertTrue(
                decibel(copy, 0, SILENCE - 1024) < level - 40,
                "silence at " + decibel(copy, 0, SILENCE - 1024) + " dB");
        double before = medianF0(original);
        double after = medianF0(copy);
        assertTrue(before > 70 && before < 200, "a male voice, but " + before + " Hz");
        assertEquals(1, after / before, pitch, before + " Hz became " + after);
    }

    private static double decibel(float[] x, int from, int to) {
        double sum = 1e-12;
        for (int i = from; i < to; i++) {
            sum += (double) x[i] * x[i];
        }
        return 10 * Math.log10(sum / (to - from));
    }

    /** The median over loud frames of the lag with the largest normalised autocorrelation. */
    private static double medianF0(float[] x) {
        List<Double> found = new ArrayList<>();
        int frame = 1024;
        for (int at = SILENCE; at + 2 * frame < x.length; at += frame / 4) {
            if (decibel(x, at, at + frame) < -35) {
                continue;
            }
            int best = 0;
            double largest = 0;
            for (int lag = RATE / 350; lag <= RATE / 60; lag++) {
                double xy = 0;
                double xx = 1e-9;
                double yy = 1e-9;
                for (int i = at; i < at + frame; i++) {
                    xy += x[i] * x[i + lag];
                    xx += x[i] * x[i];
                    yy += x[i + lag] * x[i + lag];
                }
                double r = xy / Math.sqrt(xx * yy);
                if (r > largest) {
                    largest = r;
                    best = lag;
                }
            }
            if (largest > 0.8) {
                found.add((double) RATE / best);
            }
        }
        assertFalse(found.isEmpty(), "nothing is voiced");
        Collections.sort(found);
        return found.get(found.size() / 2);
    }

    @Test
    void aMelOfOtherParametersIsRefusedByField() throws IOException {
        Outcome mixed =
                syrinx.run(
                        "resynthesize",
                        write(new float[RATE]).toString(),
                        "--latent-space",
                        "mel-16k",
                        "--vocoder",
                        CASES.resolve("v1").toString(),
                        "-o",
                        folder.resolve("x.wav").toString());
        assertEquals(1, mixed.code());
        for (String field :
                List.of(
                        "sampleRate 16000 Hz against 22050 Hz",
                        "mel.epsilon 1.0e-6 against 1.0e-9")) {
            assertTrue(mixed.err().contains(field), mixed.err());
        }
    }

    @Test
    void aConvertedCheckpointSoundsThePublishedMel() throws IOException {
        Path out = folder.resolve("out.wav");
        Outcome outcome =
                syrinx.run(
                        "resynthesize",
                        write(new float[RATE]).toString(),
                        "--latent-space",
                        "mel-22k",
                        "--vocoder",
                        CASES.resolve("v1").toString(),
                        "-o",
                        out.toString());
        assertEquals(0, outcome.code(), outcome.err());
        assertEquals(22050, Wave.of(Files.readAllBytes(out)).sampleRate());
    }
}
