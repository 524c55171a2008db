package org.syrinx.nn.operators;

import static org.syrinx.nn.operators.OperatorCase.flat;
import static org.syrinx.nn.operators.OperatorCase.of;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Comparisons;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.Types;

/** Operators that work element by element, against Java's own mathematics. */
final class ElementwiseCases {
    private static final Nd SIGNED = Nd.random(1, -2, 2, 2, 3, 2);
    private static final Nd POSITIVE = Nd.random(2, 0.3, 2.5, 2, 3, 2);
    private static final Nd ROW = Nd.random(3, 0.5, 1.5, 3, 1);
    private final List<OperatorCase> cases = new ArrayList<>();

    private ElementwiseCases() {}

    static List<OperatorCase> all() {
        ElementwiseCases c = new ElementwiseCases();
        c.arithmetic();
        c.functions();
        c.activations();
        c.comparisons();
        c.types();
        return c.cases;
    }

    private void unary(String name, Nd x, UnaryOperator<NDArray> call, DoubleUnaryOperator f) {
        cases.add(of(name, List.of(x), a -> call.apply(a[0]), a -> a[0].map(f)));
    }

    private void flatUnary(String name, UnaryOperator<NDArray> call, DoubleUnaryOperator f) {
        cases.add(flat(name, List.of(SIGNED), a -> call.apply(a[0]), a -> a[0].map(f)));
    }

    private void binary(
            String name, Nd x, Nd y, BinaryOperator<NDArray> call, DoubleBinaryOperator f) {
        cases.add(of(name, List.of(x, y), a -> call.apply(a[0], a[1]), a -> a[0].zip(a[1], f)));
    }

    private void test(String name, BinaryOperator<NDArray> call, DoubleBinaryOperator f) {
        // rounded to halves, so that equal pairs occur
        Nd x = SIGNED.map(v -> Math.rint(v));
        Nd y = Nd.random(4, -2, 2, 2, 3, 2).map(v -> Math.rint(v));
        cases.add(flat(name, List.of(x, y), a -> call.apply(a[0], a[1]), a -> a[0].zip(a[1], f)));
    }

    private void arithmetic() {
        binary("Ops.add", SIGNED, ROW, Ops::add, (x, y) -> x + y);
        binary("Ops.sub", SIGNED, ROW, Ops::sub, (x, y) -> x - y);
        binary("Ops.mul", SIGNED, ROW, Ops::mul, (x, y) -> x * y);
        binary("Ops.div", SIGNED, ROW, Ops::div, (x, y) -> x / y);
        unary("Ops.scale", SIGNED, x -> Ops.scale(x, -1.7), x -> -1.7 * x);
        unary("Ops.shift", SIGNED, x -> Ops.shift(x, 0.4), x -> x + 0.4);
        binary("Ops.axpy", SIGNED, ROW, (x, y) -> Ops.axpy(0.7, x, y), (x, y) -> 0.7 * x + y);
        binary(
                "Ops.lerp",
                SIGNED,
                POSITIVE,
                (x, y) -> Ops.lerp(x, y, 0.3),
                (x, y) -> 0.7 * x + 0.3 * y);
        unary("Ops.neg", SIGNED, Ops::neg, x -> -x);
        unary("Ops.square", SIGNED, Ops::square, x -> x * x);
        unary("Ops.sqrt", POSITIVE, Ops::sqrt, Math::sqrt);
        unary("Ops.rsqrt", POSITIVE, Ops::rsqrt, x -> 1 / Math.sqrt(x));
        unary("Ops.pow", POSITIVE, x -> Ops.pow(x, 2.3), x -> Math.pow(x, 2.3));
        binary("Ops.pow", POSITIVE, ROW, Ops::pow, Math::pow);
        unary("Ops.reciprocal", POSITIVE, Ops::reciprocal, x -> 1 / x);
        binary("Ops.minimum", SIGNED, ROW, Ops::minimum, Math::min);
        binary("Ops.maximum", SIGNED, ROW, Ops::maximum, Math::max);
        binary("Ops.atan2", SIGNED, ROW, Ops::atan2, Math::atan2);
    }

    private void functions() {
        unary("Ops.exp", SIGNED, Ops::exp, Math::exp);
        unary("Ops.expm1", SIGNED, Ops::expm1, Math::expm1);
        unary("Ops.log", POSITIVE, Ops::log, Math::log);
        unary("Ops.log1p", POSITIVE, Ops::log1p, Math::log1p);
        unary("Ops.abs", SIGNED, Ops::abs, Math::abs);
        unary("Ops.sin", SIGNED, Ops::sin, Math::sin);
        unary("Ops.cos", SIGNED, Ops::cos, Math::cos);
        unary("Ops.erf", SIGNED, Ops::erf, ElementwiseCases::erf);
        flatUnary("Ops.sign", Ops::sign, Math::signum);
        flatUnary("Ops.floor", Ops::floor, Math::floor);
        flatUnary("Ops.ceil", Ops::ceil, Math::ceil);
        flatUnary("Ops.round", Ops::round, Math::rint);
        unary("Ops.clamp", SIGNED, x -> Ops.clamp(x, -0.5, 1), x -> Math.max(-0.5, Math.min(1, x)));
        unary("Ops.clampMin", SIGNED, x -> Ops.clampMin(x, -0.5), x -> Math.max(-0.5, x));
        unary("Ops.clampMax", SIGNED, x -> Ops.clampMax(x, 0.5), x -> Math.min(0.5, x));
        binary(
                "Ops.where",
                SIGNED,
                POSITIVE,
                (x, y) -> Ops.where(Comparisons.greater(x, 0.2), x, y),
                (x, y) -> x > 0.2 ? x : y);
        unary(
                "Ops.maskedFill",
                SIGNED,
                x -> Ops.maskedFill(x, Comparisons.less(x, 0), -3),
                x -> x < 0 ? -3 : x);
    }

    private void activations() {
        unary("Activations.relu", SIGNED, Activations::relu, x -> Math.max(0, x));
        unary(
                "Activations.leakyRelu",
                SIGNED,
                x -> Activations.leakyRelu(x, 0.1),
                x -> x > 0 ? x : 0.1 * x);
        Nd slope = Nd.vector(0.1, 0.25, -0.3);
        cases.add(
                of(
                        "Activations.prelu",
                        List.of(SIGNED, slope),
                        a -> Activations.prelu(a[0], a[1]),
                        a ->
                                Nd.of(
                                        a[0].shape(),
                                        i ->
                                                a[0].at(i) > 0
                                                        ? a[0].at(i)
                                                        : a[1].at(i[1]) * a[0].at(i))));
        unary("Activations.silu", SIGNED, Activations::silu, x -> x * sigmoid(x));
        unary(
                "Activations.gelu",
                SIGNED,
                Activations::gelu,
                x -> x * 0.5 * (1 + erf(x / Math.sqrt(2))));
        unary(
                "Activations.geluTanh",
                SIGNED,
                Activations::geluTanh,
                x ->
                        0.5
                                * x
                                * (1
                                        + Math.tanh(
                                                Math.sqrt(2 / Math.PI)
                                                        * (x + 0.044715 * x * x * x))));
        unary(
                "Activations.mish",
                SIGNED,
                Activations::mish,
                x -> x * Math.tanh(Math.log1p(Math.exp(x))));
        unary(
                "Activations.elu",
                SIGNED,
                x -> Activations.elu(x, 0.8),
                x -> x > 0 ? x : 0.8 * Math.expm1(x));
        // constants of Klambauer et al. 2017, section 2
        unary(
                "Activations.selu",
                SIGNED,
                Activations::selu,
                x -> 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x)));
        unary("Activations.softplus", SIGNED, Activations::softplus, x -> Math.log1p(Math.exp(x)));
        unary("Activations.tanh", SIGNED, Activations::tanh, Math::tanh);
        unary("Activations.sigmoid", SIGNED, Activations::sigmoid, ElementwiseCases::sigmoid);
        unary(
                "Activations.logSigmoid",
                SIGNED,
                Activations::logSigmoid,
                x -> -Math.log1p(Math.exp(-x)));
        binary(
                "Activations.snake",
                SIGNED,
                ROW,
                Activations::snake,
                (x, a) -> x + Math.pow(Math.sin(a * x), 2) / (a + 1e-9));
        Nd beta = Nd.random(5, 0.5, 2, 3, 1);
        cases.add(
                of(
                        "Activations.snakeBeta",
                        List.of(SIGNED, ROW, beta),
                        a -> Activations.snakeBeta(a[0], a[1], a[2]),
                        a ->
                                Nd.of(
                                        a[0].shape(),
                                        i ->
                                                a[0].at(i)
                                                        + Math.pow(
                                                                        Math.sin(
                                                                                a[0].at(i)
                                                                                        * a[1].at(
                                                                                                i)),
                                                                        2)
                                                                / (a[2].at(i) + 1e-9))));
        cases.add(
                of(
                        "Activations.glu",
                        List.of(Nd.random(6, -2, 2, 2, 6, 2)),
                        a -> Activations.glu(a[0], 1),
                        a ->
                                Nd.of(
                                        Nd.dims(2, 3, 2),
                                        i -> a[0].at(i) * sigmoid(a[0].at(i[0], i[1] + 3, i[2])))));
        cases.add(
                of(
                        "Activations.softmax",
                        List.of(SIGNED),
                        a -> Activations.softmax(a[0], 1),
                        a -> Nd.of(a[0].shape(), i -> Math.exp(a[0].at(i)) / sumExp(a[0], i))));
        cases.add(
                of(
                        "Activations.logSoftmax",
                        List.of(SIGNED),
                        a -> Activations.logSoftmax(a[0], 1),
                        a -> Nd.of(a[0].shape(), i -> a[0].at(i) - Math.log(sumExp(a[0], i)))));
        unary("Activations.dropout", SIGNED, x -> Activations.dropout(x, 0.5, false), x -> x);
    }

    private static double sumExp(Nd x, int[] i) {
        double s = 0;
        for (int k = 0; k < x.dim(1); k++) {
            s += Math.exp(x.at(Nd.with(i, 1, k)));
        }
        return s;
    }

    private void comparisons() {
        test("Comparisons.equal", Comparisons::equal, (x, y) -> is(x == y));
        test("Comparisons.notEqual", Comparisons::notEqual, (x, y) -> is(x != y));
        test("Comparisons.less", Comparisons::less, (x, y) -> is(x < y));
        test("Comparisons.lessEqual", Comparisons::lessEqual, (x, y) -> is(x <= y));
        test("Comparisons.greater", Comparisons::greater, (x, y) -> is(x > y));
        test("Comparisons.greaterEqual", Comparisons::greaterEqual, (x, y) -> is(x >= y));
        test("Comparisons.equal", (x, y) -> Comparisons.equal(x, 1), (x, y) -> is(x == 1));
        test("Comparisons.notEqual", (x, y) -> Comparisons.notEqual(x, 1), (x, y) -> is(x != 1));
        test("Comparisons.less", (x, y) -> Comparisons.less(x, 1), (x, y) -> is(x < 1));
        test("Comparisons.lessEqual", (x, y) -> Comparisons.lessEqual(x, 1), (x, y) -> is(x <= 1));
        test("Comparisons.greater", (x, y) -> Comparisons.greater(x, 1), (x, y) -> is(x > 1));
        test(
                "Comparisons.greaterEqual",
                (x, y) -> Comparisons.greaterEqual(x, 1),
                (x, y) -> is(x >= 1));
        test("Comparisons.logicalAnd", Comparisons::logicalAnd, (x, y) -> is(x != 0 && y != 0));
        test("Comparisons.logicalOr", Comparisons::logicalOr, (x, y) -> is(x != 0 || y != 0));
        test("Comparisons.logicalNot", (x, y) -> Comparisons.logicalNot(x), (x, y) -> is(x == 0));
    }

    private void types() {
        flatUnary("Types.toFloat", Types::toFloat, x -> (float) x);
        unary("Types.toDouble", SIGNED, Types::toDouble, x -> x);
        // halves and quarters are exact in 16 bits
        Nd exact = SIGNED.map(x -> Math.rint(4 * x) / 4);
        cases.add(
                flat(
                        "Types.toHalf",
                        List.of(exact),
                        a -> Types.toFloat(Types.toHalf(a[0])),
                        a -> a[0]));
        flatUnary("Types.toLong", Types::toLong, x -> (long) x);
        flatUnary(
                "Types.toBoolean", x -> Types.toBoolean(Ops.floor(x)), x -> is(Math.floor(x) != 0));
        flatUnary("Types.roundToBfloat16", Types::roundToBfloat16, ElementwiseCases::bfloat16);
        flatUnary("Types.detach", Types::detach, x -> x);
        unary("Types.copy", SIGNED, Types::copy, x -> x);
        flatUnary("Types.zerosLike", Types::zerosLike, x -> 0);
        flatUnary("Types.onesLike", Types::onesLike, x -> 1);
        flatUnary(
                "Tensors.of",
                x -> Tensors.of(OperatorCase.manager(), x.toDoubleArray(), 2, 3, 2),
                x -> x);
        flatUnary(
                "Tensors.full",
                x -> Tensors.full(OperatorCase.manager(), 0.25, 2, 3, 2),
                x -> 0.25);
    }

    static double is(boolean b) {
        return b ? 1 : 0;
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** By Simpson's rule on its defining integral. */
    static double erf(double x) {
        int n = 2000;
        double h = x / n;
        double s = 1 + Math.exp(-x * x);
        for (int i = 1; i < n; i++) {
            s += (i % 2 == 0 ? 2 : 4) * Math.exp(-(i * h) * (i * h));
        }
        return 2 / Math.sqrt(Math.PI) * s * h / 3;
    }

    /** Round to nearest even at the 16th bit of the float. */
    private static double bfloat16(double x) {
        int bits = Float.floatToIntBits((float) x);
        int rounded = bits + 0x7fff + ((bits >>> 16) & 1);
        return Float.intBitsToFloat(rounded & 0xffff0000);
    }
}
