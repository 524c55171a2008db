package org.syrinx.nn;

import ai.djl.ndarray.NDArray;
import org.syrinx.engine.Operators;

/**
 * Comparison and logic, element by element. Results are boolean and carry no gradient; a test
 * leaves 1, 0 by {@link Types#toFloat}.
 */
public final class Comparisons {
    private Comparisons() {}

    /**
     * Whether x = y; shapes broadcast. No gradient.
     *
     * @param x an array of any shape
     * @param y an array whose shape broadcasts with {@code x}
     * @return a boolean tensor with the broadcast shape
     */
    public static NDArray equal(NDArray x, NDArray y) {
        return Operators.call("eq_tensor", x, y);
    }

    /**
     * Whether x = y. No gradient.
     *
     * @param x an array of any shape
     * @param y the number
     * @return a boolean tensor shaped as {@code x}
     */
    public static NDArray equal(NDArray x, double y) {
        return Operators.call("eq_scalar", x, y);
    }

    /**
     * Whether x &ne; y; shapes broadcast. No gradient.
     *
     * @param x an array of any shape
     * @param y an array whose shape broadcasts with {@code x}
     * @return a boolean tensor with the broadcast shape
     */
    public static NDArray notEqual(NDArray x, NDArray y) {
        return Operators.call("ne_tensor", x, y);
    }

    /**
     * Whether x &ne; y. No gradient.
     *
     * @param x an array of any shape
     * @param y the number
     * @return a boolean tensor shaped as {@code x}
     */
    public static NDArray notEqual(NDArray x, double y) {
        return Operators.call("ne_scalar", x, y);
    }

    /**
     * Whether x &lt; y; shapes broadcast. No gradient.
     *
     * @param x an array of any shape
     * @param y an array whose shape broadcasts with {@code x}
     * @return a boolean tensor with the broadcast shape
     */
    public static NDArray less(NDArray x, NDArray y) {
        return Operators.call("lt_tensor", x, y);
    }

    /**
     * Whether x &lt; y. No gradient.
     *
     * @param x an array of any shape
     * @param y the number
     * @return a boolean tensor shaped as {@code x}
     */
    public static NDArray less(NDArray x, double y) {
        return Operators.call("lt_scalar", x, y);
    }

    /**
     * Whether x &le; y; shapes broadcast. No gradient.
     *
     * @param x an array of any shape
     * @param y an array whose shape broadcasts with {@code x}
     * @return a boolean tensor with the broadcast shape
     */
    public static NDArray lessEqual(NDArray x, NDArray y) {
        return Operators.call("le_tensor", x, y);
    }

    /**
     * Whether x &le; y. No gradient.
     *
     * @param x an array of any shape
     * @param y the number
     * @return a boolean tensor shaped as {@code x}
     */
    public static NDArray lessEqual(NDArray x, double y) {
        return Operators.call("le_scalar", x, y);
    }

    /**
     * Whether x &gt; y; shapes broadcast. No gradient.
     *
     * @param x an array of any shape
     * @param y an array whose shape broadcasts with {@code x}
     * @return a boolean tensor with the broadcast shape
     */
    public static NDArray greater(NDArray x, NDArray y) {
        return Operators.call("gt_tensor", x, y);
    }

    /**
     * Whether x &gt; y. No gradient.
     *
     * @param x an array of any shape
     * @param y the number
     * @return a boolean tensor shaped as {@code x}
     */
    public static NDArray greater(NDArray x, double y) {
        return Operators.call("gt_scalar", x, y);
    }

    /**
     * Whether x &ge; y; shapes broadcast. No gradient.
     *
     * @param x an array of any shape
     * @param y an array whose shape broadcasts with {@code x}
     * @return a boolean tensor with the broadcast shape
     */
    public static NDArray greaterEqual(NDArray x, NDArray y) {
        return Operators.call("ge_tensor", x, y);
    }

    /**
     * Whether x &ge; y. No gradient.
     *
     * @param x an array of any shape
     * @param y the number
     * @return a boolean tensor shaped as {@code x}
     */
    public static NDArray greaterEqual(NDArray x, double y) {
        return Operators.call("ge_scalar", x, y);
    }

    /**
     * Whether both are true (not 0).
     *
     * @param x an array of any shape
     * @param y an array whose shape broadcasts with {@code x}
     * @return a boolean tensor with the broadcast shape
     */
    public static NDArray logicalAnd(NDArray x, NDArray y) {
        return Operators.call("logical_and", x, y);
    }

    /**
     * Whether either is true (not 0).
     *
     * @param x an array of any shape
     * @param y an array whose shape broadcasts with {@code x}
     * @return a boolean tensor with the broadcast shape
     */
    public static NDArray logicalOr(NDArray x, NDArray y) {
        return Operators.call("logical_or", x, y);
    }

    /**
     * Whether it is false (0).
     *
     * @param x an array of any shape
     * @return a boolean tensor shaped as {@code x}
     */
    public static NDArray logicalNot(NDArray x) {
        return Operators.call("logical_not", x);
    }
}
