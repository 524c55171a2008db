package org.syrinx.eval.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.syrinx.eval.metric.MetricInfo.Pooling;
import org.syrinx.eval.metric.MetricResult;

/**
 * The difference of two pooled figures when clusters change sides: the statistic that is shown is
 * the one that is tested.
 */
final class PooledPermutation {
    private PooledPermutation() {}

    /**
     * Tests whether two systems differ in their pooled figure.
     *
     * @param pooling not {@link Pooling#MAX}, whose distribution the data do not tell
     * @param pairs at least one cluster
     * @param seed of the drawing
     * @return as {@link PairedPermutation#test(double[], long)}; NaN if the figures are not finite
     */
    static double test(Pooling pooling, Clusters pairs, long seed) {
        return switch (pooling) {
            case MEDIAN -> median(pairs, seed);
            case MEAN, RMS, SUM -> sums(pooling, pairs, seed);
            case MAX -> Double.NaN;
        };
    }

    /** Figures that follow from sums need only the sums of each cluster. */
    private static double sums(Pooling pooling, Clusters pairs, long seed) {
        double[][] sum = new double[2][pairs.size()];
        double[][] weight = new double[2][pairs.size()];
        double scale = 0;
        for (int c = 0; c < pairs.size(); c++) {
            for (Clusters.Unit u : pairs.get(c).units()) {
                for (int side = 0; side < 2; side++) {
                    for (MetricResult r : side == 0 ? u.a() : u.b()) {
                        double x = pooling == Pooling.RMS ? r.value() * r.value() : r.value();
                        double w = pooling == Pooling.SUM ? 1 : r.weight();
                        sum[side][c] += w * x;
                        weight[side][c] += w;
                        scale =
                                pooling == Pooling.SUM
                                        ? scale + Math.abs(x)
                                        : Math.max(scale, Math.abs(r.value()));
                    }
                }
            }
        }
        return PairedPermutation.test(
                pairs.size(),
                scale,
                seed,
                flipped -> {
                    double[] s = new double[2];
                    double[] w = new double[2];
                    for (int c = 0; c < flipped.length; c++) {
                        int a = flipped[c] ? 1 : 0;
                        s[0] += sum[a][c];
                        s[1] += sum[1 - a][c];
                        w[0] += weight[a][c];
                        w[1] += weight[1 - a][c];
                    }
                    return switch (pooling) {
                        case SUM -> s[1] - s[0];
                        case RMS -> Math.sqrt(s[1] / w[1]) - Math.sqrt(s[0] / w[0]);
                        default -> s[1] / w[1] - s[0] / w[0];
                    };
                });
    }

    private record Value(double value, int cluster, int side) {}

    /** All values are sorted once; a median is then found by walking along them. */
    private static double median(Clusters pairs, long seed) {
        List<Value> values = new ArrayList<>();
        for (int c = 0; c < pairs.size(); c++) {
            for (Clusters.Unit u : pairs.get(c).units()) {
                for (MetricResult r : u.a()) {
                    values.add(new Value(r.value(), c, 0));
                }
                for (MetricResult r : u.b()) {
                    values.add(new Value(r.value(), c, 1));
                }
            }
        }
        values.sort(Comparator.comparingDouble(Value::value));
        Value[] sorted = values.toArray(Value[]::new);
        double scale = values.stream().mapToDouble(v -> Math.abs(v.value())).max().orElseThrow();
        return PairedPermutation.test(
                pairs.size(),
                scale,
                seed,
                flipped -> median(sorted, flipped, 1) - median(sorted, flipped, 0));
    }

    private static double median(Value[] sorted, boolean[] flipped, int side) {
        int n = 0;
        for (Value v : sorted) {
            n += on(v, flipped, side) ? 1 : 0;
        }
        double lower = Double.NaN;
        int seen = 0;
        for (Value v : sorted) {
            if (on(v, flipped, side)) {
                if (seen == (n - 1) / 2) {
                    lower = v.value;
                }
                if (seen++ == n / 2) {
                    return lower == v.value ? lower : lower + (v.value - lower) / 2;
                }
            }
        }
        throw new IllegalArgumentException("a side without values");
    }

    private static boolean on(Value v, boolean[] flipped, int side) {
        return (v.side == side) != flipped[v.cluster];
    }
}
