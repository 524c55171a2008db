package org.syrinx.eval.internal.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.syrinx.api.Audio;
import org.syrinx.api.Progress;
import org.syrinx.eval.Signals;
import org.syrinx.eval.metric.Embedding;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.MetricRunner;
import org.syrinx.eval.metric.Sample;

/** Expected values: src/test/scripts/distribution.py (numpy, scipy's sqrtm), or the closed form. */
class FrechetTest {
    @Test
    void distanceIsScipys() {
        double[][] a = rows(60, 6, 1, 0.5, 0);
        double[][] b = rows(60, 6, 5, 2.0, 0.3);
        assertEquals(FULL, Frechet.distance(a, b), 1e-9);
        double[][][] both = Frechet.reduced(a, b, 3);
        assertEquals(REDUCED, Frechet.distance(both[0], both[1]), 1e-9);
        assertEquals(0, Frechet.distance(a, a), 1e-9);
    }

    private static final double FULL = 4.942628830676855;
    private static final double REDUCED = 3.728542246808317;

    @Test
    void extrapolationOfGivenPartsIsNumpysLine() {
        double[][] a = rows(60, 6, 1, 0.5, 0);
        double[][] b = rows(60, 6, 5, 2.0, 0.3);
        List<double[][]> parts = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            double[][] part = new double[30 + 30 * i / 14][];
            for (int k = 0; k < part.length; k++) {
                part[k] = a[(7 * i + 11 * k) % 60];
            }
            parts.add(part);
        }
        assertEquals(INFINITE, Frechet.extrapolated(parts, b), 1e-9);
    }

    private static final double INFINITE = 3.504072374328557;

    @Test
    void oneDimensionIsTheClosedForm() {
        // means 2 and 5, unbiased variances 2 and 18: 3^2 + (sqrt 2 - sqrt 18)^2
        double[][] a = {{1}, {3}};
        double[][] b = {{2}, {8}};
        assertEquals(9 + 8, Frechet.distance(a, b), 1e-12);
    }

    @Test
    void aSetWithoutSpreadDoesNotBreakIt() {
        double[][] a = {{1, 1}, {1, 1}, {1, 1}};
        double[][] b = {{0, 0}, {2, 0}, {4, 0}};
        // |(1,1) - (2,0)|^2 + tr S, S = diag(4, 0)
        assertEquals(2 + 4, Frechet.distance(a, b), 1e-9);
    }

    @Test
    void extrapolationTakesTheBiasOfSmallSetsAway() {
        Random random = new Random(2);
        double[][] reference = gaussian(random, 4000);
        double plain = 0;
        double infinite = 0;
        for (int trial = 0; trial < 10; trial++) {
            double[][] a = gaussian(random, 100);
            plain += Frechet.distance(a, reference) / 10;
            infinite += Frechet.extrapolated(a, reference, trial) / 10;
        }
        // one distribution: the true distance is 0
        assertTrue(plain > 0.2, "plain " + plain);
        assertTrue(Math.abs(infinite) < 0.3 * plain, plain + " becomes " + infinite);
    }

    @Test
    void theMetricSaysWhatItRestsOn() {
        List<Sample> set = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Audio a = Signals.voice(16_000, 0.5, 110 + i, 1, 0.001, i + 1);
            Audio b = Signals.voice(16_000, 0.5, 110 + i, 1.4, 0.001, i + 50);
            set.add(Sample.of("s" + i).audio(() -> a).reference(() -> b).build());
        }
        Embedding cepstra = new CepstralEmbedding();
        MetricResult r =
                MetricRunner.run(new FrechetDistance(cepstra, false), set, Progress.NONE).whole();
        assertTrue(r.value() > 0, r.toString());
        assertEquals(12, r.details().get("n"));
        assertEquals(3, r.details().get("dimensions"));
        assertEquals(26, r.details().get("of_dimensions"));
        assertEquals("frechet.cepstra", new FrechetDistance(cepstra, false).info().id());
        MetricResult few =
                MetricRunner.run(
                                new FrechetDistance(cepstra, true),
                                set.subList(0, 5),
                                Progress.NONE)
                        .whole();
        assertFalse(few.available());
        assertTrue(few.why().contains("at least 8"), few.why());
    }

    @Test
    void severalSeedsOfASentenceHaveOneReference() {
        Embedding length =
                new Embedding() {
                    @Override
                    public String id() {
                        return "length";
                    }

                    @Override
                    public String about() {
                        return "Samples.";
                    }

                    @Override
                    public Session open() {
                        return a -> new double[] {a.samples().length};
                    }
                };
        // in one dimension the distance is (m - m')^2 + (s - s')^2
        List<Sample> set = new ArrayList<>();
        double[] sounds = new double[16];
        double[] references = new double[8];
        for (int i = 0; i < 8; i++) {
            int of = 100 + i * i;
            references[i] = of;
            for (int seed = 0; seed < 2; seed++) {
                int made = 140 + 3 * i + 20 * seed;
                sounds[2 * i + seed] = made;
                set.add(
                        Sample.of("s" + i)
                                .seed(seed)
                                .audio(() -> new Audio(new float[made], 16_000))
                                .reference(() -> new Audio(new float[of], 16_000))
                                .build());
            }
        }
        MetricResult r =
                MetricRunner.run(new FrechetDistance(length, false), set, Progress.NONE).whole();
        double means = mean(sounds) - mean(references);
        double spreads = deviation(sounds) - deviation(references);
        assertEquals(means * means + spreads * spreads, r.value(), 1e-9);
        assertEquals(16, r.details().get("n"));
        assertEquals(8, r.details().get("references"));
        MetricResult seven =
                MetricRunner.run(
                                new FrechetDistance(length, false),
                                set.subList(0, 14),
                                Progress.NONE)
                        .whole();
        assertTrue(seven.why().contains("there are 7"), seven.why());
    }

    private static double mean(double[] x) {
        return java.util.Arrays.stream(x).average().orElseThrow();
    }

    private static double deviation(double[] x) {
        double m = mean(x);
        return Math.sqrt(
                java.util.Arrays.stream(x).map(v -> (v - m) * (v - m)).sum() / (x.length - 1));
    }

    private static double[][] rows(int n, int d, long seed, double common, double shift) {
        double[] own = Signals.noise(n * d, seed);
        double[] shared = Signals.noise(n, seed + 1);
        double[][] out = new double[n][d];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < d; k++) {
                out[i][k] = own[i * d + k] * (1 + k) + common * shared[i] + shift;
            }
        }
        return out;
    }

    private static double[][] gaussian(Random random, int n) {
        double[][] out = new double[n][8];
        for (double[] row : out) {
            for (int k = 0; k < row.length; k++) {
                row[k] = random.nextGaussian();
            }
        }
        return out;
    }
}
