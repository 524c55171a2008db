package org.syrinx.nn;

import ai.djl.ndarray.NDArray;
import org.syrinx.engine.Operators;

/** Losses that are means over all elements. */
public final class Losses {
    private Losses() {}

    /**
     * The mean absolute difference.
     *
     * @param x predictions
     * @param y targets, of the same shape
     * @return a scalar
     */
    public static NDArray l1(NDArray x, NDArray y) {
        return Operators.call("l1_loss", x, y);
    }

    /**
     * The mean squared difference.
     *
     * @param x predictions
     * @param y targets, of the same shape
     * @return a scalar
     */
    public static NDArray mse(NDArray x, NDArray y) {
        return Operators.call("mse_loss", x, y);
    }

    /**
     * The mean of d&sup2; / 2 for |d| &le; delta, else delta (|d| - delta / 2).
     *
     * @param x predictions
     * @param y targets, of the same shape
     * @param delta where the square turns into a line
     * @return a scalar
     */
    public static NDArray huber(NDArray x, NDArray y, double delta) {
        return Operators.call("huber_loss", x, y, delta);
    }

    /**
     * The mean cross entropy of class labels.
     *
     * @param logits {@code (B, C, ...)}
     * @param classes int64 {@code (B, ...)}
     * @return a scalar, in nats
     */
    public static NDArray crossEntropy(NDArray logits, NDArray classes) {
        return Operators.call("cross_entropy", logits, classes);
    }

    /**
     * The mean binary cross entropy of sigmoid(logits).
     *
     * @param logits any shape
     * @param y probabilities in [0, 1], of the same shape
     * @return a scalar, in nats
     */
    public static NDArray binaryCrossEntropy(NDArray logits, NDArray y) {
        return Operators.call("binary_cross_entropy", logits, y);
    }
}
