package org.syrinx.eval.internal.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.api.Audio;
import org.syrinx.api.Progress;
import org.syrinx.audio.dsp.Fft;
import org.syrinx.eval.Signals;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.MetricRunner;
import org.syrinx.eval.metric.UtteranceMetric;

class SignalTest {
    private static final int RATE = 16_000;

    @ParameterizedTest
    @ValueSource(doubles = {5, 10, 20})
    void harmonicsToNoiseIsTheRatioThatWasMixed(double db) {
        double[] noise = Signals.noise(2 * RATE, 4);
        float[] x = new float[noise.length];
        double amplitude = 0.2;
        // power of a uniform variable in [-1, 1): 1/3
        double level = amplitude * Math.sqrt(1.5) * Math.pow(10, -db / 20);
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (amplitude * Math.sin(2 * Math.PI * 200 * i / RATE) + level * noise[i]);
        }
        assertEquals(db, value(new HarmonicsToNoise(), x), 1);
    }

    @Test
    void whiteNoiseIsFlatAndPinkFallsThreeDecibelsAnOctave() {
        double[] white = Signals.noise(4 * RATE, 5);
        assertEquals(0, value(new SpectralTilt(), floats(white)), 0.15);
        assertEquals(-10 * Math.log10(2), value(new SpectralTilt(), floats(pink(white))), 0.15);
    }

    @Test
    void levelsAreThoseOfASine() {
        float[] x = new float[RATE];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (0.5 * Math.sin(2 * Math.PI * 997 * i / RATE));
        }
        assertEquals(20 * Math.log10(0.5), value(new TruePeak(), x), 0.05); // the onset overshoots
        // BS.1770: a sine of 997 Hz at full scale reads -3.01 LUFS
        assertEquals(-3.01 + 20 * Math.log10(0.5), value(new LoudnessMetric(), x), 0.05);
        assertEquals(-3.01 + 20 * Math.log10(0.5), value(new ActiveLevel(), x), 0.3);
        assertEquals(0, value(new Clipping(), x));
        x[7] = 1;
        x[9] = -1;
        assertEquals(2, value(new Clipping(), x));
        Arrays.fill(x, 0, RATE / 5, 0);
        assertEquals(20, value(new Silence(), x), 1e-9);
    }

    @Test
    void silenceHasNoFigureWhereNoneIsDefined() {
        for (UtteranceMetric m :
                List.of(
                        new HarmonicsToNoise(),
                        new SpectralTilt(),
                        new LoudnessMetric(),
                        new TruePeak(),
                        new ActiveLevel())) {
            assertFalse(run(m, new float[RATE]).available(), m.info().id());
        }
        assertEquals(100, value(new Silence(), new float[RATE]));
    }

    private static double[] pink(double[] white) {
        int n = white.length;
        double[] re = white.clone();
        double[] im = new double[n];
        Fft fft = new Fft(n);
        fft.forward(re, im);
        for (int k = 0; k < n; k++) {
            double scale = 1 / Math.sqrt(Math.max(1, Math.min(k, n - k)));
            re[k] *= scale;
            im[k] *= scale;
        }
        fft.inverse(re, im);
        return re;
    }

    private static float[] floats(double[] x) {
        float[] out = new float[x.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (0.1 * x[i]);
        }
        return out;
    }

    private static MetricResult run(UtteranceMetric metric, float[] x) {
        Audio audio = new Audio(x, RATE);
        return MetricRunner.run(metric, List.of(Signals.pair(audio, audio, true)), Progress.NONE)
                .results()
                .get(0);
    }

    private static double value(UtteranceMetric metric, float[] x) {
        MetricResult r = run(metric, x);
        assertTrue(r.available(), r.why());
        return r.value();
    }
}
