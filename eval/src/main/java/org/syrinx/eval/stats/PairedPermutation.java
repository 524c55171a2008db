package org.syrinx.eval.stats;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Two-sided paired permutation test (R. A. Fisher, "The design of experiments", 1935, section 21):
 * if two systems do not differ, each pair might as well have been the other way round. Signs are
 * changed cluster by cluster. All sign patterns are tried for up to {@link #EXACT} clusters, else
 * {@link #DRAWS} are drawn.
 */
public final class PairedPermutation {
    /** Up to this many clusters all patterns are tried. */
    public static final int EXACT = 16;

    /** How many patterns are drawn for more clusters. */
    public static final int DRAWS = 20_000;

    private PairedPermutation() {}

    /**
     * Tests whether differences are centred on 0.
     *
     * @param clusters the sum of the paired differences of each cluster, not NaN
     * @param seed of the drawing
     * @return the share of sign patterns whose |sum| is at least the one observed: exact, or (1 +
     *     count) / (1 + draws); 1 for no clusters
     */
    public static double test(double[] clusters, long seed) {
        double scale = 0;
        for (double d : clusters) {
            scale += Math.abs(d);
        }
        return test(
                clusters.length,
                scale,
                seed,
                flipped -> {
                    double sum = 0;
                    for (int i = 0; i < flipped.length; i++) {
                        sum += flipped[i] ? -clusters[i] : clusters[i];
                    }
                    return sum;
                });
    }

    /**
     * Tests whether any statistic is what it would be if the sides of each cluster meant nothing.
     *
     * @param clusters how many
     * @param scale of the figures, for what counts as equal
     * @param seed of the drawing
     * @param statistic of the clusters, some of them flipped; must not keep the array
     * @return as above; NaN if the statistic that was observed is not finite
     */
    static double test(
            int clusters, double scale, long seed, ToDoubleFunction<boolean[]> statistic) {
        boolean[] flipped = new boolean[clusters];
        double observed = statistic.applyAsDouble(flipped);
        if (!Double.isFinite(observed)) {
            return Double.NaN;
        }
        // equal figures that were added in another order must count as equal
        double bar = Math.abs(observed) - 1e-12 * scale;
        return clusters <= EXACT
                ? exact(flipped, bar, statistic)
                : drawn(flipped, bar, new SplittableRandom(seed), statistic);
    }

    private static double exact(
            boolean[] flipped, double bar, ToDoubleFunction<boolean[]> statistic) {
        int patterns = 1 << flipped.length;
        int count = 0;
        for (int p = 0; p < patterns; p++) {
            for (int i = 0; i < flipped.length; i++) {
                flipped[i] = (p >> i & 1) != 0;
            }
            count += Math.abs(statistic.applyAsDouble(flipped)) < bar ? 0 : 1;
        }
        return (double) count / patterns;
    }

    private static double drawn(
            boolean[] flipped,
            double bar,
            SplittableRandom random,
            ToDoubleFunction<boolean[]> statistic) {
        int count = 0;
        for (int r = 0; r < DRAWS; r++) {
            for (int i = 0; i < flipped.length; i++) {
                flipped[i] = !random.nextBoolean();
            }
            count += Math.abs(statistic.applyAsDouble(flipped)) < bar ? 0 : 1;
        }
        return (1.0 + count) / (1.0 + DRAWS);
    }
}
