package org.syrinx.audio.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.api.Audio;
import org.syrinx.audio.Signals;

class LevelsTest {
    @Test
    void aSineHasItsClosedFormLevels() {
        Levels levels = Levels.of(new Audio(Signals.sine(1000, 16000, 16000, 0.5), 16000));
        assertEquals(-9.03, levels.rmsDbfs(), 0.01);
        assertEquals(-6.02, levels.peakDbfs(), 0.01);
        assertEquals(0, levels.clipped());
        assertEquals(0, levels.silenceRatio());
        // always active: the active level is the level
        assertEquals(-9.03, levels.activeDbfs(), 0.3);
        assertTrue(levels.activity() > 0.95, "activity " + levels.activity());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.05, 0.005})
    void pausesLowerTheLevelButNotTheActiveLevel(double amplitude) {
        int rate = 16000;
        float[] x = new float[rate * 20];
        float[] burst = Signals.noise(rate * 2, amplitude / 3, 6);
        for (int k = 0; k < 4; k++) {
            System.arraycopy(burst, 0, x, k * 5 * rate + rate, burst.length);
        }
        Levels levels = Levels.of(new Audio(x, rate));
        double speech = 20 * Math.log10(Signals.rms(burst, 0, burst.length));
        assertEquals(speech + 10 * Math.log10(0.4), levels.rmsDbfs(), 0.01);
        // P.56 counts a hang-over of 0.2 s, and the tail of the envelope, with each 2 s
        assertEquals(speech - 10 * Math.log10(2.25 / 2), levels.activeDbfs(), 0.2);
        assertEquals(0.45, levels.activity(), 0.02);
        if (amplitude > 0.01) {
            assertEquals(0.6, levels.silenceRatio(), 0.001);
        }
    }

    @Test
    void clippedSamplesAreCounted() {
        float[] x = Signals.sine(100, 16000, 1600, 0.9);
        x[10] = 1;
        x[11] = -1.2f;
        x[12] = 32767 / 32768f;
        x[13] = 0.9999f;
        assertEquals(3, Levels.of(new Audio(x, 16000)).clipped());
    }

    @Test
    void silenceAndNothingHaveNoLevel() {
        for (int n : new int[] {0, 5000}) {
            Levels levels = Levels.of(new Audio(new float[n], 16000));
            assertEquals(Double.NEGATIVE_INFINITY, levels.activeDbfs());
            assertEquals(Double.NEGATIVE_INFINITY, levels.rmsDbfs());
            assertEquals(Double.NEGATIVE_INFINITY, levels.peakDbfs());
            assertEquals(0, levels.activity());
            assertEquals(1, levels.silenceRatio());
        }
    }

    @Test
    void oneQuietHalfIsHalfSilence() {
        float[] x = Arrays.copyOf(Signals.noise(8000, 0.1, 2), 16000);
        assertEquals(0.5, Levels.of(new Audio(x, 16000)).silenceRatio(), 1e-9);
    }
}
