package org.syrinx.plugin.editing.internal.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.syrinx.api.Audio;

class AttributesTest {
    private static Audio harmonic(double f0, double gain, double noise, int rate) {
        SplittableRandom random = new SplittableRandom(1);
        float[] x = new float[rate];
        for (int i = 0; i < x.length; i++) {
            double v = 0;
            for (int k = 1; k * f0 < 5000; k++) {
                v += Math.sin(2 * Math.PI * k * f0 * i / rate + k * k) / k;
            }
            x[i] = (float) (gain * v + noise * random.nextGaussian());
        }
        return new Audio(x, rate);
    }

    private static Audio noise(double slopePerOctave) {
        // white noise in bands of known level: sums of sines at random phases, one every 5 Hz
        SplittableRandom random = new SplittableRandom(2);
        float[] x = new float[32000];
        for (double f = 50; f < 7500; f += 5) {
            double a = Math.pow(10, slopePerOctave * Math.log(f / 1000) / Math.log(2) / 20) * 0.003;
            double phase = random.nextDouble() * 2 * Math.PI;
            double step = 2 * Math.PI * (f + random.nextDouble() * 4) / 16000;
            for (int i = 0; i < x.length; i++) {
                x[i] += (float) (a * Math.sin(step * i + phase));
            }
        }
        return new Audio(x, 16000);
    }

    @Test
    void pitchIsInSemitonesAboveOneHundredHertz() {
        assertEquals(0, Attributes.of(harmonic(100, 0.1, 0, 16000)).get("pitch"), 0.1);
        assertEquals(12, Attributes.of(harmonic(200, 0.1, 0, 22050)).get("pitch"), 0.1);
    }

    @Test
    void twiceTheAmplitudeIsSixDecibelsAndNothingElse() {
        Map<String, Double> a = Attributes.of(harmonic(150, 0.05, 0, 16000));
        Map<String, Double> b = Attributes.of(harmonic(150, 0.1, 0, 16000));
        assertEquals(6.02, b.get("level") - a.get("level"), 0.05);
        assertEquals(a.get("brightness"), b.get("brightness"), 1);
        assertEquals(a.get("tilt"), b.get("tilt"), 0.05);
        assertEquals(a.get("hnr"), b.get("hnr"), 0.5);
    }

    @Test
    void tiltIsTheSlopeOfTheSpectrum() {
        assertEquals(0, Attributes.of(noise(0)).get("tilt"), 0.5);
        assertEquals(-6, Attributes.of(noise(-6)).get("tilt"), 0.7);
        assertTrue(
                Attributes.of(noise(0)).get("brightness")
                        > Attributes.of(noise(-6)).get("brightness") + 1000);
    }

    @Test
    void noiseLowersTheHarmonicsToNoiseRatioByAsMuchAsItIsLouder() {
        double clean = Attributes.of(harmonic(150, 0.1, 0.005, 16000)).get("hnr");
        double rough = Attributes.of(harmonic(150, 0.1, 0.05, 16000)).get("hnr");
        assertEquals(20, clean - rough, 6); // the period is a whole number of samples only nearly
    }

    @Test
    void silenceHasNoPitchAndNoSpectrumAndIsSaidToBeSilent() {
        Map<String, Double> m = Attributes.of(new Audio(new float[16000], 16000));
        assertFalse(m.containsKey("pitch"));
        assertFalse(m.containsKey("brightness"));
        assertEquals(1.0, m.get("silence"));
        assertEquals(-70, m.get("level"));
        assertFalse(
                GenderProbe.builtIn()
                        .measure(new Audio(new float[16000], 16000))
                        .containsKey("gender"));
    }

    @Test
    void theBuiltInProbeSaysWhereItComesFromAndHearsPitch() {
        GenderProbe probe = GenderProbe.builtIn();
        assertTrue(probe.note().contains("unseen speakers"), probe.note());
        double[] x = probe.mean().clone();
        x[0] = 12;
        double high = probe.score(x);
        x[0] = 0;
        assertTrue(high > 0 && probe.score(x) < 0);
    }
}
