package org.syrinx.eval.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.syrinx.api.Audio;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricInfo.Better;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.MetricScores;
import org.syrinx.eval.metric.Sample;
import org.syrinx.eval.stats.Difference.Verdict;

/** Expected values: src/test/scripts/statistics.py (scipy), or the closed form that is named. */
class StatisticsTest {
    @Test
    void permutationOfFewClustersIsScipysExactTest() {
        double[] few = {0.7, -0.2, 1.1, 0.4, 0.9, -0.1, 0.6, 0.3};
        assertEquals(0.0390625, PairedPermutation.test(few, 1), 1e-12);
        assertEquals(
                0.875,
                PairedPermutation.test(new double[] {0.5, -0.5, 0.25, 1.0, -0.75}, 1),
                1e-12);
    }

    @Test
    void permutationOfManyClustersDrawsScipysPValue() {
        double[] many = new double[30];
        for (int i = 0; i < many.length; i++) {
            many[i] = 0.35 + Math.sin(3.7 * i);
        }
        // standard error of 20000 draws at this p: 0.0011
        assertEquals(MANY, PairedPermutation.test(many, 7), 0.004);
    }

    private static final double MANY = 0.0104;

    @Test
    void permutationOfNothingFindsNothing() {
        assertEquals(1, PairedPermutation.test(new double[0], 1));
        assertEquals(1, PairedPermutation.test(new double[20], 1));
    }

    @Test
    void holmIsRsAdjustment() {
        // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
        assertArrayEquals(
                new double[] {0.03, 0.06, 0.06, 0.02},
                Holm.adjust(new double[] {0.01, 0.04, 0.03, 0.005}),
                1e-12);
        assertArrayEquals(new double[] {1, 1}, Holm.adjust(new double[] {0.6, 0.7}), 1e-12);
    }

    @Test
    void intervalOfAMeanIsTheNormalOnesForManySentences() {
        Random random = new Random(5);
        double[] x = random.doubles(500).toArray();
        Interval i =
                ClusterBootstrap.of(scores(Better.LOWER, 500, s -> "s" + s, s -> "", s -> x[s]), 3);
        double mean = 0;
        double square = 0;
        for (double v : x) {
            mean += v / x.length;
            square += v * v / x.length;
        }
        double half = 1.96 * Math.sqrt((square - mean * mean) / x.length);
        assertEquals(mean - half, i.lower(), 0.15 * half);
        assertEquals(mean + half, i.upper(), 0.15 * half);
        assertEquals("sentence", i.by());
        assertEquals(500, i.clusters());
    }

    @Test
    void moreSeedsOfTheSameSentencesDoNotNarrowTheInterval() {
        Random random = new Random(6);
        double[] x = random.doubles(40).toArray();
        Interval once =
                ClusterBootstrap.of(scores(Better.LOWER, 40, s -> "s" + s, s -> "", s -> x[s]), 3);
        Interval tenTimes =
                ClusterBootstrap.of(
                        scores(Better.LOWER, 400, s -> "s" + s % 40, s -> "", s -> x[s % 40]), 3);
        assertEquals(once.lower(), tenTimes.lower(), 1e-12);
        assertEquals(once.upper(), tenTimes.upper(), 1e-12);
    }

    @Test
    void clustersAreSpeakersWhenThereAreFive() {
        Interval five =
                ClusterBootstrap.of(
                        scores(Better.LOWER, 100, s -> "s" + s, s -> "p" + s % 5, s -> s % 5), 3);
        assertEquals("speaker", five.by());
        assertEquals(5, five.clusters());
        Interval four =
                ClusterBootstrap.of(
                        scores(Better.LOWER, 100, s -> "s" + s, s -> "p" + s % 4, s -> s % 4), 3);
        assertEquals("sentence", four.by());
        // all variance lies between speakers: by speaker the doubt is larger
        assertTrue(five.upper() - five.lower() > 2 * (four.upper() - four.lower()));
    }

    @Test
    void oneSentenceHasNoInterval() {
        Interval i = ClusterBootstrap.of(scores(Better.LOWER, 3, s -> "same", s -> "", s -> s), 3);
        assertFalse(i.known());
        assertTrue(i.contains(1e9));
    }

    @Test
    void aDifferenceInsideItsIntervalIsNone() {
        Random random = new Random(8);
        double[] noise = random.doubles(60, -1, 1).toArray();
        MetricScores a = scores(Better.LOWER, 60, s -> "s" + s, s -> "", s -> s % 7);
        MetricScores b = scores(Better.LOWER, 60, s -> "s" + s, s -> "", s -> s % 7 + noise[s]);
        Difference d = Difference.of(a, b, 1);
        assertTrue(d.interval().contains(0), d.interval().toString());
        assertEquals(Verdict.NONE, d.verdict());
        assertEquals("none", d.toString());
    }

    @Test
    void aShiftOfEverySentenceIsFoundAndNamed() {
        Random random = new Random(8);
        double[] noise = random.doubles(60, -0.1, 0.5).toArray();
        MetricScores a = scores(Better.LOWER, 60, s -> "s" + s, s -> "", s -> s % 7);
        MetricScores b = scores(Better.LOWER, 60, s -> "s" + s, s -> "", s -> s % 7 + noise[s]);
        Difference d = Difference.of(a, b, 1);
        assertEquals(java.util.Arrays.stream(noise).average().orElseThrow(), d.value(), 1e-12);
        assertEquals(Verdict.WORSE, d.verdict());
        assertEquals(Verdict.BETTER, Difference.of(b, a, 1).verdict());
        assertEquals(60, d.pairs());
    }

    @Test
    void onlySentencesThatBothHaveCount() {
        MetricScores a = scores(Better.HIGHER, 10, s -> "s" + s, s -> "", s -> 1);
        MetricScores b =
                scores(Better.HIGHER, 10, s -> "s" + (s + 7), s -> "", s -> s < 3 ? 2 : 1000);
        Difference d = Difference.of(a, b, 1);
        assertEquals(1, d.value(), 1e-12);
        assertEquals(3, d.pairs());
        assertEquals(
                0,
                Difference.of(a, scores(Better.HIGHER, 2, s -> "x", s -> "", s -> 1), 1).pairs());
    }

    @Test
    void correctionCanTakeAVerdictBack() {
        MetricScores a = scores(Better.LOWER, 8, s -> "s" + s, s -> "", s -> 0);
        double[] few = {0.7, -0.2, 1.1, 0.4, 0.9, -0.1, 0.6, 0.3};
        MetricScores b = scores(Better.LOWER, 8, s -> "s" + s, s -> "", s -> few[s]);
        Difference d = Difference.of(a, b, 1);
        assertEquals(Verdict.WORSE, d.verdict());
        List<Difference> three = Difference.holm(List.of(d, d, d));
        assertEquals(3 * 0.0390625, three.get(0).adjusted(), 1e-12);
        assertEquals(Verdict.NONE, three.get(0).verdict());
    }

    @ParameterizedTest
    @EnumSource(
            value = MetricInfo.Pooling.class,
            names = {"MEAN", "RMS", "MEDIAN", "SUM"})
    void theStatisticThatIsShownIsTheOneThatIsTested(MetricInfo.Pooling pooling) {
        Random random = new Random(11);
        int sentences = 7;
        double[] a = random.doubles(2 * sentences, 0, 10).toArray();
        double[] b = random.doubles(2 * sentences, 2, 11).toArray();
        double[] w = random.doubles(2 * sentences, 1, 9).toArray();
        a[3] = 400; // an outlier moves a mean and not a median
        // sentence s has two seeds, 2 s and 2 s + 1
        MetricScores left = scores(pooling, a, w);
        MetricScores right = scores(pooling, b, w);
        double shown = naive(pooling, b, w) - naive(pooling, a, w);
        int count = 0;
        for (int pattern = 0; pattern < 1 << sentences; pattern++) {
            double[] x = a.clone();
            double[] y = b.clone();
            for (int i = 0; i < x.length; i++) {
                if ((pattern >> i / 2 & 1) != 0) {
                    x[i] = b[i];
                    y[i] = a[i];
                }
            }
            double d = naive(pooling, y, w) - naive(pooling, x, w);
            count += Math.abs(d) >= Math.abs(shown) - 1e-9 ? 1 : 0;
        }
        Difference d = Difference.of(left, right, 1);
        assertEquals(shown, d.value(), 1e-9);
        assertEquals(count / 128.0, d.p(), 1e-12);
        assertEquals(sentences, d.interval().clusters());
    }

    @Test
    void ofMaximaNothingIsClaimed() {
        double[] low = {1, 2, 3, 4, 5, 6};
        double[] high = {11, 12, 13, 14, 15, 16};
        double[] w = {1, 1, 1, 1, 1, 1};
        Difference d =
                Difference.of(
                        scores(MetricInfo.Pooling.MAX, low, w),
                        scores(MetricInfo.Pooling.MAX, high, w),
                        1);
        assertEquals(10, d.value());
        assertTrue(Double.isNaN(d.p()));
        assertFalse(d.interval().known());
        assertTrue(d.interval().toString().contains("maximum"), d.interval().toString());
        assertEquals(Verdict.NONE, d.verdict());
        assertFalse(ClusterBootstrap.of(scores(MetricInfo.Pooling.MAX, low, w), 1).known());
    }

    @Test
    void oneTextByFourSpeakersIsOneSentence() {
        List<Sample> samples = new ArrayList<>();
        List<MetricResult> results = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            samples.add(
                    Sample.of("u" + i)
                            .speaker("p" + i % 4)
                            .text("Text " + i / 4 + ".")
                            .audio(() -> new Audio(new float[1], 16_000))
                            .build());
            results.add(MetricResult.of(i));
        }
        MetricInfo info = info(Better.LOWER, MetricInfo.Pooling.MEAN);
        Interval i =
                ClusterBootstrap.of(
                        new MetricScores(
                                info, samples, results, MetricScores.pool(info.pooling(), results)),
                        1);
        assertEquals("sentence", i.by());
        assertEquals(10, i.clusters());
    }

    /** Straight from the definitions. */
    private static double naive(MetricInfo.Pooling pooling, double[] x, double[] w) {
        double sum = 0;
        double squares = 0;
        double plain = 0;
        double weight = 0;
        for (int i = 0; i < x.length; i++) {
            sum += w[i] * x[i];
            squares += w[i] * x[i] * x[i];
            plain += x[i];
            weight += w[i];
        }
        double[] sorted = x.clone();
        java.util.Arrays.sort(sorted);
        return switch (pooling) {
            case MEAN -> sum / weight;
            case RMS -> Math.sqrt(squares / weight);
            case SUM -> plain;
            case MEDIAN -> (sorted[x.length / 2 - 1] + sorted[x.length / 2]) / 2;
            case MAX -> sorted[x.length - 1];
        };
    }

    private static MetricInfo info(Better better, MetricInfo.Pooling pooling) {
        return new MetricInfo(
                "test",
                "test",
                "",
                MetricInfo.Family.SIGNAL,
                better,
                Set.of(),
                pooling,
                "f",
                "s",
                "l");
    }

    private static MetricScores scores(MetricInfo.Pooling pooling, double[] x, double[] w) {
        List<Sample> samples = new ArrayList<>();
        List<MetricResult> results = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            samples.add(
                    Sample.of("s" + i / 2)
                            .seed(i % 2)
                            .audio(() -> new Audio(new float[1], 16_000))
                            .build());
            results.add(MetricResult.of(x[i], w[i]));
        }
        return new MetricScores(
                info(Better.LOWER, pooling), samples, results, MetricScores.pool(pooling, results));
    }

    private static MetricScores scores(
            Better better,
            int n,
            IntFunction<String> id,
            IntFunction<String> speaker,
            IntToDoubleFunction value) {
        MetricInfo info = info(better, MetricInfo.Pooling.MEAN);
        List<Sample> samples = new ArrayList<>();
        List<MetricResult> results = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            samples.add(
                    Sample.of(id.apply(i))
                            .speaker(speaker.apply(i))
                            .seed(i)
                            .audio(() -> new Audio(new float[1], 16_000))
                            .build());
            results.add(MetricResult.of(value.applyAsDouble(i)));
        }
        return new MetricScores(info, samples, results, MetricScores.pool(info.pooling(), results));
    }
}
