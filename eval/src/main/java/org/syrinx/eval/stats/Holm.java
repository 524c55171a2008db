package org.syrinx.eval.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's correction for several comparisons (S. Holm, "A simple sequentially rejective multiple
 * test procedure", Scand. J. Statist. 6, 1979): keeps the chance of even one false alarm below the
 * level, whatever the dependence of the tests.
 */
public final class Holm {
    private Holm() {}

    /**
     * Corrects.
     *
     * @param p p-values of all comparisons made for one question, each in [0, 1]; not modified
     * @return corrected p-values in the same order, each in [0, 1]
     */
    public static double[] adjust(double[] p) {
        int n = p.length;
        int[] order =
                IntStream.range(0, n)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> p[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        double[] adjusted = new double[n];
        double running = 0;
        for (int rank = 0; rank < n; rank++) {
            running = Math.max(running, Math.min(1, (n - rank) * p[order[rank]]));
            adjusted[order[rank]] = running;
        }
        return adjusted;
    }
}
