package org.syrinx.audio.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.Signals;

/** Signals and tolerances of EBU Tech 3341, table 1; filters of ITU-R BS.1770-4, tables 1 and 2. */
class LoudnessTest {
    /** A 1000 Hz sine in sections of {seconds, dBFS}. */
    private static float[] tone(int rate, double[]... sections) {
        float[] out = new float[0];
        for (double[] section : sections) {
            int length = (int) Math.round(section[0] * rate);
            float[] x = new float[length];
            double amplitude = Math.pow(10, section[1] / 20);
            for (int i = 0; i < length; i++) {
                x[i] = (float) (amplitude * Math.sin(2 * Math.PI * 1000 * (out.length + i) / rate));
            }
            int at = out.length;
            out = Arrays.copyOf(out, at + length);
            System.arraycopy(x, 0, out, at, length);
        }
        return out;
    }

    private static double stereo(int rate, double[]... sections) {
        float[] x = tone(rate, sections);
        return Loudness.integrated(rate, x, x);
    }

    private static double[] s(double seconds, double level) {
        return new double[] {seconds, level};
    }

    @ParameterizedTest
    @ValueSource(ints = {48000, 44100, 22050, 24000, 16000})
    void ebuCases1To5HoldAtEveryRate(int rate) {
        assertEquals(-23, stereo(rate, s(20, -23)), 0.1, "case 1");
        assertEquals(-33, stereo(rate, s(20, -33)), 0.1, "case 2");
        assertEquals(-23, stereo(rate, s(10, -36), s(60, -23), s(10, -36)), 0.1, "case 3");
        double four = stereo(rate, s(10, -72), s(10, -36), s(60, -23), s(10, -36), s(10, -72));
        assertEquals(-23, four, 0.1, "case 4");
        assertEquals(-23, stereo(rate, s(20, -26), s(20.1, -20), s(20, -26)), 0.1, "case 5");
    }

    @Test
    void ebuCase6WeighsFiveChannels() {
        int rate = 48000;
        float[] front = tone(rate, s(20, -28));
        float[] centre = tone(rate, s(20, -24));
        float[] back = tone(rate, s(20, -30));
        assertEquals(-23, Loudness.integrated(rate, front, front, centre, back, back), 0.1);
    }

    @Test
    void aFullScaleSineOnOneChannelReadsMinus3Point01() {
        float[] x = Signals.sine(997, 48000, 48000 * 5, 1);
        assertEquals(-3.01, Loudness.integrated(new Audio(x, 48000)), 0.02);
    }

    @Test
    void filtersAreThoseOfTheStandardAt48Kilohertz() {
        assertArrayEquals(
                new double[] {
                    1.53512485958697,
                    -2.69169618940638,
                    1.19839281085285,
                    -1.69065929318241,
                    0.73248077421585
                },
                Biquad.shelf(48000).coefficients(),
                1e-10);
        assertArrayEquals(
                new double[] {1, -2, 1, -1.99004745483398, 0.99007225036621},
                Biquad.highPass(48000).coefficients(),
                1e-10);
    }

    @Test
    void chunksReadTheSameAsTheWhole() {
        float[] x = Signals.noise(22050 * 3, 0.1, 8);
        Loudness.Meter meter = new Loudness.Meter(22050, 1);
        for (int at = 0; at < x.length; at += 777) {
            meter.process(Arrays.copyOfRange(x, at, Math.min(x.length, at + 777)));
        }
        assertEquals(Loudness.integrated(new Audio(x, 22050)), meter.integrated());
    }

    @Test
    void silenceAndTooShortSoundHaveNoLoudness() {
        double none = Double.NEGATIVE_INFINITY;
        assertEquals(none, Loudness.integrated(new Audio(new float[48000], 48000)));
        assertEquals(none, Loudness.integrated(new Audio(new float[0], 48000)));
        float[] brief = Signals.sine(1000, 48000, 19000, 0.5);
        assertEquals(none, Loudness.integrated(new Audio(brief, 48000)));
        assertEquals(none, Loudness.truePeak(new Audio(new float[100], 48000)));
    }

    @ParameterizedTest
    @CsvSource({"4, 0", "4, 45", "6, 60", "8, 67.5"})
    void ebuTruePeakCases15To18(int division, double degrees) {
        // half scale, peaks between samples: -6.0 dBTP, tolerance +0.2 / -0.4
        int rate = 48000;
        float[] x =
                Signals.sine((double) rate / division, rate, rate, 0.5, Math.toRadians(degrees));
        // faded like the published files, so that the start itself makes no overshoot
        for (int i = 0; i < 4800; i++) {
            x[i] *= i / 4800f;
            x[x.length - 1 - i] *= i / 4800f;
        }
        double peak = Loudness.truePeak(new Audio(x, rate));
        assertEquals(-6.1, peak, 0.3, "case of fs/" + division);
        assertEquals(-6.02, peak, 0.05);
    }

    @Test
    void impossibleMetersAreRefused() {
        assertThrows(SyrinxException.class, () -> new Loudness.Meter(48000, 6));
        assertThrows(SyrinxException.class, () -> new Loudness.Meter(100, 1));
        Loudness.Meter meter = new Loudness.Meter(48000, 2);
        assertThrows(SyrinxException.class, () -> meter.process(new float[4]));
        assertThrows(SyrinxException.class, () -> meter.process(new float[4], new float[5]));
    }
}
