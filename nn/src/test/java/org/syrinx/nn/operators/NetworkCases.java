package org.syrinx.nn.operators;

import static org.syrinx.nn.operators.OperatorCase.flat;
import static org.syrinx.nn.operators.OperatorCase.of;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.syrinx.nn.Convolutions;
import org.syrinx.nn.Normalizations;
import org.syrinx.nn.Types;

/** Convolutions and normalisations, against their defining sums. */
final class NetworkCases {
    private static final Nd BIAS = Nd.vector(0.3, -0.2, 0.1, 0.5);
    private static final double EPSILON = 1e-3;
    private final List<OperatorCase> cases = new ArrayList<>();

    private NetworkCases() {}

    static List<OperatorCase> all() {
        NetworkCases c = new NetworkCases();
        c.convolutions();
        c.lowPrecision();
        c.normalizations();
        c.batchNorm();
        return c.cases;
    }

    private void convolutions() {
        Nd x = Nd.random(31, -1, 1, 2, 4, 7);
        Nd w = Nd.random(32, -1, 1, 4, 2, 3);
        cases.add(
                of(
                        "Convolutions.conv1d",
                        List.of(x, w, BIAS),
                        a -> Convolutions.conv1d(a[0], a[1], a[2], 2, 3, 2, 2),
                        a -> squeeze(convolve(tall(a[0]), tall(a[1]), a[2], 2, 3, 2, 2))));
        cases.add(
                of(
                        "Convolutions.conv1d",
                        List.of(x, Nd.random(33, -1, 1, 2, 4, 3)),
                        a -> Convolutions.conv1d(a[0], a[1], null, 1, 0, 1, 1),
                        a -> squeeze(convolve(tall(a[0]), tall(a[1]), null, 1, 0, 1, 1))));
        cases.add(
                of(
                        "Convolutions.convTranspose1d",
                        List.of(x, w, BIAS),
                        a -> Convolutions.convTranspose1d(a[0], a[1], a[2], 3, 1, 2, 2, 2),
                        a -> squeeze(spread(tall(a[0]), tall(a[1]), a[2], 3, 1, 2, 2, 2))));
        Nd x2 = Nd.random(34, -1, 1, 1, 4, 4, 5);
        Nd w2 = Nd.random(35, -1, 1, 4, 2, 2, 3);
        cases.add(
                of(
                        "Convolutions.conv2d",
                        List.of(x2, w2, BIAS),
                        a -> Convolutions.conv2d(a[0], a[1], a[2], two(2), two(1), two(1), 2),
                        a -> convolve(a[0], a[1], a[2], 2, 1, 1, 2)));
        cases.add(
                of(
                        "Convolutions.convTranspose2d",
                        List.of(x2, w2, BIAS),
                        a ->
                                Convolutions.convTranspose2d(
                                        a[0], a[1], a[2], two(2), two(1), two(1), 2, two(1)),
                        a -> spread(a[0], a[1], a[2], 2, 1, 1, 2, 1)));
    }

    /**
     * Inputs and results that bfloat16 holds exactly (small halves), so that the values must agree
     * to the bit.
     */
    private void lowPrecision() {
        Nd x = coarse(36, 2, 4, 7);
        Nd w = coarse(37, 4, 2, 3);
        Nd b = coarse(38, 4);
        Nd x2 = coarse(39, 1, 4, 4, 5);
        Nd w2 = coarse(40, 4, 2, 2, 3);
        cases.add(
                flat(
                        "Convolutions.conv1dBfloat16",
                        List.of(x, w, b),
                        a -> Convolutions.conv1dBfloat16(a[0], a[1], a[2], 2, 3, 2, 2),
                        a -> squeeze(convolve(tall(a[0]), tall(a[1]), a[2], 2, 3, 2, 2))));
        cases.add(
                flat(
                        "Convolutions.conv2dBfloat16",
                        List.of(x2, w2),
                        a ->
                                Convolutions.conv2dBfloat16(
                                        a[0], a[1], null, two(2), two(1), two(1), 2),
                        a -> convolve(a[0], a[1], null, 2, 1, 1, 2)));
        cases.add(
                flat(
                        "Convolutions.convTranspose1dBfloat16",
                        List.of(x, w, b),
                        a -> Convolutions.convTranspose1dBfloat16(a[0], a[1], a[2], 3, 1, 2, 2, 1),
                        a -> squeeze(spread(tall(a[0]), tall(a[1]), a[2], 3, 1, 2, 2, 1))));
        cases.add(
                flat(
                        "Convolutions.convTranspose2dBfloat16",
                        List.of(x2, w2, b),
                        a ->
                                Convolutions.convTranspose2dBfloat16(
                                        a[0], a[1], a[2], two(2), two(1), two(1), 2, two(1)),
                        a -> spread(a[0], a[1], a[2], 2, 1, 1, 2, 1)));
        cases.add(
                flat(
                        "Convolutions.linearBfloat16",
                        List.of(x, coarse(41, 5, 7), coarse(42, 5)),
                        a -> Convolutions.linearBfloat16(a[0], a[1], a[2]),
                        a -> ReductionCases.linear(a[0], a[1]).zip(a[2], Double::sum)));
        cases.add(
                flat(
                        "Convolutions.matmulBfloat16",
                        List.of(x, coarse(43, 7, 3)),
                        a -> Convolutions.matmulBfloat16(a[0], a[1]),
                        a ->
                                ReductionCases.linear(
                                        a[0], Nd.of(Nd.dims(3, 7), i -> a[1].at(i[1], i[0])))));
    }

    private static Nd coarse(int seed, int... shape) {
        return Nd.random(seed, -1, 1, shape).map(v -> Math.rint(2 * v) / 2);
    }

    private static long[] two(long n) {
        return new long[] {n, n};
    }

    /** One dimension as two, one high. */
    private static Nd tall(Nd x) {
        return x.reshaped(x.dim(0), x.dim(1), 1, x.dim(2));
    }

    private static Nd squeeze(Nd x) {
        // padding and stride act on the height too: the row of the input is the only one with data
        int row = x.dim(2) / 2;
        return Nd.of(Nd.dims(x.dim(0), x.dim(1), x.dim(3)), i -> x.at(i[0], i[1], row, i[2]));
    }

    private static int outputs(int n, int k, int stride, int padding, int dilation) {
        return (n + 2 * padding - dilation * (k - 1) - 1) / stride + 1;
    }

    private static Nd convolve(Nd x, Nd w, Nd bias, int stride, int pad, int dilation, int groups) {
        boolean flat = x.dim(2) == 1;
        int padH = flat ? 0 : pad;
        int strideH = flat ? 1 : stride;
        int perGroup = w.dim(0) / groups;
        int[] shape = {
            x.dim(0),
            w.dim(0),
            outputs(x.dim(2), w.dim(2), strideH, padH, dilation),
            outputs(x.dim(3), w.dim(3), stride, pad, dilation)
        };
        return Nd.of(
                shape,
                i -> {
                    double s = bias == null ? 0 : bias.at(i[1]);
                    int first = i[1] / perGroup * w.dim(1);
                    for (int c = 0; c < w.dim(1); c++) {
                        for (int h = 0; h < w.dim(2); h++) {
                            for (int t = 0; t < w.dim(3); t++) {
                                int row = i[2] * strideH + h * dilation - padH;
                                int column = i[3] * stride + t * dilation - pad;
                                s += w.at(i[1], c, h, t) * x.orZero(i[0], first + c, row, column);
                            }
                        }
                    }
                    return s;
                });
    }

    /** Transposed convolution: every input element spreads the kernel over the output. */
    private static Nd spread(
            Nd x, Nd w, Nd bias, int stride, int pad, int outputPad, int groups, int dilation) {
        boolean flat = x.dim(2) == 1;
        int padH = flat ? 0 : pad;
        int extraH = flat ? 0 : outputPad;
        int strideH = flat ? 1 : stride;
        int inputs = x.dim(1) / groups;
        int outputs = w.dim(1);
        Nd y =
                Nd.of(
                        Nd.dims(
                                x.dim(0),
                                outputs * groups,
                                (x.dim(2) - 1) * strideH
                                        - 2 * padH
                                        + dilation * (w.dim(2) - 1)
                                        + extraH
                                        + 1,
                                (x.dim(3) - 1) * stride
                                        - 2 * pad
                                        + dilation * (w.dim(3) - 1)
                                        + outputPad
                                        + 1),
                        i -> bias.at(i[1]));
        Nd.of(
                x.shape(),
                i -> {
                    for (int o = 0; o < outputs; o++) {
                        for (int h = 0; h < w.dim(2); h++) {
                            for (int t = 0; t < w.dim(3); t++) {
                                int row = i[2] * strideH + h * dilation - padH;
                                int column = i[3] * stride + t * dilation - pad;
                                if (row >= 0
                                        && row < y.dim(2)
                                        && column >= 0
                                        && column < y.dim(3)) {
                                    int channel = i[1] / inputs * outputs + o;
                                    int n =
                                            ((i[0] * y.dim(1) + channel) * y.dim(2) + row)
                                                            * y.dim(3)
                                                    + column;
                                    y.data()[n] += x.at(i) * w.at(i[1], o, h, t);
                                }
                            }
                        }
                    }
                    return 0;
                });
        return y;
    }

    private void normalizations() {
        Nd x = Nd.random(44, -2, 2, 2, 4, 3);
        Nd row = Nd.vector(0.5, 1.5, -1);
        Nd offset = Nd.vector(0.1, 0.2, 0.3);
        cases.add(
                of(
                        "Normalizations.layerNorm",
                        List.of(x, row, offset),
                        a -> Normalizations.layerNorm(a[0], new long[] {3}, a[1], a[2], EPSILON),
                        a ->
                                standard(a[0], i -> i[0] * 4 + i[1])
                                        .zip(a[1], (p, q) -> p * q)
                                        .zip(a[2], Double::sum)));
        cases.add(
                of(
                        "Normalizations.layerNorm",
                        List.of(x),
                        a -> Normalizations.layerNorm(a[0], new long[] {4, 3}, null, null, EPSILON),
                        a -> standard(a[0], i -> i[0])));
        cases.add(
                of(
                        "Normalizations.groupNorm",
                        List.of(x, BIAS, BIAS.map(v -> v * v)),
                        a -> Normalizations.groupNorm(a[0], 2, a[1], a[2], EPSILON),
                        a -> affine(standard(a[0], i -> i[0] * 2 + i[1] / 2), a[1], a[2])));
        cases.add(
                of(
                        "Normalizations.instanceNorm",
                        List.of(x, BIAS, BIAS.map(v -> v * v)),
                        a -> Normalizations.instanceNorm(a[0], a[1], a[2], EPSILON),
                        a -> affine(standard(a[0], i -> i[0] * 4 + i[1]), a[1], a[2])));
        Nd v = Nd.random(45, -1, 1, 3, 2, 2);
        Nd g = Nd.vector(0.5, 2, -1).reshaped(3, 1, 1);
        cases.add(
                of(
                        "Normalizations.weightNorm",
                        List.of(v, g),
                        a -> Normalizations.weightNorm(a[0], a[1], 0),
                        a -> Nd.of(a[0].shape(), i -> a[1].at(i) * a[0].at(i) / norm(a[0], i[0]))));
    }

    private static double norm(Nd v, int o) {
        double s = 0;
        for (int k = 0; k < 4; k++) {
            s += Math.pow(v.data()[o * 4 + k], 2);
        }
        return Math.sqrt(s);
    }

    /** Zero mean and unit variance over all elements that share a key. */
    private static Nd standard(Nd x, Function<int[], Integer> key) {
        Nd keys = Nd.of(x.shape(), key::apply);
        return Nd.of(
                x.shape(),
                i -> {
                    double[] moments = moments(x, keys, keys.at(i));
                    return (x.at(i) - moments[0]) / Math.sqrt(moments[1] + EPSILON);
                });
    }

    private static double[] moments(Nd x, Nd keys, double key) {
        double n = 0;
        double sum = 0;
        double squares = 0;
        for (int k = 0; k < x.data().length; k++) {
            if (keys.data()[k] == key) {
                n++;
                sum += x.data()[k];
                squares += x.data()[k] * x.data()[k];
            }
        }
        double mean = sum / n;
        return new double[] {mean, squares / n - mean * mean, n};
    }

    private static Nd affine(Nd x, Nd weight, Nd bias) {
        return Nd.of(x.shape(), i -> x.at(i) * weight.at(i[1]) + bias.at(i[1]));
    }

    private void batchNorm() {
        Nd x = Nd.random(46, -2, 2, 2, 4, 3);
        Nd weight = BIAS.map(v -> 1 + v);
        Nd mean = Nd.vector(0.1, -0.1, 0.2, 0);
        Nd variance = Nd.vector(1, 0.5, 2, 1.5);
        cases.add(
                of(
                        "Normalizations.batchNorm",
                        List.of(x, weight, BIAS),
                        a -> batchNorm(a, mean, variance, true),
                        a -> affine(standard(a[0], i -> i[1]), a[1], a[2])));
        cases.add(
                of(
                        "Normalizations.batchNorm",
                        List.of(x, weight, BIAS),
                        a -> batchNorm(a, mean, variance, false),
                        a ->
                                affine(
                                        Nd.of(
                                                x.shape(),
                                                i ->
                                                        (a[0].at(i) - mean.at(i[1]))
                                                                / Math.sqrt(
                                                                        variance.at(i[1])
                                                                                + EPSILON)),
                                        a[1],
                                        a[2])));
        cases.add(
                flat(
                        "Normalizations.batchNorm",
                        List.of(x, mean, variance),
                        a -> {
                            NDArray running = Types.copy(a[2]);
                            Normalizations.batchNorm(
                                    a[0],
                                    null,
                                    null,
                                    Types.copy(a[1]),
                                    running,
                                    true,
                                    0.1,
                                    EPSILON);
                            return running;
                        },
                        a ->
                                Nd.of(
                                        Nd.dims(4),
                                        c -> {
                                            double[] m =
                                                    moments(
                                                            a[0],
                                                            Nd.of(x.shape(), i -> i[1]),
                                                            c[0]);
                                            return 0.9 * a[2].at(c)
                                                    + 0.1 * m[1] * m[2] / (m[2] - 1);
                                        })));
    }

    private static NDArray batchNorm(NDArray[] a, Nd mean, Nd variance, boolean training) {
        // fresh copies, because training changes them
        NDArray m = mean.array(OperatorCase.manager());
        NDArray v = variance.array(OperatorCase.manager());
        return Normalizations.batchNorm(a[0], a[1], a[2], m, v, training, 0.1, EPSILON);
    }
}
