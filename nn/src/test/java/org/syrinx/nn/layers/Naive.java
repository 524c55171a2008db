package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import java.util.function.DoubleUnaryOperator;
import org.syrinx.nn.params.ParameterSet;

/**
 * Networks as plain loops in float64, straight from their definitions. Sequences are
 * [channel][time] of one item.
 */
final class Naive {
    private Naive() {}

    /** A weight as a function of its indices. */
    record Weight(float[] values, long... shape) {
        double at(int... index) {
            int at = 0;
            for (int i = 0; i < index.length; i++) {
                at = at * (int) shape[i] + index[i];
            }
            return values[at];
        }
    }

    static Weight weight(ParameterSet set, String name) {
        NDArray value = set.parameters().get(name).value();
        return new Weight(value.toFloatArray(), value.getShape().getShape());
    }

    /** Item {@code b} of (B, C, T). */
    static double[][] item(NDArray x, int b) {
        long[] s = x.getShape().getShape();
        Weight all = new Weight(x.toFloatArray(), s);
        double[][] out = new double[(int) s[1]][(int) s[2]];
        for (int c = 0; c < out.length; c++) {
            for (int t = 0; t < out[c].length; t++) {
                out[c][t] = all.at(b, c, t);
            }
        }
        return out;
    }

    static double[][] conv1d(
            double[][] x,
            Weight w,
            Weight bias,
            int stride,
            int left,
            int right,
            int dilation,
            int groups) {
        int out = (int) w.shape[0];
        int in = (int) w.shape[1];
        int kernel = (int) w.shape[2];
        int time = x[0].length;
        int frames = (time + left + right - dilation * (kernel - 1) - 1) / stride + 1;
        double[][] y = new double[out][frames];
        for (int o = 0; o < out; o++) {
            for (int t = 0; t < frames; t++) {
                y[o][t] = bias == null ? 0 : bias.at(o);
                for (int i = 0; i < in; i++) {
                    for (int k = 0; k < kernel; k++) {
                        int s = t * stride - left + k * dilation;
                        if (s >= 0 && s < time) {
                            y[o][t] += w.at(o, i, k) * x[o / (out / groups) * in + i][s];
                        }
                    }
                }
            }
        }
        return y;
    }

    static double[][] same(ParameterSet set, String name, double[][] x, int dilation, int groups) {
        Weight w = weight(set, name + ".weight");
        int pad = dilation * ((int) w.shape[2] - 1) / 2;
        return conv1d(x, w, weight(set, name + ".bias"), 1, pad, pad, dilation, groups);
    }

    static double[][] convTranspose1d(
            double[][] x,
            Weight w,
            Weight bias,
            int stride,
            int padding,
            int outputPadding,
            int groups) {
        int in = x.length;
        int out = (int) w.shape[1] * groups;
        int kernel = (int) w.shape[2];
        double[][] y =
                new double[out][(x[0].length - 1) * stride - 2 * padding + kernel + outputPadding];
        for (int o = 0; o < out; o++) {
            java.util.Arrays.fill(y[o], bias == null ? 0 : bias.at(o));
        }
        for (int i = 0; i < in; i++) {
            int group = i / (in / groups);
            for (int o = 0; o < w.shape[1]; o++) {
                for (int t = 0; t < x[0].length; t++) {
                    for (int k = 0; k < kernel; k++) {
                        int at = t * stride + k - padding;
                        if (at >= 0 && at < y[0].length) {
                            y[group * (int) w.shape[1] + o][at] += w.at(i, o, k) * x[i][t];
                        }
                    }
                }
            }
        }
        return y;
    }

    /** Over channels, at each time. */
    static double[][] channelNorm(double[][] x, Weight gamma, Weight beta, double eps) {
        double[][] y = new double[x.length][x[0].length];
        for (int t = 0; t < x[0].length; t++) {
            double mean = 0;
            double square = 0;
            for (double[] c : x) {
                mean += c[t] / x.length;
            }
            for (double[] c : x) {
                square += (c[t] - mean) * (c[t] - mean) / x.length;
            }
            for (int c = 0; c < x.length; c++) {
                y[c][t] = (x[c][t] - mean) / Math.sqrt(square + eps) * gamma.at(c) + beta.at(c);
            }
        }
        return y;
    }

    static double[][] map(double[][] x, DoubleUnaryOperator f) {
        double[][] y = new double[x.length][];
        for (int c = 0; c < x.length; c++) {
            y[c] = java.util.Arrays.stream(x[c]).map(f).toArray();
        }
        return y;
    }

    static double[][] add(double[][] x, double[][] y) {
        double[][] z = new double[x.length][x[0].length];
        for (int c = 0; c < z.length; c++) {
            for (int t = 0; t < z[c].length; t++) {
                z[c][t] = x[c][t] + y[c][t];
            }
        }
        return z;
    }

    /** Zero from {@code length} on. */
    static double[][] mask(double[][] x, int length) {
        double[][] y = new double[x.length][x[0].length];
        for (int c = 0; c < y.length; c++) {
            System.arraycopy(x[c], 0, y[c], 0, length);
        }
        return y;
    }

    static double[][] rows(double[][] x, int from, int count) {
        return java.util.Arrays.copyOfRange(x, from, from + count);
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    static double gelu(double x) {
        return x * 0.5 * (1 + erf(x / Math.sqrt(2)));
    }

    /** The error function by its Taylor series; good to 1e-12 for |x| below 5. */
    static double erf(double x) {
        if (Math.abs(x) > 5) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; n < 200; n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }
}
