package org.syrinx.eval.internal.spectral;

import java.util.Arrays;
import org.syrinx.api.SyrinxException;

/**
 * Dynamic time warping (H. Sakoe and S. Chiba, "Dynamic programming algorithm optimization for
 * spoken word recognition", 1978): steps (1, 0), (0, 1) and (1, 1) of equal weight, exact dynamic
 * programming within a band of 20 % of the longer sound around the diagonal.
 */
public final class Dtw {
    private static final double BAND = 0.2;
    private static final byte DIAGONAL = 0;
    private static final byte UP = 1;
    private static final byte LEFT = 2;

    private Dtw() {}

    /** The distance of frame i of one sound and frame j of the other. */
    @FunctionalInterface
    public interface Cost {
        /**
         * The distance.
         *
         * @param i frame of the first sound
         * @param j frame of the second
         * @return 0 or more
         */
        double of(int i, int j);
    }

    /**
     * The cheapest path.
     *
     * @param first frames of the first sound, in the order of the path
     * @param second frames of the second, as many
     * @param cost sum of the distances on it
     */
    public record Path(int[] first, int[] second, double cost) {
        /**
         * Mean distance.
         *
         * @return cost over length
         */
        public double mean() {
            return cost / first.length;
        }
    }

    /**
     * Aligns two sounds.
     *
     * @param n frames of the first
     * @param m frames of the second
     * @param cost distance of two frames
     * @return the cheapest path from (0, 0) to (n - 1, m - 1); among equally cheap ones the
     *     diagonal step is preferred
     */
    public static Path align(int n, int m, Cost cost) {
        if (n < 1 || m < 1) {
            throw new SyrinxException(
                    "two sounds with at least one frame of speech",
                    n + " and " + m + " frames",
                    "look whether one of them is silent");
        }
        double slope = n == 1 ? m : (m - 1.0) / (n - 1);
        int half = (int) Math.ceil(Math.max(BAND * Math.max(n, m), slope + 1));
        byte[][] from = new byte[n][];
        int[] start = new int[n];
        double[] above = new double[0];
        int aboveStart = 0;
        for (int i = 0; i < n; i++) {
            int centre = (int) Math.round(i * slope);
            start[i] = Math.max(0, centre - half);
            int end = Math.min(m, (n == 1 ? m : centre) + half + 1);
            double[] row = new double[end - start[i]];
            from[i] = new byte[row.length];
            for (int j = start[i]; j < end; j++) {
                double diagonal = at(above, j - 1 - aboveStart);
                double up = at(above, j - aboveStart);
                double left = j == start[i] ? Double.POSITIVE_INFINITY : row[j - 1 - start[i]];
                double best = i == 0 && j == 0 ? 0 : Math.min(diagonal, Math.min(up, left));
                from[i][j - start[i]] = best == diagonal ? DIAGONAL : best == up ? UP : LEFT;
                row[j - start[i]] = best + cost.of(i, j);
            }
            above = row;
            aboveStart = start[i];
        }
        return trace(n, m, from, start, above[m - 1 - aboveStart]);
    }

    private static double at(double[] row, int j) {
        return j >= 0 && j < row.length ? row[j] : Double.POSITIVE_INFINITY;
    }

    private static Path trace(int n, int m, byte[][] from, int[] start, double cost) {
        int[] first = new int[n + m - 1];
        int[] second = new int[n + m - 1];
        int at = first.length;
        int i = n - 1;
        int j = m - 1;
        while (true) {
            at--;
            first[at] = i;
            second[at] = j;
            if (i == 0 && j == 0) {
                break;
            }
            byte step = from[i][j - start[i]];
            i -= step == LEFT ? 0 : 1;
            j -= step == UP ? 0 : 1;
        }
        return new Path(
                Arrays.copyOfRange(first, at, first.length),
                Arrays.copyOfRange(second, at, second.length),
                cost);
    }
}
