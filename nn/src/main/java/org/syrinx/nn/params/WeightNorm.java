package org.syrinx.nn.params;

/**
 * Weight normalisation (Salimans and Kingma 2016) on Java arrays: w = g v / ||v||, the norm over
 * all axes but the first. A direction of norm 0 has no direction; its weight is 0.
 */
final class WeightNorm {
    private WeightNorm() {}

    /** The weight from gain and direction. */
    static float[] fold(float[] gain, float[] direction) {
        float[] w = new float[direction.length];
        int row = row(gain, direction);
        for (int r = 0; r < gain.length; r++) {
            double norm = norm(direction, r * row, row);
            float scale = norm == 0 ? 0 : (float) (gain[r] / norm);
            for (int i = r * row; i < (r + 1) * row; i++) {
                w[i] = scale * direction[i];
            }
        }
        return w;
    }

    /** The gain that a weight has when it is its own direction: its row norms. */
    static float[] gain(float[] weight, int rows) {
        float[] g = new float[rows];
        int row = rows == 0 ? 0 : weight.length / rows;
        for (int r = 0; r < rows; r++) {
            g[r] = (float) norm(weight, r * row, row);
        }
        return g;
    }

    /**
     * Makes every direction usable for training: a row of zeros gets gain 0 and a constant unit
     * direction, so that its weight stays exactly 0 and its gradient is finite.
     */
    static void repair(float[] gain, float[] direction) {
        int row = row(gain, direction);
        for (int r = 0; r < gain.length; r++) {
            if (norm(direction, r * row, row) == 0) {
                gain[r] = 0;
                java.util.Arrays.fill(
                        direction, r * row, (r + 1) * row, (float) (1 / Math.sqrt(row)));
            }
        }
    }

    private static int row(float[] gain, float[] direction) {
        return gain.length == 0 ? 0 : direction.length / gain.length;
    }

    private static double norm(float[] v, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += (double) v[i] * v[i];
        }
        return Math.sqrt(sum);
    }
}
