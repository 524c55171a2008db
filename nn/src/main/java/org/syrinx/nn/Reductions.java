package org.syrinx.nn;

import ai.djl.ndarray.NDArray;
import org.syrinx.engine.Operators;

/**
 * Sums, means, extremes and running sums. Dimensions count from 0; negative ones count from the
 * end.
 */
public final class Reductions {
    private Reductions() {}

    /**
     * The sum of all elements.
     *
     * @param x an array of any shape
     * @return a scalar
     */
    public static NDArray sum(NDArray x) {
        return Operators.call("sum_all", x);
    }

    /**
     * The mean of all elements.
     *
     * @param x an array of any shape
     * @return a scalar
     */
    public static NDArray mean(NDArray x) {
        return Operators.call("mean_all", x);
    }

    /**
     * The sum over dimensions.
     *
     * @param x an array of any shape
     * @param keepDims true leaves the dimensions with length 1
     * @param dims at least one dimension
     * @return the reduced array
     */
    public static NDArray sum(NDArray x, boolean keepDims, long... dims) {
        return Operators.call("sum", x, keepDims, dims);
    }

    /**
     * The mean over dimensions.
     *
     * @param x an array of any shape
     * @param keepDims true leaves the dimensions with length 1
     * @param dims at least one dimension
     * @return the reduced array
     */
    public static NDArray mean(NDArray x, boolean keepDims, long... dims) {
        return Operators.call("mean", x, keepDims, dims);
    }

    /**
     * The largest value over dimensions; ties share the gradient.
     *
     * @param x an array of any shape
     * @param keepDims true leaves the dimensions with length 1
     * @param dims at least one dimension
     * @return the reduced array
     */
    public static NDArray max(NDArray x, boolean keepDims, long... dims) {
        return Operators.call("max", x, keepDims, dims);
    }

    /**
     * The smallest value over dimensions; ties share the gradient.
     *
     * @param x an array of any shape
     * @param keepDims true leaves the dimensions with length 1
     * @param dims at least one dimension
     * @return the reduced array
     */
    public static NDArray min(NDArray x, boolean keepDims, long... dims) {
        return Operators.call("min", x, keepDims, dims);
    }

    /**
     * The variance over dimensions.
     *
     * @param x an array of any shape
     * @param unbiased divide by n - 1 instead of n
     * @param keepDims true leaves the dimensions with length 1
     * @param dims at least one dimension
     * @return the reduced array
     */
    public static NDArray var(NDArray x, boolean unbiased, boolean keepDims, long... dims) {
        return Operators.call("var", x, unbiased, keepDims, dims);
    }

    /**
     * The standard deviation over dimensions.
     *
     * @param x an array of any shape
     * @param unbiased divide by n - 1 instead of n
     * @param keepDims true leaves the dimensions with length 1
     * @param dims at least one dimension
     * @return the reduced array
     */
    public static NDArray std(NDArray x, boolean unbiased, boolean keepDims, long... dims) {
        return Operators.call("std", x, unbiased, keepDims, dims);
    }

    /**
     * log(sum(exp(x))) without overflow.
     *
     * @param x an array of any shape
     * @param keepDims true leaves the dimensions with length 1
     * @param dims at least one dimension
     * @return the reduced array
     */
    public static NDArray logSumExp(NDArray x, boolean keepDims, long... dims) {
        return Operators.call("log_sum_exp", x, keepDims, dims);
    }

    /**
     * The Euclidean norm over dimensions. Its gradient at 0 is 0.
     *
     * @param x an array of any shape
     * @param keepDims true leaves the dimensions with length 1
     * @param dims at least one dimension
     * @return the reduced array
     */
    public static NDArray norm(NDArray x, boolean keepDims, long... dims) {
        return Operators.call("norm", x, keepDims, dims);
    }

    /**
     * The index of the largest value. No gradient.
     *
     * @param x an array of any shape
     * @param dim the dimension
     * @param keepDims true leaves it with length 1
     * @return int64, the reduced array
     */
    public static NDArray argmax(NDArray x, long dim, boolean keepDims) {
        return Operators.call("argmax", x, dim, keepDims);
    }

    /**
     * The index of the smallest value. No gradient.
     *
     * @param x an array of any shape
     * @param dim the dimension
     * @param keepDims true leaves it with length 1
     * @return int64, the reduced array
     */
    public static NDArray argmin(NDArray x, long dim, boolean keepDims) {
        return Operators.call("argmin", x, dim, keepDims);
    }

    /**
     * The running sum.
     *
     * @param x an array of any shape
     * @param dim the dimension
     * @return the result, shaped as {@code x}
     */
    public static NDArray cumsum(NDArray x, long dim) {
        return Operators.call("cumsum", x, dim);
    }

    /**
     * Whether any element is true (not 0).
     *
     * @param x an array of any shape
     * @return a boolean scalar
     */
    public static NDArray any(NDArray x) {
        return Operators.call("any", x);
    }

    /**
     * Whether all elements are true (not 0).
     *
     * @param x an array of any shape
     * @return a boolean scalar
     */
    public static NDArray all(NDArray x) {
        return Operators.call("all", x);
    }

    /**
     * Whether no element is NaN or infinite.
     *
     * @param x an array of any shape
     * @return a boolean scalar
     */
    public static NDArray allFinite(NDArray x) {
        return Operators.call("all_finite", x);
    }
}
