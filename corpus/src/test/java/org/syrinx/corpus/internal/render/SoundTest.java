package org.syrinx.corpus.internal.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.api.Audio;
import org.syrinx.corpus.Teacher;
import org.syrinx.corpus.format.Phone;

class SoundTest {
    private static final int RATE = 16_000;

    private static float[] sine(double hz, double amplitude, int samples) {
        float[] x = new float[samples];
        for (int i = 0; i < samples; i++) {
            x[i] = (float) (amplitude * Math.sin(2 * Math.PI * hz * i / RATE));
        }
        return x;
    }

    @Test
    void activeLevelOfASineIsItsRmsAndPausesDoNotCount() {
        float[] x = sine(200, 0.5, 32_000); // 200 Hz: whole periods in each 10 ms frame
        java.util.Arrays.fill(x, 16_000, 32_000, 0);
        assertEquals(
                20 * Math.log10(0.5 / Math.sqrt(2)), Levels.dbfs(Levels.activeRms(x, RATE)), 0.01);
    }

    @Test
    void normalisingGivesTheLevelAskedForAndLeavesSilenceAlone() {
        float[] x = sine(200, 0.01, 16_000);
        Levels.normalise(x, RATE, -23);
        assertEquals(-23, Levels.dbfs(Levels.activeRms(x, RATE)), 0.001);
        float[] silence = new float[16_000];
        Levels.normalise(silence, RATE, -23);
        assertEquals(0, silence[100]);
    }

    @ParameterizedTest
    @ValueSource(doubles = {82, 110, 155.5, 220, 330})
    void meanPitchOfAToneIsItsFrequency(double hz) {
        float[] x = sine(hz, 0.3, 16_000);
        float[] octave = sine(2 * hz, 0.2, 16_000);
        for (int i = 0; i < x.length; i++) {
            x[i] += octave[i];
        }
        assertEquals(hz, Pitch.mean(x, RATE), 0.01 * hz);
    }

    @Test
    void noiseAndSilenceHaveNoPitch() {
        java.util.Random random = new java.util.Random(5);
        float[] noise = new float[16_000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) (0.1 * random.nextGaussian());
        }
        assertEquals(0, Pitch.mean(noise, RATE));
        assertEquals(0, Pitch.mean(new float[16_000], RATE));
    }

    @Test
    void tiltRaisesWhatLiesFarAboveTheCornerAndKeepsWhatLiesFarBelow() {
        float[] low = sine(50, 0.1, 16_000);
        float[] high = sine(7_000, 0.1, 16_000);
        Levels.tilt(low, RATE, 1500, -6);
        Levels.tilt(high, RATE, 1500, -6);
        double before = 0.1 / Math.sqrt(2);
        assertEquals(gain(50), Levels.dbfs(Levels.activeRms(low, RATE) / before), 0.05);
        assertEquals(gain(7_000), Levels.dbfs(Levels.activeRms(high, RATE) / before), 0.05);
        assertTrue(gain(50) > -0.1 && gain(7_000) < -3.5, gain(50) + " and " + gain(7_000) + " dB");
    }

    /**
     * |g + (1 - g) H| in dB with H(w) = (1 - p) / (1 - p exp(-iw)), p = exp(-2 pi 1500 / 16000), g
     * = -6 dB.
     */
    private static double gain(double hz) {
        double p = Math.exp(-2 * Math.PI * 1500 / RATE);
        double g = Math.pow(10, -0.3);
        double w = 2 * Math.PI * hz / RATE;
        double re = 1 - p * Math.cos(w);
        double im = p * Math.sin(w);
        double scale = (1 - g) * (1 - p) / (re * re + im * im);
        return 20 * Math.log10(Math.hypot(g + scale * re, -scale * im));
    }

    @Test
    void labelsAreScaledByTheWarpCoverTheFileAndStayInside() {
        Teacher.Speech speech =
                new Teacher.Speech(
                        new Audio(new float[0], RATE),
                        List.of("pau", "ah", "b", "pau"),
                        List.of(0.1, 0.3, 9.0, 9.5));
        List<Phone> phones = Renderer.phones(speech, 2, 4000);
        assertEquals(
                List.of(
                        new Phone("pau", 0, 800),
                        new Phone("ah", 800, 1600),
                        new Phone("b", 2400, 1600),
                        new Phone("pau", 4000, 0)),
                phones);
    }
}
