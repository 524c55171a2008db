package org.syrinx.eval.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricInfo.Better;
import org.syrinx.eval.metric.MetricScores;

/**
 * How two systems differ in one metric, b - a, over the sentences that both have a figure for.
 *
 * @param info the metric
 * @param value pooled figure of b minus pooled figure of a; NaN if they share no sentence
 * @param interval 95 % interval of the difference
 * @param p two-sided paired permutation test of this difference, by cluster; NaN if they share no
 *     sentence, and for a figure that is a maximum, of which the data tell no distribution
 * @param adjusted {@code p} after {@link #holm}; equal to {@code p} before
 * @param pairs number of sentences that both have
 */
public record Difference(
        MetricInfo info, double value, Interval interval, double p, double adjusted, int pairs) {
    /** The level below which a corrected p-value counts. */
    public static final double LEVEL = 0.05;

    /** What may be said about b. */
    public enum Verdict {
        /**
         * The interval holds 0, or the test does not reach the level, or too little was measured.
         */
        NONE,
        /** b is better. */
        BETTER,
        /** b is worse. */
        WORSE,
        /** They differ, and the metric does not say which is better. */
        DIFFERENT
    }

    /**
     * Compares two systems.
     *
     * @param a figures of one system
     * @param b figures of another, of the same metric
     * @param seed of the drawing
     * @return the difference; unknown for set metrics, which have no figures of utterances
     */
    public static Difference of(MetricScores a, MetricScores b, long seed) {
        if (!a.info().id().equals(b.info().id())) {
            throw new IllegalArgumentException(
                    "two metrics: " + a.info().id() + " and " + b.info().id());
        }
        Clusters pairs = Clusters.ofPairs(a, b);
        List<Clusters.Unit> all = new ArrayList<>();
        for (int c = 0; c < pairs.size(); c++) {
            all.addAll(pairs.get(c).units());
        }
        if (all.isEmpty()) {
            Interval unknown = new Interval(Double.NaN, Double.NaN, 0, "sentence");
            return new Difference(a.info(), Double.NaN, unknown, Double.NaN, Double.NaN, 0);
        }
        double p = PooledPermutation.test(a.info().pooling(), pairs, seed);
        return new Difference(
                a.info(),
                ClusterBootstrap.difference(a, all),
                ClusterBootstrap.ofDifference(a, b, seed),
                p,
                p,
                all.size());
    }

    /**
     * Corrects the p-values of all differences that answer one question: for example, all systems
     * against one baseline in one metric.
     *
     * @param family the differences
     * @return the same with corrected p-values; those without a p-value stay and do not count
     */
    public static List<Difference> holm(List<Difference> family) {
        List<Difference> known = family.stream().filter(d -> !Double.isNaN(d.p)).toList();
        double[] adjusted = Holm.adjust(known.stream().mapToDouble(Difference::p).toArray());
        List<Difference> out = new ArrayList<>();
        int next = 0;
        for (Difference d : family) {
            out.add(Double.isNaN(d.p) ? d : d.withAdjusted(adjusted[next++]));
        }
        return out;
    }

    private Difference withAdjusted(double corrected) {
        return new Difference(info, value, interval, p, corrected, pairs);
    }

    /**
     * What may be said.
     *
     * @return never more than the interval and the test both allow
     */
    public Verdict verdict() {
        if (pairs < 2 || interval.contains(0) || !(adjusted < LEVEL)) {
            return Verdict.NONE;
        }
        if (info.better() == Better.LOWER || info.better() == Better.HIGHER) {
            return (value < 0) == (info.better() == Better.LOWER) ? Verdict.BETTER : Verdict.WORSE;
        }
        return Verdict.DIFFERENT;
    }

    /**
     * For tables.
     *
     * @return {@code "none"} when nothing may be said, else the signed difference with its interval
     */
    @Override
    public String toString() {
        return verdict() == Verdict.NONE
                ? "none"
                : String.format(
                        Locale.ROOT,
                        "%+.3g [%.3g, %.3g]",
                        value,
                        interval.lower(),
                        interval.upper());
    }
}
