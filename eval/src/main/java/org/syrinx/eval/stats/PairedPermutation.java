package org.syrinx.eval.stats;

import java.util.SplittableRandom;

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
        double observed = 0;
        double scale = 0;
        for (double d : clusters) {
            observed += d;
            scale += Math.abs(d);
        }
        // equal sums that were added in another order must count as equal
        double bar = Math.abs(observed) - 1e-12 * scale;
        return clusters.length <= EXACT
                ? exact(clusters, bar)
                : drawn(clusters, bar, new SplittableRandom(seed));
    }

    private static double exact(double[] clusters, double bar) {
        int patterns = 1 << clusters.length;
        int count = 0;
        for (int p = 0; p < patterns; p++) {
            double sum = 0;
            for (int i = 0; i < clusters.length; i++) {
                sum += (p >> i & 1) == 0 ? clusters[i] : -clusters[i];
            }
            count += Math.abs(sum) >= bar ? 1 : 0;
        }
        return (double) count / patterns;
    }

    private static double drawn(double[] clusters, double bar, SplittableRandom random) {
        int count = 0;
        for (int r = 0; r < DRAWS; r++) {
            double sum = 0;
            for (double d : clusters) {
                sum += random.nextBoolean() ? d : -d;
            }
            count += Math.abs(sum) >= bar ? 1 : 0;
        }
        return (1.0 + count) / (1.0 + DRAWS);
    }
}
