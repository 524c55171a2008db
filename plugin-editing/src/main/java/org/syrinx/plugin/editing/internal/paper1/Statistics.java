package org.syrinx.plugin.editing.internal.paper1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The few statistics of the experiment. */
final class Statistics {
    private static final int RESAMPLES = 2000;

    private Statistics() {}

    /** Spearman's rank correlation; ties share their mean rank. 0 if one side is constant. */
    static double spearman(double[] x, double[] y) {
        return pearson(ranks(x), ranks(y));
    }

    static double pearson(double[] a, double[] b) {
        double ma = Arrays.stream(a).average().orElse(0);
        double mb = Arrays.stream(b).average().orElse(0);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - ma) * (b[i] - mb);
            aa += (a[i] - ma) * (a[i] - ma);
            bb += (b[i] - mb) * (b[i] - mb);
        }
        return aa * bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
    }

    private static double[] ranks(double[] x) {
        double[] out = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double below = 0;
            double same = 0;
            for (double v : x) {
                below += v < x[i] ? 1 : 0;
                same += v == x[i] ? 1 : 0;
            }
            out[i] = below + (same + 1) / 2;
        }
        return out;
    }

    /**
     * The 95 % percentile interval of a figure of items, drawing whole speakers with replacement.
     *
     * @param items grouped by speaker
     * @param figure of a drawn set
     * @param seed of the drawing
     * @return lower and upper end; NaN for fewer than two speakers
     */
    static <T> double[] interval(
            Map<String, List<T>> items, ToDoubleFunction<List<T>> figure, long seed) {
        List<List<T>> groups = new ArrayList<>(new TreeMap<>(items).values());
        if (groups.size() < 2) {
            return new double[] {Double.NaN, Double.NaN};
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] figures = new double[RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            List<T> drawn = new ArrayList<>();
            for (int g = 0; g < groups.size(); g++) {
                drawn.addAll(groups.get(random.nextInt(groups.size())));
            }
            figures[r] = figure.applyAsDouble(drawn);
        }
        Arrays.sort(figures);
        return new double[] {
            figures[(int) Math.floor(0.025 * (RESAMPLES - 1))],
            figures[(int) Math.ceil(0.975 * (RESAMPLES - 1))]
        };
    }

    /**
     * McNemar's exact test: the probability of a split at least as uneven if both were equal.
     *
     * @param onlyFirst items that only the first flipped
     * @param onlySecond items that only the second flipped
     * @return two-sided p
     */
    static double mcNemar(int onlyFirst, int onlySecond) {
        int n = onlyFirst + onlySecond;
        int least = Math.min(onlyFirst, onlySecond);
        double sum = 0;
        double term = Math.pow(0.5, n);
        for (int k = 0; k <= least; k++) {
            sum += term;
            term = term * (n - k) / (k + 1);
        }
        return Math.min(1, 2 * sum);
    }
}
