package org.syrinx.eval.metric;

import java.util.Arrays;
import java.util.List;
import org.syrinx.eval.metric.MetricInfo.Pooling;

/**
 * What one metric says about one system.
 *
 * @param info the metric
 * @param samples what was measured
 * @param results one for each sample, in the same order; empty for a {@link SetMetric}
 * @param whole the figure of the set: pooled, or the set metric's own; or why there is none. Its
 *     details hold {@code "n"}, the number of utterances with a figure, and what {@link #pool(
 *     Pooling, List)} adds
 */
public record MetricScores(
        MetricInfo info, List<Sample> samples, List<MetricResult> results, MetricResult whole) {
    public MetricScores {
        samples = List.copyOf(samples);
        results = List.copyOf(results);
    }

    /**
     * Whether something went wrong while it was measured.
     *
     * @return true if any figure is missing because of an error, so that nothing of this is worth
     *     keeping
     */
    public boolean failed() {
        return whole.failed() || results.stream().anyMatch(MetricResult::failed);
    }

    /**
     * Pools figures of utterances.
     *
     * @param pooling how
     * @param results figures; those that are not available do not count
     * @return the figure of the set with the sum of the weights, and as details {@code "n"} and the
     *     percentiles of the utterances' figures, {@code "p50"}, {@code "p90"} and {@code "p99"}
     *     (linear interpolation, unweighted); not available, with the first reason, if none is
     */
    public static MetricResult pool(Pooling pooling, List<MetricResult> results) {
        List<MetricResult> some = results.stream().filter(MetricResult::available).toList();
        if (some.isEmpty()) {
            return MetricResult.notAvailable(
                    results.isEmpty() ? "There is no utterance." : results.get(0).why());
        }
        double[] values = some.stream().mapToDouble(MetricResult::value).toArray();
        double[] weights = some.stream().mapToDouble(MetricResult::weight).toArray();
        return MetricResult.of(pool(pooling, values, weights), Arrays.stream(weights).sum())
                .with("n", some.size())
                .with("p50", quantile(values, 0.5))
                .with("p90", quantile(values, 0.9))
                .with("p99", quantile(values, 0.99));
    }

    /**
     * Pools figures.
     *
     * @param pooling how
     * @param values at least one, not NaN; not modified
     * @param weights as many, greater than 0; only {@link Pooling#MEAN} and {@link Pooling#RMS}
     *     look at them
     * @return the figure of the set
     */
    public static double pool(Pooling pooling, double[] values, double[] weights) {
        return switch (pooling) {
            case MEAN -> mean(values, weights, false);
            case RMS -> Math.sqrt(mean(values, weights, true));
            case MEDIAN -> quantile(values, 0.5);
            case SUM -> Arrays.stream(values).sum();
            case MAX -> Arrays.stream(values).max().orElseThrow();
        };
    }

    private static double mean(double[] values, double[] weights, boolean square) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * (square ? values[i] * values[i] : values[i]);
            weight += weights[i];
        }
        return sum / weight;
    }

    /** Linear interpolation between order statistics (type 7 of Hyndman and Fan 1996). */
    private static double quantile(double[] values, double q) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double place = q * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return below == place
                ? sorted[below]
                : sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
