package org.syrinx.nn.operators;

import static org.syrinx.nn.operators.OperatorCase.flat;
import static org.syrinx.nn.operators.OperatorCase.of;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.syrinx.nn.LinearAlgebra;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.Shapes;

/** Sums, extremes and matrices. */
final class ReductionCases {
    private static final Nd X = Nd.random(21, -2, 2, 2, 3, 4);
    private final List<OperatorCase> cases = new ArrayList<>();

    private ReductionCases() {}

    static List<OperatorCase> all() {
        ReductionCases c = new ReductionCases();
        c.reductions();
        c.products();
        c.decompositions();
        return c.cases;
    }

    /** Reduces dimensions 0 and 2 with and without keeping them. */
    private void overOuter(
            String name,
            Function<NDArray, NDArray> call,
            boolean keep,
            ToDoubleFunction<double[]> f) {
        cases.add(
                of(
                        name,
                        List.of(X),
                        a -> call.apply(a[0]),
                        a ->
                                Nd.of(
                                        keep ? Nd.dims(1, 3, 1) : Nd.dims(3),
                                        i -> f.applyAsDouble(lane(a[0], i[keep ? 1 : 0])))));
    }

    /** All elements x[b, c, t] of one c. */
    private static double[] lane(Nd x, int c) {
        return Nd.of(Nd.dims(x.dim(0), x.dim(2)), i -> x.at(i[0], c, i[1])).data();
    }

    private void reductions() {
        cases.add(
                of(
                        "Reductions.sum",
                        List.of(X),
                        a -> Reductions.sum(a[0]),
                        a -> Nd.scalar(a[0].sum())));
        cases.add(
                of(
                        "Reductions.mean",
                        List.of(X),
                        a -> Reductions.mean(a[0]),
                        a -> Nd.scalar(a[0].sum() / 24)));
        overOuter(
                "Reductions.sum",
                x -> Reductions.sum(x, false, 0, 2),
                false,
                v -> Arrays.stream(v).sum());
        overOuter(
                "Reductions.sum",
                x -> Reductions.sum(x, true, 0, -1),
                true,
                v -> Arrays.stream(v).sum());
        overOuter(
                "Reductions.mean",
                x -> Reductions.mean(x, false, 0, 2),
                false,
                v -> Arrays.stream(v).sum() / 8);
        overOuter(
                "Reductions.max",
                x -> Reductions.max(x, true, 0, 2),
                true,
                v -> Arrays.stream(v).max().orElseThrow());
        overOuter(
                "Reductions.min",
                x -> Reductions.min(x, false, 0, 2),
                false,
                v -> Arrays.stream(v).min().orElseThrow());
        overOuter(
                "Reductions.var",
                x -> Reductions.var(x, true, false, 0, 2),
                false,
                v -> variance(v, 7));
        overOuter(
                "Reductions.var",
                x -> Reductions.var(x, false, true, 0, 2),
                true,
                v -> variance(v, 8));
        overOuter(
                "Reductions.std",
                x -> Reductions.std(x, false, false, 0, 2),
                false,
                v -> Math.sqrt(variance(v, 8)));
        overOuter(
                "Reductions.logSumExp",
                x -> Reductions.logSumExp(x, false, 0, 2),
                false,
                v -> Math.log(Arrays.stream(v).map(Math::exp).sum()));
        overOuter(
                "Reductions.norm",
                x -> Reductions.norm(x, true, 0, 2),
                true,
                v -> Math.sqrt(Arrays.stream(v).map(e -> e * e).sum()));
        cases.add(
                of(
                        "Reductions.cumsum",
                        List.of(X),
                        a -> Reductions.cumsum(a[0], 1),
                        a -> Nd.of(a[0].shape(), i -> runningSum(a[0], i))));
        cases.add(
                flat(
                        "Reductions.argmax",
                        List.of(X),
                        a -> Reductions.argmax(a[0], 1, false),
                        a -> arg(a[0], 1)));
        cases.add(
                flat(
                        "Reductions.argmin",
                        List.of(X),
                        a -> Reductions.argmin(a[0], 1, false),
                        a -> arg(a[0], -1)));
        Nd bits = Nd.vector(0, 1, 0);
        Nd ones = Nd.vector(1, 1);
        Nd zeros = Nd.vector(0, 0);
        truth("Reductions.any", Reductions::any, bits, 1);
        truth("Reductions.any", Reductions::any, zeros, 0);
        truth("Reductions.all", Reductions::all, bits, 0);
        truth("Reductions.all", Reductions::all, ones, 1);
        truth("Reductions.allFinite", Reductions::allFinite, bits, 1);
        truth("Reductions.allFinite", Reductions::allFinite, Nd.vector(1, Double.NaN), 0);
        truth(
                "Reductions.allFinite",
                Reductions::allFinite,
                Nd.vector(Double.NEGATIVE_INFINITY, 1),
                0);
    }

    private void truth(String name, UnaryOperator<NDArray> call, Nd x, double want) {
        cases.add(flat(name, List.of(x), a -> call.apply(a[0]), a -> Nd.scalar(want)));
    }

    private static double variance(double[] v, int divisor) {
        double mean = Arrays.stream(v).sum() / v.length;
        return Arrays.stream(v).map(e -> (e - mean) * (e - mean)).sum() / divisor;
    }

    private static double runningSum(Nd x, int[] i) {
        double s = 0;
        for (int k = 0; k <= i[1]; k++) {
            s += x.at(i[0], k, i[2]);
        }
        return s;
    }

    private static Nd arg(Nd x, int sign) {
        return Nd.of(
                Nd.dims(2, 4),
                i -> {
                    int best = 0;
                    for (int k = 1; k < 3; k++) {
                        if (sign * x.at(i[0], k, i[1]) > sign * x.at(i[0], best, i[1])) {
                            best = k;
                        }
                    }
                    return best;
                });
    }

    private void products() {
        cases.add(
                of(
                        "LinearAlgebra.matmul",
                        List.of(X, Nd.random(22, -1, 1, 4, 2)),
                        a -> LinearAlgebra.matmul(a[0], a[1]),
                        a -> Nd.of(Nd.dims(2, 3, 2), i -> dot(a[0], a[1], i))));
        Nd weight = Nd.random(23, -1, 1, 5, 4);
        Nd bias = Nd.random(24, -1, 1, 5);
        cases.add(
                of(
                        "LinearAlgebra.linear",
                        List.of(X, weight, bias),
                        a -> LinearAlgebra.linear(a[0], a[1], a[2]),
                        a -> linear(a[0], a[1]).zip(a[2], Double::sum)));
        cases.add(
                of(
                        "LinearAlgebra.linear",
                        List.of(X, weight),
                        a -> LinearAlgebra.linear(a[0], a[1], null),
                        a -> linear(a[0], a[1])));
        cases.add(
                of(
                        "LinearAlgebra.einsum",
                        List.of(X, Nd.random(25, -1, 1, 2, 3, 5)),
                        a -> LinearAlgebra.einsum("bct,bcs->bts", List.of(a)),
                        a ->
                                Nd.of(
                                        Nd.dims(2, 4, 5),
                                        i -> {
                                            double s = 0;
                                            for (int c = 0; c < 3; c++) {
                                                s +=
                                                        a[0].at(i[0], c, i[1])
                                                                * a[1].at(i[0], c, i[2]);
                                            }
                                            return s;
                                        })));
    }

    static Nd linear(Nd x, Nd w) {
        return Nd.of(
                Nd.dims(x.dim(0), x.dim(1), w.dim(0)),
                i -> {
                    double s = 0;
                    for (int k = 0; k < w.dim(1); k++) {
                        s += x.at(i[0], i[1], k) * w.at(i[2], k);
                    }
                    return s;
                });
    }

    private static double dot(Nd x, Nd y, int[] i) {
        double s = 0;
        for (int k = 0; k < y.dim(0); k++) {
            s += x.at(i[0], i[1], k) * y.at(k, i[2]);
        }
        return s;
    }

    private void decompositions() {
        Nd m = new Nd(new double[] {2, 0.5, -1, 1.5}, Nd.dims(2, 2));
        Nd b = Nd.random(26, -1, 1, 2, 3);
        cases.add(
                of(
                        "LinearAlgebra.inverse",
                        List.of(m),
                        a -> LinearAlgebra.inverse(a[0]),
                        a -> inverse(a[0])));
        cases.add(
                of(
                        "LinearAlgebra.solve",
                        List.of(m, b),
                        a -> LinearAlgebra.solve(a[0], a[1]),
                        a -> {
                            Nd v = inverse(a[0]);
                            return Nd.of(
                                    Nd.dims(2, 3),
                                    i ->
                                            v.at(i[0], 0) * a[1].at(0, i[1])
                                                    + v.at(i[0], 1) * a[1].at(1, i[1]));
                        }));
        // x xT + 1 is symmetric and positive definite whatever x is, so x can be varied freely
        Function<NDArray, NDArray> definite =
                x -> Ops.add(LinearAlgebra.matmul(x, Shapes.transpose(x, 0, 1)), identity());
        cases.add(
                of(
                        "LinearAlgebra.cholesky",
                        List.of(m),
                        a -> LinearAlgebra.cholesky(definite.apply(a[0])),
                        a -> {
                            Nd s = gram(a[0], 1);
                            double l00 = Math.sqrt(s.at(0, 0));
                            double l10 = s.at(1, 0) / l00;
                            double l11 = Math.sqrt(s.at(1, 1) - l10 * l10);
                            return new Nd(new double[] {l00, 0, l10, l11}, Nd.dims(2, 2));
                        }));
        cases.add(
                of(
                        "LinearAlgebra.eigh",
                        List.of(m),
                        a -> LinearAlgebra.eigh(definite.apply(a[0])).get(0),
                        a -> eigenvalues(gram(a[0], 1))));
        cases.add(
                of(
                        "LinearAlgebra.eigh",
                        List.of(m),
                        a -> rebuilt(LinearAlgebra.eigh(definite.apply(a[0]))),
                        a -> gram(a[0], 1)));
        cases.add(
                of(
                        "LinearAlgebra.svd",
                        List.of(b),
                        a -> LinearAlgebra.svd(a[0]).get(1),
                        a -> {
                            Nd e = eigenvalues(gram(a[0], 0));
                            return Nd.vector(Math.sqrt(e.at(1)), Math.sqrt(e.at(0)));
                        }));
        cases.add(
                of(
                        "LinearAlgebra.svd",
                        List.of(b),
                        a -> {
                            NDList usv = LinearAlgebra.svd(a[0]);
                            return LinearAlgebra.matmul(
                                    Ops.mul(usv.get(0), usv.get(1)), usv.get(2));
                        },
                        a -> a[0]));
    }

    private static NDArray identity() {
        return new Nd(new double[] {1, 0, 0, 1}, Nd.dims(2, 2)).array(OperatorCase.manager());
    }

    /** V diag(e) VT. */
    private static NDArray rebuilt(NDList eigen) {
        NDArray v = eigen.get(1);
        return LinearAlgebra.matmul(Ops.mul(v, eigen.get(0)), Shapes.transpose(v, 0, 1));
    }

    private static Nd inverse(Nd m) {
        double det = m.at(0, 0) * m.at(1, 1) - m.at(0, 1) * m.at(1, 0);
        return new Nd(
                new double[] {
                    m.at(1, 1) / det, -m.at(0, 1) / det, -m.at(1, 0) / det, m.at(0, 0) / det
                },
                Nd.dims(2, 2));
    }

    /** x xT plus a multiple of the identity, 2 by 2. */
    private static Nd gram(Nd x, double ridge) {
        return Nd.of(
                Nd.dims(2, 2),
                i -> {
                    double s = i[0] == i[1] ? ridge : 0;
                    for (int k = 0; k < x.dim(1); k++) {
                        s += x.at(i[0], k) * x.at(i[1], k);
                    }
                    return s;
                });
    }

    /** Of a symmetric 2 by 2 matrix, increasing. */
    private static Nd eigenvalues(Nd s) {
        double half = (s.at(0, 0) + s.at(1, 1)) / 2;
        double root = Math.hypot((s.at(0, 0) - s.at(1, 1)) / 2, s.at(0, 1));
        return Nd.vector(half - root, half + root);
    }
}
