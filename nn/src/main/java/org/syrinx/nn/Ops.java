package org.syrinx.nn;

import ai.djl.ndarray.NDArray;
import org.syrinx.engine.Operators;

/**
 * Arithmetic, element by element. Like every class of operators of this package: the functions work
 * on any device and floating type, their gradients are exact, any thread may call them, and each
 * result belongs to the manager of the first array and to the innermost open scope of the thread.
 */
public final class Ops {
    private Ops() {}

    /**
     * The sum x + y; shapes broadcast.
     *
     * @param x an array of any shape
     * @param y an array whose shape broadcasts with {@code x}
     * @return the result, with the broadcast shape
     */
    public static NDArray add(NDArray x, NDArray y) {
        return Operators.call("add", x, y);
    }

    /**
     * The difference x - y; shapes broadcast.
     *
     * @param x an array of any shape
     * @param y an array whose shape broadcasts with {@code x}
     * @return the result, with the broadcast shape
     */
    public static NDArray sub(NDArray x, NDArray y) {
        return Operators.call("sub", x, y);
    }

    /**
     * The product x y, element by element; shapes broadcast.
     *
     * @param x an array of any shape
     * @param y an array whose shape broadcasts with {@code x}
     * @return the result, with the broadcast shape
     */
    public static NDArray mul(NDArray x, NDArray y) {
        return Operators.call("mul", x, y);
    }

    /**
     * The quotient x / y; shapes broadcast.
     *
     * @param x an array of any shape
     * @param y an array whose shape broadcasts with {@code x}
     * @return the result, with the broadcast shape
     */
    public static NDArray div(NDArray x, NDArray y) {
        return Operators.call("div", x, y);
    }

    /**
     * The product of a tensor and a number. Use this and never {@code x.mul(number)}, whose
     * gradient may be garbage.
     *
     * @param x an array of any shape
     * @param factor the number
     * @return the result, shaped as {@code x}
     */
    public static NDArray scale(NDArray x, double factor) {
        return Operators.call("scale", x, factor);
    }

    /**
     * The sum of a tensor and a number.
     *
     * @param x an array of any shape
     * @param offset the number
     * @return the result, shaped as {@code x}
     */
    public static NDArray shift(NDArray x, double offset) {
        return Operators.call("shift", x, offset);
    }

    /**
     * The combination a x + y; shapes broadcast.
     *
     * @param a the factor of {@code x}
     * @param x an array of any shape
     * @param y an array whose shape broadcasts with {@code x}
     * @return the result, with the broadcast shape
     */
    public static NDArray axpy(double a, NDArray x, NDArray y) {
        return Operators.call("axpy", a, x, y);
    }

    /**
     * Linear interpolation x + weight (y - x).
     *
     * @param x an array of any shape
     * @param y an array of the same shape
     * @param weight 0 gives {@code x}, 1 gives {@code y}
     * @return the result, shaped as {@code x}
     */
    public static NDArray lerp(NDArray x, NDArray y, double weight) {
        return Operators.call("lerp", x, y, weight);
    }

    /**
     * The negative -x.
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray neg(NDArray x) {
        return Operators.call("neg", x);
    }

    /**
     * The square.
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray square(NDArray x) {
        return Operators.call("square", x);
    }

    /**
     * The square root. Its gradient at 0 is infinite: add an epsilon before.
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray sqrt(NDArray x) {
        return Operators.call("sqrt", x);
    }

    /**
     * The reciprocal of the square root.
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray rsqrt(NDArray x) {
        return Operators.call("rsqrt", x);
    }

    /**
     * The power of a tensor to a number.
     *
     * @param x an array of any shape
     * @param exponent the number
     * @return the result, shaped as {@code x}
     */
    public static NDArray pow(NDArray x, double exponent) {
        return Operators.call("pow", x, exponent);
    }

    /**
     * The power of a tensor to a tensor; shapes broadcast.
     *
     * @param x an array of any shape
     * @param exponent exponents
     * @return the result, with the broadcast shape
     */
    public static NDArray pow(NDArray x, NDArray exponent) {
        return Operators.call("pow_tensor", x, exponent);
    }

    /**
     * The reciprocal 1 / x.
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray reciprocal(NDArray x) {
        return Operators.call("reciprocal", x);
    }

    /**
     * The exponential.
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray exp(NDArray x) {
        return Operators.call("exp", x);
    }

    /**
     * exp(x) - 1, exact for small x.
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray expm1(NDArray x) {
        return Operators.call("expm1", x);
    }

    /**
     * The natural logarithm.
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray log(NDArray x) {
        return Operators.call("log", x);
    }

    /**
     * log(1 + x), exact for small x.
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray log1p(NDArray x) {
        return Operators.call("log1p", x);
    }

    /**
     * The absolute value; its gradient at 0 is 0.
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray abs(NDArray x) {
        return Operators.call("abs", x);
    }

    /**
     * The sign: -1, 0 or 1. No gradient.
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray sign(NDArray x) {
        return Operators.call("sign", x);
    }

    /**
     * The sine; radians.
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray sin(NDArray x) {
        return Operators.call("sin", x);
    }

    /**
     * The cosine; radians.
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray cos(NDArray x) {
        return Operators.call("cos", x);
    }

    /**
     * The angle of the point (x, y) in radians, in [-pi, pi].
     *
     * @param y ordinates
     * @param x abscissas
     * @return the result, shaped as {@code x}
     */
    public static NDArray atan2(NDArray y, NDArray x) {
        return Operators.call("atan2", y, x);
    }

    /**
     * The error function.
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray erf(NDArray x) {
        return Operators.call("erf", x);
    }

    /**
     * The largest integer not above. No gradient.
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray floor(NDArray x) {
        return Operators.call("floor", x);
    }

    /**
     * The smallest integer not below. No gradient.
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray ceil(NDArray x) {
        return Operators.call("ceil", x);
    }

    /**
     * The nearest integer, halves to even. No gradient.
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray round(NDArray x) {
        return Operators.call("round", x);
    }

    /**
     * The value held within [min, max]; the gradient is 0 outside.
     *
     * @param x an array of any shape
     * @param min lower bound
     * @param max upper bound
     * @return the result, shaped as {@code x}
     */
    public static NDArray clamp(NDArray x, double min, double max) {
        return Operators.call("clamp", x, min, max);
    }

    /**
     * The value held at or above a bound.
     *
     * @param x an array of any shape
     * @param min lower bound
     * @return the result, shaped as {@code x}
     */
    public static NDArray clampMin(NDArray x, double min) {
        return Operators.call("clamp_min", x, min);
    }

    /**
     * The value held at or below a bound.
     *
     * @param x an array of any shape
     * @param max upper bound
     * @return the result, shaped as {@code x}
     */
    public static NDArray clampMax(NDArray x, double max) {
        return Operators.call("clamp_max", x, max);
    }

    /**
     * The smaller of two, element by element; a tie shares the gradient.
     *
     * @param x an array of any shape
     * @param y an array whose shape broadcasts with {@code x}
     * @return the result, with the broadcast shape
     */
    public static NDArray minimum(NDArray x, NDArray y) {
        return Operators.call("minimum", x, y);
    }

    /**
     * The larger of two, element by element; a tie shares the gradient.
     *
     * @param x an array of any shape
     * @param y an array whose shape broadcasts with {@code x}
     * @return the result, with the broadcast shape
     */
    public static NDArray maximum(NDArray x, NDArray y) {
        return Operators.call("maximum", x, y);
    }

    /**
     * Picks from {@code x} where the condition holds, else from {@code y}; shapes broadcast.
     *
     * @param condition a boolean tensor
     * @param x an array of any shape
     * @param y an array whose shape broadcasts with {@code x}
     * @return the result, with the broadcast shape
     */
    public static NDArray where(NDArray condition, NDArray x, NDArray y) {
        return Operators.call("where", condition, x, y);
    }

    /**
     * Replaces elements by a number where the mask holds; their gradient is 0.
     *
     * @param x an array of any shape
     * @param mask a boolean tensor, broadcast to {@code x}
     * @param value the number
     * @return the result, shaped as {@code x}
     */
    public static NDArray maskedFill(NDArray x, NDArray mask, double value) {
        return Operators.call("masked_fill", x, mask, value);
    }
}
