package org.syrinx.nn.operators;

import static org.syrinx.nn.operators.OperatorCase.of;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.function.UnaryOperator;
import org.syrinx.nn.Resizing;

/** Padding, interpolation, pooling and windows, against their index arithmetic. */
final class ResizingCases {
    private static final Nd X = Nd.random(51, -1, 1, 2, 3, 5);
    private static final Nd IMAGE = Nd.random(52, -1, 1, 1, 2, 4, 5);
    private final List<OperatorCase> cases = new ArrayList<>();

    private ResizingCases() {}

    static List<OperatorCase> all() {
        ResizingCases c = new ResizingCases();
        c.padding();
        c.interpolation();
        c.windows();
        return c.cases;
    }

    private void on(
            Nd x,
            String name,
            UnaryOperator<NDArray> call,
            int[] shape,
            ToDoubleBiFunction<Nd, int[]> f) {
        cases.add(
                of(
                        name,
                        List.of(x),
                        a -> call.apply(a[0]),
                        a -> Nd.of(shape, i -> f.applyAsDouble(a[0], i))));
    }

    private static int mirror(int i, int n) {
        int j = Math.abs(i);
        return j < n ? j : 2 * (n - 1) - j;
    }

    private void padding() {
        on(
                X,
                "Resizing.reflectionPad1d",
                x -> Resizing.reflectionPad1d(x, 2, 3),
                Nd.dims(2, 3, 10),
                (x, i) -> x.at(i[0], i[1], mirror(i[2] - 2, 5)));
        on(
                IMAGE,
                "Resizing.reflectionPad2d",
                x -> Resizing.reflectionPad2d(x, 1, 2, 3, 0),
                Nd.dims(1, 2, 7, 8),
                (x, i) -> x.at(i[0], i[1], mirror(i[2] - 3, 4), mirror(i[3] - 1, 5)));
        on(
                X,
                "Resizing.replicationPad1d",
                x -> Resizing.replicationPad1d(x, 2, 1),
                Nd.dims(2, 3, 8),
                (x, i) -> x.at(i[0], i[1], Math.max(0, Math.min(4, i[2] - 2))));
        on(
                X,
                "Resizing.pad",
                x -> Resizing.pad(x, new long[] {2, -1, 0, 1}, 0.5),
                Nd.dims(2, 4, 6),
                (x, i) -> i[1] == 3 || i[2] < 2 ? 0.5 : x.at(i[0], i[1], i[2] - 2));
    }

    private void interpolation() {
        for (boolean corners : new boolean[] {false, true}) {
            on(
                    X,
                    "Resizing.interpolateLinear1d",
                    x -> Resizing.interpolateLinear1d(x, 8, corners),
                    Nd.dims(2, 3, 8),
                    (x, i) -> {
                        double p = position(i[2], 5, 8, corners);
                        int k = (int) p;
                        return (1 - p + k) * x.at(i[0], i[1], k)
                                + (p - k) * x.at(i[0], i[1], Math.min(k + 1, 4));
                    });
            on(
                    IMAGE,
                    "Resizing.interpolateBilinear2d",
                    x -> Resizing.interpolateBilinear2d(x, 3, 7, corners),
                    Nd.dims(1, 2, 3, 7),
                    (x, i) -> {
                        double p = position(i[2], 4, 3, corners);
                        int k = (int) p;
                        return (1 - p + k) * across(x, i, k, corners)
                                + (p - k) * across(x, i, Math.min(k + 1, 3), corners);
                    });
        }
        on(
                X,
                "Resizing.interpolateNearest1d",
                x -> Resizing.interpolateNearest1d(x, 10),
                Nd.dims(2, 3, 10),
                (x, i) -> x.at(i[0], i[1], i[2] / 2));
        on(
                IMAGE,
                "Resizing.interpolateNearest2d",
                x -> Resizing.interpolateNearest2d(x, 2, 10),
                Nd.dims(1, 2, 2, 10),
                (x, i) -> x.at(i[0], i[1], i[2] * 2, i[3] / 2));
    }

    private static double across(Nd x, int[] i, int row, boolean corners) {
        double p = position(i[3], 5, 7, corners);
        int k = (int) p;
        return (1 - p + k) * x.at(i[0], i[1], row, k)
                + (p - k) * x.at(i[0], i[1], row, Math.min(k + 1, 4));
    }

    /**
     * Where output i of m lies among n inputs: by corners, or by centres of cells with the ends
     * held.
     */
    private static double position(int i, int n, int m, boolean corners) {
        return corners ? i * (n - 1.0) / (m - 1) : Math.max(0, (i + 0.5) * n / m - 0.5);
    }

    private void windows() {
        on(
                X,
                "Resizing.avgPool1d",
                x -> Resizing.avgPool1d(x, 3, 2, 1),
                Nd.dims(2, 3, 3),
                (x, i) -> {
                    double s = 0;
                    for (int k = 0; k < 3; k++) {
                        s += x.orZero(i[0], i[1], i[2] * 2 + k - 1);
                    }
                    return s / 3;
                });
        on(
                IMAGE,
                "Resizing.avgPool2d",
                x -> Resizing.avgPool2d(x, new long[] {2, 1}, new long[] {2, 1}, new long[] {0, 0}),
                Nd.dims(1, 2, 2, 5),
                (x, i) ->
                        (x.at(i[0], i[1], 2 * i[2], i[3]) + x.at(i[0], i[1], 2 * i[2] + 1, i[3]))
                                / 2);
        on(
                X,
                "Resizing.maxPool1d",
                x -> Resizing.maxPool1d(x, 3, 1, 0),
                Nd.dims(2, 3, 3),
                (x, i) ->
                        Math.max(
                                Math.max(x.at(i), x.at(i[0], i[1], i[2] + 1)),
                                x.at(i[0], i[1], i[2] + 2)));
        on(
                X,
                "Resizing.unfold",
                x -> Resizing.unfold(x, 2, 3, 2),
                Nd.dims(2, 3, 2, 3),
                (x, i) -> x.at(i[0], i[1], 2 * i[2] + i[3]));
    }
}
