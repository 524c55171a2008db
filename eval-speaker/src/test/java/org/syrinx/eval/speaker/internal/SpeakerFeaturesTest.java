package org.syrinx.eval.speaker.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpeakerFeaturesTest {
    @Test
    void levelAndSilenceAroundDoNotMatter() {
        float[] x = noise(16_000);
        float[] soft = x.clone();
        for (int i = 0; i < soft.length; i++) {
            soft[i] *= 0.1f;
        }
        float[][] a = SpeakerFeatures.of(x);
        float[][] b = SpeakerFeatures.of(soft);
        assertEquals(101, a.length);
        for (int t = 0; t < a.length; t++) {
            assertArrayEquals(a[t], b[t], 1e-3f);
        }
        float[] padded = new float[32_000];
        System.arraycopy(x, 0, padded, 8_000, x.length);
        assertEquals(101, SpeakerFeatures.of(padded).length, 4);
    }

    @Test
    void everyBandHasNoMean() {
        float[][] frames = SpeakerFeatures.of(noise(8_000));
        for (int b = 0; b < SpeakerFeatures.BANDS; b++) {
            double sum = 0;
            for (float[] frame : frames) {
                sum += frame[b];
            }
            assertEquals(0, sum / frames.length, 1e-5);
        }
    }

    @Test
    void silenceHasNoFrames() {
        assertEquals(0, SpeakerFeatures.of(new float[16_000]).length);
        assertEquals(0, SpeakerFeatures.of(new float[0]).length);
    }

    @Test
    void bandsGoBeforeFrames() {
        float[][] frames = {new float[SpeakerFeatures.BANDS], new float[SpeakerFeatures.BANDS]};
        Arrays.fill(frames[1], 1);
        float[] out = new float[2 * SpeakerFeatures.BANDS];
        SpeakerFeatures.transpose(frames, FloatBuffer.wrap(out));
        assertEquals(0, out[0]);
        assertEquals(1, out[1]);
        assertTrue(out[2] == 0 && out[3] == 1);
    }

    private static float[] noise(int n) {
        Random random = new Random(3);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) (0.1 * random.nextGaussian());
        }
        return x;
    }
}
