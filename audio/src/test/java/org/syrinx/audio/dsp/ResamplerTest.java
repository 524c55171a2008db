package org.syrinx.audio.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.Signals;

class ResamplerTest {
    private static final String RATES =
            """
            16000, 22050
            22050, 16000
            44100, 16000
            48000, 22050
            8000, 48000
            24000, 22051
            """;

    @ParameterizedTest
    @CsvSource(textBlock = RATES)
    void passBandIsFlatWithinFiveHundredthsOfADecibel(int from, int to) {
        double edge = 0.92 * Math.min(from, to) / 2;
        double worst = 0;
        for (int i = 0; i <= 40; i++) {
            double hz = 20 + (edge - 20) * i / 40;
            float[] y = Resampler.between(from, to).apply(Signals.sine(hz, from, from / 2, 0.5, 1));
            int margin = to / 20;
            double gain = Signals.amplitude(y, margin, y.length - margin, hz, to) / 0.5;
            worst = Math.max(worst, Math.abs(20 * Math.log10(gain)));
        }
        assertTrue(worst < 0.05, "ripple " + worst + " dB");
    }

    @ParameterizedTest
    @CsvSource({"22050, 16000", "44100, 16000", "48000, 22050", "48000, 8000", "24000, 22051"})
    void everythingAboveTheNewNyquistFrequencyIsNinetyDecibelsDown(int from, int to) {
        double worst = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= 40; i++) {
            double hz = to / 2.0 * 1.0001 + (from / 2.0 * 0.999 - to / 2.0 * 1.0001) * i / 40;
            float[] y = Resampler.between(from, to).apply(Signals.sine(hz, from, from / 2, 1, 1));
            int margin = to / 20;
            double level = Signals.rms(y, margin, y.length - margin) * Math.sqrt(2);
            worst = Math.max(worst, 20 * Math.log10(level));
        }
        assertTrue(worst < -90, "stop band " + worst + " dB");
    }

    @ParameterizedTest
    @CsvSource({"16000, 22050", "8000, 48000", "22050, 24000"})
    void imagesAboveTheOldNyquistFrequencyAreNinetyDecibelsDown(int from, int to) {
        double worst = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= 20; i++) {
            double hz = 100 + (0.92 * from / 2 - 100) * i / 20;
            float[] y = Resampler.between(from, to).apply(Signals.sine(hz, from, from, 1, 1));
            int margin = to / 20;
            // the tone itself, exactly, is taken away; what is left is images and rounding
            double error = 0;
            int n = y.length - 2 * margin;
            for (int k = margin; k < y.length - margin; k++) {
                double exact = Math.sin(2 * Math.PI * hz * k / to + 1);
                error += (y[k] - exact) * (y[k] - exact);
            }
            worst = Math.max(worst, 10 * Math.log10(2 * error / n));
        }
        assertTrue(worst < -90, "images " + worst + " dB");
    }

    @ParameterizedTest
    @CsvSource(textBlock = RATES)
    void outputStandsAtItsOwnTimeWithoutDelay(int from, int to) {
        double hz = 0.3 * Math.min(from, to);
        float[] y = Resampler.between(from, to).apply(Signals.sine(hz, from, from, 0.5, 0.3));
        assertEquals(to, y.length);
        float[] exact = Signals.sine(hz, to, y.length, 0.5, 0.3);
        for (int i = to / 10; i < to * 9 / 10; i++) {
            assertEquals(exact[i], y[i], 3e-5, "sample " + i);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = RATES)
    void chunksGiveTheSameBitsAsTheWhole(int from, int to) {
        float[] x = Signals.noise(5000, 0.2, 7);
        Resampler resampler = Resampler.between(from, to);
        float[] whole = resampler.apply(x);
        Resampler.Stream stream = resampler.stream();
        float[] joined = new float[whole.length];
        int filled = 0;
        int[] sizes = {1, 0, 37, 1000, 2, 511};
        for (int at = 0, i = 0; at < x.length; i++) {
            int size = Math.min(sizes[i % sizes.length], x.length - at);
            float[] y = stream.process(Arrays.copyOfRange(x, at, at + size));
            System.arraycopy(y, 0, joined, filled, y.length);
            filled += y.length;
            at += size;
        }
        float[] tail = stream.finish();
        System.arraycopy(tail, 0, joined, filled, tail.length);
        assertEquals(whole.length, filled + tail.length);
        assertArrayEquals(whole, joined);
    }

    @Test
    void lengthIsTheCeilingOfTheRatio() {
        assertEquals(0, Resampler.between(16000, 22050).apply(new float[0]).length);
        assertEquals(2, Resampler.between(16000, 22050).apply(new float[1]).length);
        assertEquals(1, Resampler.between(22050, 16000).apply(new float[1]).length);
        assertEquals(726, Resampler.between(22050, 16000).apply(new float[1000]).length);
        assertEquals(667, Resampler.resample(new float[1000], 1.5).length);
    }

    @Test
    void equalRatesCopyOrReturnTheSameSound() {
        float[] x = Signals.noise(100, 0.1, 1);
        assertArrayEquals(x, Resampler.between(16000, 16000).apply(x));
        Audio audio = new Audio(x, 16000);
        assertTrue(audio == Resampler.resample(audio, 16000));
        assertEquals(8000, Resampler.resample(audio, 8000).sampleRate());
    }

    @ParameterizedTest
    @CsvSource({"0.8", "1.12345678", "1.0", "2.5", "0.37"})
    void anArbitraryStepScalesFrequencyByTheStep(double step) {
        int rate = 16000;
        double hz = 700;
        float[] y = Resampler.resample(Signals.sine(hz, rate, rate, 0.5, 0.2), step);
        assertEquals((int) Math.ceil(rate / step), y.length);
        for (int k = y.length / 10; k < y.length * 9 / 10; k++) {
            double exact = 0.5 * Math.sin(2 * Math.PI * hz * step * k / rate + 0.2);
            assertEquals(exact, y[k], 2e-5, "sample " + k);
        }
    }

    @Test
    void impossibleRatesAndStepsAreRefused() {
        assertThrows(SyrinxException.class, () -> Resampler.between(0, 16000));
        assertThrows(SyrinxException.class, () -> Resampler.between(16000, -1));
        assertThrows(SyrinxException.class, () -> Resampler.between(1, 48000));
        assertThrows(SyrinxException.class, () -> Resampler.resample(new float[4], 0));
        assertThrows(SyrinxException.class, () -> Resampler.resample(new float[4], Double.NaN));
        Resampler.Stream stream = Resampler.between(2, 3).stream();
        stream.finish();
        assertThrows(SyrinxException.class, () -> stream.process(new float[1]));
    }
}
