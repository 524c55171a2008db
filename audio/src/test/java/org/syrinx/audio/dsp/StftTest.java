package org.syrinx.audio.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.Signals;

class StftTest {
    private static StftSpec spec(
            int nFft, int win, int hop, StftSpec.Padding padding, StftSpec.PadMode mode) {
        return new StftSpec(nFft, win, hop, Windows.Shape.HANN, padding, mode);
    }

    @ParameterizedTest
    @CsvSource({
        "1024, 1024, 256, CENTRE, REFLECT, 5000",
        "1024, 1024, 256, SAME, REFLECT, 5001",
        "512, 400, 160, CENTRE, ZERO, 3000",
        "600, 600, 150, SAME, ZERO, 2999",
        "1024, 1024, 512, CENTRE, REFLECT, 100",
        "514, 500, 120, CENTRE, REFLECT, 1"
    })
    void theInverseIsExact(
            int nFft, int win, int hop, StftSpec.Padding padding, StftSpec.PadMode mode, int n) {
        Stft stft = new Stft(spec(nFft, win, hop, padding, mode));
        float[] x = Signals.noise(n, 0.3, 11);
        Spectrogram s = stft.forward(x);
        assertEquals(stft.spec().frames(n), s.frames());
        assertArrayEquals(x, stft.inverse(s, n), 1e-6f);
    }

    @Test
    void withoutPaddingTheInverseIsExactWhereFramesAre() {
        Stft stft = new Stft(spec(512, 512, 128, StftSpec.Padding.NONE, StftSpec.PadMode.ZERO));
        float[] x = Signals.noise(2000, 0.3, 12);
        float[] y = stft.inverse(stft.forward(x), 2000);
        assertEquals(12, stft.spec().frames(2000));
        assertEquals(0, y[0]); // the zero of the Hann window
        for (int i = 8; i < 512 + 11 * 128 - 8; i++) {
            assertEquals(x[i], y[i], 1e-5, "sample " + i);
        }
        for (int i = 512 + 11 * 128; i < 2000; i++) {
            assertEquals(0, y[i]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CENTRE, 0, 0",
        "CENTRE, 1, 1",
        "CENTRE, 255, 1",
        "CENTRE, 256, 2",
        "CENTRE, 5000, 20",
        "SAME, 255, 0",
        "SAME, 256, 1",
        "SAME, 5000, 19",
        "SAME, 5120, 20",
        "NONE, 1023, 0",
        "NONE, 1024, 1",
        "NONE, 1280, 2"
    })
    void framesAreCountedAsInThePublishedModels(StftSpec.Padding padding, int n, int frames) {
        StftSpec spec = spec(1024, 1024, 256, padding, StftSpec.PadMode.REFLECT);
        assertEquals(frames, spec.frames(n));
        assertEquals(frames, new Stft(spec).forward(new float[n]).frames());
    }

    @Test
    void aCosineInABinHasHalfTheWindowSumAsMagnitude() {
        int rate = 1024;
        float[] x = new float[4096];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (0.8 * Math.cos(2 * Math.PI * 100 * i / rate));
        }
        StftSpec spec = spec(1024, 1024, 256, StftSpec.Padding.NONE, StftSpec.PadMode.ZERO);
        float[][] m = new Stft(spec).forward(x).magnitude(0);
        assertEquals(0.8 * 512 / 2, m[3][100], 1e-3); // a Hann window of 1024 sums to 512
        assertEquals(0.8 * 512 / 4, m[3][101], 1e-3);
        assertEquals(0, m[3][103], 1e-3);
        assertEquals(1e-3, new Stft(spec).forward(new float[1024]).magnitude(1e-6)[0][7], 1e-9);
    }

    @Test
    void reflectionLeavesOutTheEdgeSampleAndRepeats() {
        StftSpec spec =
                new StftSpec(
                        8,
                        8,
                        8,
                        Windows.Shape.RECTANGULAR,
                        StftSpec.Padding.CENTRE,
                        StftSpec.PadMode.REFLECT);
        float[] x = {1, 2, 4};
        // positions -4..3 of ... 1 2 4 2 1 2 4 2 ...: 1 2 4 2 1 2 4 2, by hand
        Spectrogram s = new Stft(spec).forward(x);
        assertEquals(1 + 2 + 4 + 2 + 1 + 2 + 4 + 2, s.re()[0][0], 1e-12);
        double[] frame = new double[8];
        new Fft(8).realInverse(s.re()[0], s.im()[0], frame);
        assertArrayEquals(new double[] {1, 2, 4, 2, 1, 2, 4, 2}, frame, 1e-12);
    }

    @Test
    void impossibleSpecsAndForeignSpectrogramsAreRefused() {
        assertThrows(
                SyrinxException.class,
                () -> spec(512, 600, 100, StftSpec.Padding.NONE, StftSpec.PadMode.ZERO));
        assertThrows(
                SyrinxException.class,
                () -> spec(512, 512, 0, StftSpec.Padding.NONE, StftSpec.PadMode.ZERO));
        Stft stft = new Stft(StftSpec.centred(512, 128));
        Spectrogram foreign = new Stft(StftSpec.centred(256, 128)).forward(new float[1000]);
        assertThrows(SyrinxException.class, () -> stft.inverse(foreign, 1000));
    }
}
