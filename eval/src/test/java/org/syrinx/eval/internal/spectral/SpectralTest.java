package org.syrinx.eval.internal.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.syrinx.api.Audio;
import org.syrinx.api.Progress;
import org.syrinx.eval.Signals;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.MetricRunner;
import org.syrinx.eval.metric.Sample;
import org.syrinx.eval.metric.UtteranceMetric;

/** Expected values: src/test/scripts/spectral.py (numpy, pystoi), or the closed form. */
class SpectralTest {
    private static final Audio A = Signals.voice(16_000, 1.2, 120, 1.0, 0.0005, 1);
    private static final Audio B = Signals.voice(16_000, 1.35, 126, 1.3, 0.0005, 2);
    private static final Audio NEAR_A = Signals.degraded(A, 0.9, 0.01, 3);
    private static final Sample FREE = Signals.pair(B, A, false);
    private static final Sample COPY = Signals.pair(NEAR_A, A, true);

    @Test
    void theThreeNumbersOfMelCepstralDistortionAreNumpys() {
        assertEquals(2.8532506239882798, value(new McdDtw(), FREE), 1e-5);
        assertEquals(5.43784258152192, value(new McdAligned(), COPY), 1e-5);
        assertEquals(15.270935960591125, value(new McdLength(), FREE), 1e-9);
    }

    @Test
    void globalVarianceIsNumpys() {
        assertEquals(-0.38513606018943203, value(new BandVariance(), FREE), 1e-5);
    }

    @Test
    void alignedSpectralDistancesAreNumpys() {
        assertEquals(13.519204704960378, value(new LogSpectralDistance(), COPY), 1e-4);
        assertEquals(0.9013016188165824, value(new MelDistance(), COPY), 1e-5);
        MetricResult stft = run(new StftDistance(), COPY);
        assertEquals(1.5582828483655147, stft.value(), 1e-5);
        assertEquals(
                0.11894988698284395, (double) stft.details().get("spectral_convergence"), 1e-6);
    }

    @Test
    void intelligibilityOfEnvelopesIsPystois() {
        Audio x = Signals.voice(10_000, 2.0, 120, 1.0, 0.0005, 1);
        double[][] expected = {
            {0.02, 0.9604177681377462, 0.5503991488655691},
            {0.1, 0.7661368051697859, 0.20148570690586937},
            {0.4, 0.5044452966021092, 0.07694581605834273}
        };
        for (double[] row : expected) {
            Sample s = Signals.pair(Signals.degraded(x, 1, row[0], 9), x, true);
            assertEquals(row[1], value(new Stoi(), s), 1e-5);
            assertEquals(row[2], value(new Estoi(), s), 1e-5);
        }
    }

    @Test
    void identityIsPerfect() {
        Sample same = Signals.pair(A, A, true);
        for (UtteranceMetric m :
                List.of(
                        new McdDtw(),
                        new McdAligned(),
                        new McdLength(),
                        new BandVariance(),
                        new LogSpectralDistance(),
                        new MelDistance(),
                        new StftDistance())) {
            assertEquals(0, value(m, same), 1e-9, m.info().id());
        }
        assertEquals(1, value(new Stoi(), same), 1e-9);
        assertEquals(1, value(new Estoi(), same), 1e-9);
    }

    @Test
    void halfTheAmplitudeChangesLevelsAloneByClosedForm() {
        Audio loud = Signals.voice(16_000, 1.2, 120, 0.3, 0.02, 1);
        float[] half = loud.samples().clone();
        for (int i = 0; i < half.length; i++) {
            half[i] /= 2;
        }
        Sample s = Signals.pair(new Audio(half, 16_000), loud, true);
        assertEquals(0, value(new McdDtw(), s), 1e-4);
        assertEquals(0, value(new McdAligned(), s), 1e-4);
        assertEquals(20 * Math.log10(2), value(new LogSpectralDistance(), s), 1e-3);
        assertEquals(Math.log(2), value(new MelDistance(), s), 1e-4);
        assertEquals(0.5 + Math.log(2), value(new StftDistance(), s), 1e-3);
        assertEquals(1, value(new Stoi(), s), 1e-6);
    }

    @Test
    void soundWithItsOwnTimingHasNoFrameByFrameFigures() {
        for (UtteranceMetric m :
                List.of(
                        new McdAligned(),
                        new LogSpectralDistance(),
                        new MelDistance(),
                        new StftDistance(),
                        new Stoi(),
                        new Estoi())) {
            MetricResult r = run(m, FREE);
            assertFalse(r.available(), m.info().id());
            assertTrue(r.why().contains("timing"), r.why());
        }
    }

    @Test
    void silenceHasNoFigureAndSaysSo() {
        Audio silence = new Audio(new float[16_000], 16_000);
        for (UtteranceMetric m :
                List.of(new McdDtw(), new McdAligned(), new McdLength(), new BandVariance())) {
            assertFalse(run(m, Signals.pair(A, silence, true)).available(), m.info().id());
        }
        Audio blink = Signals.voice(16_000, 0.3, 120, 1, 0.0005, 1);
        assertEquals(
                "There are less than 384 ms of speech.",
                run(new Stoi(), Signals.pair(blink, blink, true)).why());
    }

    private static MetricResult run(UtteranceMetric metric, Sample sample) {
        return MetricRunner.run(metric, List.of(sample), Progress.NONE).results().get(0);
    }

    private static double value(UtteranceMetric metric, Sample sample) {
        MetricResult r = run(metric, sample);
        assertTrue(r.available(), metric.info().id() + ": " + r.why());
        return r.value();
    }
}
