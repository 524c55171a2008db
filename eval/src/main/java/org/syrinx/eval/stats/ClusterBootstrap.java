package org.syrinx.eval.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.syrinx.eval.metric.MetricInfo.Pooling;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.MetricScores;

/**
 * Percentile bootstrap that draws whole clusters with replacement and pools what was drawn (C. A.
 * Field and A. H. Welsh, "Bootstrapping clustered data", J. R. Statist. Soc. B 69, 2007). Clusters
 * are speakers if there are at least five of them, else sentences; all seeds of a sentence stay
 * together.
 *
 * <p>With fewer than about twenty clusters the interval is too narrow: read it as a lower bound of
 * the doubt.
 */
public final class ClusterBootstrap {
    /** How many sets are drawn. */
    public static final int RESAMPLES = 2000;

    private ClusterBootstrap() {}

    /**
     * The interval of a pooled figure.
     *
     * @param scores one system's figures
     * @param seed of the drawing
     * @return the interval; unknown for a set metric, for a maximum and for fewer than two clusters
     */
    public static Interval of(MetricScores scores, long seed) {
        return interval(
                scores,
                Clusters.of(scores),
                seed,
                drawn -> pool(scores, drawn.stream().flatMap(u -> u.a().stream()).toList()));
    }

    /**
     * The interval of a difference of pooled figures, b - a, over the sentences that both have.
     *
     * @param a one system's figures
     * @param b the other's, of the same metric
     * @param seed of the drawing
     * @return the interval; unknown for a maximum and for fewer than two clusters
     */
    public static Interval ofDifference(MetricScores a, MetricScores b, long seed) {
        return interval(a, Clusters.ofPairs(a, b), seed, drawn -> difference(a, drawn));
    }

    /** Pooled b minus pooled a. */
    static double difference(MetricScores a, List<Clusters.Unit> units) {
        return pool(a, units.stream().flatMap(u -> u.b().stream()).toList())
                - pool(a, units.stream().flatMap(u -> u.a().stream()).toList());
    }

    private static double pool(MetricScores scores, List<MetricResult> results) {
        return MetricScores.pool(scores.info().pooling(), results).value();
    }

    private static Interval interval(
            MetricScores scores,
            Clusters clusters,
            long seed,
            ToDoubleFunction<List<Clusters.Unit>> figure) {
        int n = clusters.size();
        // resampled maxima are never above the one observed: they tell nothing of the others
        if (n < 2 || scores.info().pooling() == Pooling.MAX) {
            return new Interval(Double.NaN, Double.NaN, n, clusters.by());
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] figures = new double[RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            List<Clusters.Unit> drawn = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                drawn.addAll(clusters.get(random.nextInt(n)).units());
            }
            figures[r] = figure.applyAsDouble(drawn);
        }
        Arrays.sort(figures);
        return new Interval(
                figures[(int) Math.floor(0.025 * (RESAMPLES - 1))],
                figures[(int) Math.ceil(0.975 * (RESAMPLES - 1))],
                n,
                clusters.by());
    }
}
