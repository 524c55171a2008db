package org.syrinx.nn;

import ai.djl.ndarray.NDArray;
import org.syrinx.engine.Operators;

/**
 * Conversions of element type, copies and detached views. DJL's own {@code toType} and {@code
 * duplicate} cut the graph without a word; these do not.
 */
public final class Types {
    private Types() {}

    /**
     * Converts to float32, inside the graph: the gradient passes through.
     *
     * @param x an array of any shape
     * @return float32, shaped as {@code x}; {@code x} itself if it is that already
     */
    public static NDArray toFloat(NDArray x) {
        return Operators.call("to_float", x);
    }

    /**
     * Converts to float64, inside the graph: the gradient passes through.
     *
     * @param x an array of any shape
     * @return float64, shaped as {@code x}; {@code x} itself if it is that already
     */
    public static NDArray toDouble(NDArray x) {
        return Operators.call("to_double", x);
    }

    /**
     * Converts to float16, inside the graph: the gradient passes through.
     *
     * @param x an array of any shape
     * @return float16, shaped as {@code x}; {@code x} itself if it is that already
     */
    public static NDArray toHalf(NDArray x) {
        return Operators.call("to_half", x);
    }

    /**
     * Converts to int64. No gradient.
     *
     * @param x an array of any shape
     * @return int64, shaped as {@code x}; {@code x} itself if it is that already
     */
    public static NDArray toLong(NDArray x) {
        return Operators.call("to_long", x);
    }

    /**
     * Converts to boolean. No gradient.
     *
     * @param x an array of any shape
     * @return boolean, shaped as {@code x}; {@code x} itself if it is that already
     */
    public static NDArray toBoolean(NDArray x) {
        return Operators.call("to_boolean", x);
    }

    /**
     * Rounds to the nearest bfloat16 and back, inside the graph. DJL cannot hold a bfloat16 array,
     * so none ever leaves the operators.
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray roundToBfloat16(NDArray x) {
        return Operators.call("round_to_bfloat16", x);
    }

    /**
     * The same values outside the graph: no gradient passes. Shares memory with {@code x}.
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray detach(NDArray x) {
        return Operators.call("detach", x);
    }

    /**
     * A copy in memory of its own, inside the graph. {@code x.duplicate()} would cut the graph.
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray copy(NDArray x) {
        return Operators.call("clone", x);
    }

    /**
     * Zeros.
     *
     * @param x an array of any shape
     * @return shaped and typed as {@code x}
     */
    public static NDArray zerosLike(NDArray x) {
        return Operators.call("zeros_like", x);
    }

    /**
     * Ones.
     *
     * @param x an array of any shape
     * @return shaped and typed as {@code x}
     */
    public static NDArray onesLike(NDArray x) {
        return Operators.call("ones_like", x);
    }
}
