package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Comparisons;
import org.syrinx.nn.Indexing;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.Resizing;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.Types;

/**
 * A monotone rational-quadratic spline with linear tails (Durkan et al. 2019, eqs. 4 to 8), element
 * by element. Inside [-bound, bound] it has K bins whose widths, heights and knot derivatives come
 * from a network; outside it is the identity. No parameters of its own; differentiable in both
 * directions.
 *
 * <p>Raw inputs: widths (..., K), heights (..., K), derivatives (..., K - 1). The derivative at
 * both ends is 1. Minimum width, height and derivative are 1e-3.
 */
public final class RationalQuadraticSpline {
    private static final double MINIMUM = 1e-3;

    private final double bound;

    /**
     * A spline.
     *
     * @param bound half the width of the interval where it is not the identity, above 0
     */
    public RationalQuadraticSpline(double bound) {
        this.bound = bound;
    }

    /**
     * A transformed tensor.
     *
     * @param value of the shape of the input
     * @param logDeterminant ln of the derivative of the direction that was applied, of the same
     *     shape
     */
    public record Result(NDArray value, NDArray logDeterminant) {}

    /**
     * x to y.
     *
     * @param x any shape
     * @param widths (shape of x, K), before softmax
     * @param heights (shape of x, K), before softmax
     * @param derivatives (shape of x, K - 1), before softplus
     * @return y and ln dy/dx
     */
    public Result forward(NDArray x, NDArray widths, NDArray heights, NDArray derivatives) {
        NDArray inside = Comparisons.lessEqual(Ops.abs(x), bound);
        NDArray clamped = Ops.clamp(x, -bound, bound);
        NDArray xs = knots(widths);
        Bin bin = bin(clamped, xs, xs, knots(heights), derivatives);
        NDArray theta = Ops.div(Ops.sub(clamped, bin.x), bin.width);
        NDArray u = Ops.mul(theta, oneMinus(theta));
        NDArray numerator =
                Ops.mul(
                        bin.height,
                        Ops.add(Ops.mul(bin.slope, Ops.square(theta)), Ops.mul(bin.left, u)));
        NDArray denominator = Ops.add(bin.slope, Ops.mul(bin.excess(), u));
        NDArray y = Ops.add(bin.y, Ops.div(numerator, denominator));
        return select(inside, y, x, bin.logDerivative(theta, u, denominator));
    }

    /**
     * y to x.
     *
     * @param y any shape
     * @param widths (shape of y, K), before softmax
     * @param heights (shape of y, K), before softmax
     * @param derivatives (shape of y, K - 1), before softplus
     * @return x and ln dx/dy
     */
    public Result inverse(NDArray y, NDArray widths, NDArray heights, NDArray derivatives) {
        NDArray inside = Comparisons.lessEqual(Ops.abs(y), bound);
        NDArray clamped = Ops.clamp(y, -bound, bound);
        NDArray ys = knots(heights);
        Bin bin = bin(clamped, ys, knots(widths), ys, derivatives);
        NDArray rise = Ops.sub(clamped, bin.y);
        NDArray bend = Ops.mul(rise, bin.excess());
        NDArray a = Ops.add(Ops.mul(bin.height, Ops.sub(bin.slope, bin.left)), bend);
        NDArray b = Ops.sub(Ops.mul(bin.height, bin.left), bend);
        NDArray c = Ops.neg(Ops.mul(bin.slope, rise));
        // Rounding may take the discriminant below 0 where the bin is almost straight.
        NDArray discriminant = Ops.clampMin(Ops.sub(Ops.square(b), Ops.scale(Ops.mul(a, c), 4)), 0);
        NDArray theta = Ops.div(Ops.scale(c, 2), Ops.sub(Ops.neg(b), Ops.sqrt(discriminant)));
        NDArray x = Ops.add(Ops.mul(theta, bin.width), bin.x);
        NDArray u = Ops.mul(theta, oneMinus(theta));
        NDArray denominator = Ops.add(bin.slope, Ops.mul(bin.excess(), u));
        return select(inside, x, y, Ops.neg(bin.logDerivative(theta, u, denominator)));
    }

    private static Result select(
            NDArray inside, NDArray value, NDArray outside, NDArray logDerivative) {
        return new Result(
                Ops.where(inside, value, outside),
                Ops.where(inside, logDerivative, Types.zerosLike(logDerivative)));
    }

    /** The bin of every element: left knot, size, slope of the chord, derivatives at its knots. */
    private record Bin(
            NDArray x,
            NDArray width,
            NDArray y,
            NDArray height,
            NDArray slope,
            NDArray left,
            NDArray right) {
        /** D_left + D_right - 2 s. */
        NDArray excess() {
            return Ops.sub(Ops.add(left, right), Ops.scale(slope, 2));
        }

        /** ln(s^2 (D_right theta^2 + 2 s u + D_left (1 - theta)^2)) - 2 ln(denominator). */
        NDArray logDerivative(NDArray theta, NDArray u, NDArray denominator) {
            NDArray sum =
                    Ops.add(
                            Ops.add(
                                    Ops.mul(right, Ops.square(theta)),
                                    Ops.scale(Ops.mul(slope, u), 2)),
                            Ops.mul(left, Ops.square(oneMinus(theta))));
            return Ops.sub(
                    Ops.log(Ops.mul(Ops.square(slope), sum)), Ops.scale(Ops.log(denominator), 2));
        }
    }

    /** K + 1 knots from -bound to bound exactly, from K raw sizes. */
    private NDArray knots(NDArray raw) {
        long bins = raw.getShape().get(raw.getShape().dimension() - 1);
        NDArray sizes =
                Ops.shift(Ops.scale(Activations.softmax(raw, -1), 1 - MINIMUM * bins), MINIMUM);
        NDArray inner = Shapes.narrow(Reductions.cumsum(sizes, -1), -1, 0, bins - 1);
        NDArray knots = Ops.shift(Ops.scale(inner, 2 * bound), -bound);
        return Resizing.pad(
                Resizing.pad(knots, new long[] {1, 0}, -bound), new long[] {0, 1}, bound);
    }

    private static Bin bin(
            NDArray at, NDArray search, NDArray xs, NDArray ys, NDArray derivatives) {
        long bins = search.getShape().get(search.getShape().dimension() - 1) - 1;
        // The number of inner knots that are not above the element is the index of its bin.
        NDArray inner = Shapes.narrow(search, -1, 1, bins - 1);
        NDArray below = Comparisons.greaterEqual(Shapes.unsqueeze(at, -1), inner);
        NDArray index = Reductions.sum(Types.toLong(below), true, -1); // (..., 1)

        double end = Math.log(Math.expm1(1 - MINIMUM)); // softplus(end) + MINIMUM = 1
        NDArray padded = Resizing.pad(derivatives, new long[] {1, 1}, end);
        NDArray slopes = Ops.shift(Activations.softplus(padded), MINIMUM); // (..., K+1)

        NDArray x = pick(xs, index, 0, bins);
        NDArray y = pick(ys, index, 0, bins);
        NDArray width = Ops.sub(pick(xs, index, 1, bins), x);
        NDArray height = Ops.sub(pick(ys, index, 1, bins), y);
        return new Bin(
                x,
                width,
                y,
                height,
                Ops.div(height, width),
                pick(slopes, index, 0, bins),
                pick(slopes, index, 1, bins));
    }

    private static NDArray pick(NDArray table, NDArray index, long offset, long bins) {
        return Shapes.squeeze(
                Indexing.gather(Shapes.narrow(table, -1, offset, bins), -1, index), -1);
    }

    private static NDArray oneMinus(NDArray x) {
        return Ops.shift(Ops.neg(x), 1);
    }
}
