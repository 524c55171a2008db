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
        assertEquals(0, Levels.dbfs(Levels.activeRms(low, RATE) / before), 0.1);
        double fell = Levels.dbfs(Levels.activeRms(high, RATE) / before);
        assertTrue(fell < -4.5 && fell > -6.5, fell + " dB");
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
