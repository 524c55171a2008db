package org.syrinx.tck.internal;

import java.util.Map;
import java.util.TreeMap;
import org.syrinx.api.NoiseSource;

/**
 * A denoiser that can be differentiated by hand, for finders that work on gradients. At step
 * <i>s</i>, with the offset <i>h</i> of the bottleneck and the axis <i>a</i> of unit length, band
 * <i>b</i> of its estimate is
 *
 * <pre>y_b(h) = w_b (z + sin(z) / 4) + 0.05 &lt;r_b, h&gt;,   z = &lt;a, h&gt;,   w_b = 1 + b / 5
 * </pre>
 *
 * with small random directions <i>r_b</i>: it moves most along the axis, never quite so, and
 * differently from place to place.
 */
public final class ToyDenoiser {
    /** Bands of the estimate. */
    public static final int BANDS = 5;

    private static final double NEIGHBOURS = 0.05;

    private final double[][] axis;
    private final double[][][] random;

    /**
     * Makes it.
     *
     * @param axis that matters, {@code steps x width}; every step's part has a length above 0
     * @param steps sampling steps
     * @param noise where the small directions come from
     */
    public ToyDenoiser(double[] axis, int steps, NoiseSource noise) {
        int width = axis.length / steps;
        this.axis = new double[steps][width];
        this.random = new double[steps][BANDS][width];
        for (int s = 0; s < steps; s++) {
            System.arraycopy(axis, s * width, this.axis[s], 0, width);
            double length = Math.sqrt(dot(this.axis[s], this.axis[s]));
            for (int i = 0; i < width; i++) {
                this.axis[s][i] /= length;
            }
            for (int b = 0; b < BANDS; b++) {
                float[] r = noise.gaussian("toy." + s + "." + b, width);
                for (int i = 0; i < width; i++) {
                    random[s][b][i] = r[i];
                }
            }
        }
    }

    /**
     * The estimate.
     *
     * @param step from 0
     * @param offset of the bottleneck
     * @return one value a band
     */
    public double[] estimate(int step, double[] offset) {
        double z = dot(axis[step], offset);
        double[] y = new double[BANDS];
        for (int b = 0; b < BANDS; b++) {
            y[b] = weight(b) * (z + Math.sin(z) / 4) + NEIGHBOURS * dot(random[step][b], offset);
        }
        return y;
    }

    /**
     * The Jacobian of the estimate.
     *
     * @param step from 0
     * @param offset of the bottleneck, where it is taken
     * @return {@code bands x width}
     */
    public double[][] jacobian(int step, double[] offset) {
        double slope = 1 + Math.cos(dot(axis[step], offset)) / 4;
        double[][] j = new double[BANDS][offset.length];
        for (int b = 0; b < BANDS; b++) {
            for (int i = 0; i < offset.length; i++) {
                j[b][i] = weight(b) * slope * axis[step][i] + NEIGHBOURS * random[step][b][i];
            }
        }
        return j;
    }

    /**
     * What a capture leaves with an utterance: {@code band.0} ..., {@code singular.0}, {@code
     * singular.1}, {@code level} and {@code tilt}, as {@code DirectionFinder.Sample} names them.
     *
     * @param pooled the utterance's activations, {@code steps x width}
     * @return name to gradient, {@code steps x width}
     */
    public Map<String, float[]> sensitivities(float[] pooled) {
        int width = pooled.length / axis.length;
        Map<String, float[]> all = new TreeMap<>();
        for (int s = 0; s < axis.length; s++) {
            double[] offset = new double[width];
            for (int i = 0; i < width; i++) {
                offset[i] = pooled[s * width + i];
            }
            double[][] j = jacobian(s, offset);
            double[] level = new double[width];
            double[] tilt = new double[width];
            double middle = (BANDS - 1) / 2.0;
            double squares = 0;
            for (int b = 0; b < BANDS; b++) {
                squares += (b - middle) * (b - middle);
            }
            for (int b = 0; b < BANDS; b++) {
                put(all, "band." + b, s, j[b]);
                for (int i = 0; i < width; i++) {
                    level[i] += j[b][i] / BANDS;
                    tilt[i] += (b - middle) * j[b][i] / squares;
                }
            }
            put(all, "level", s, level);
            put(all, "tilt", s, tilt);
            for (int k = 0; k < 2; k++) {
                put(all, "singular." + k, s, strongest(j));
            }
        }
        return all;
    }

    private void put(Map<String, float[]> all, String name, int step, double[] row) {
        float[] out = all.computeIfAbsent(name, n -> new float[axis.length * row.length]);
        for (int i = 0; i < row.length; i++) {
            out[step * row.length + i] = (float) row[i];
        }
    }

    /**
     * The right singular vector of the largest singular value, times that value, by power
     * iteration; and takes its part out of the matrix, so that the next call finds the second.
     */
    static double[] strongest(double[][] j) {
        double[] v = j[0].clone();
        double value = 0;
        for (int round = 0; round < 200; round++) {
            double[] next = new double[v.length];
            for (double[] row : j) {
                double d = dot(row, v);
                for (int i = 0; i < v.length; i++) {
                    next[i] += d * row[i];
                }
            }
            double length = Math.sqrt(dot(next, next));
            value = Math.sqrt(length);
            for (int i = 0; i < v.length; i++) {
                v[i] = next[i] / length;
            }
        }
        for (double[] row : j) {
            double d = dot(row, v);
            for (int i = 0; i < v.length; i++) {
                row[i] -= d * v[i];
            }
        }
        for (int i = 0; i < v.length; i++) {
            v[i] *= value;
        }
        return v;
    }

    private static double weight(int band) {
        return 1 + band / 5.0;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
