package org.syrinx.nn;

import ai.djl.ndarray.NDArray;
import org.syrinx.engine.Operators;

/** Normalisations of activations and of weights. */
public final class Normalizations {
    private Normalizations() {}

    /**
     * Normalises over the last dimensions (Ba et al. 2016).
     *
     * @param x an array of any shape
     * @param shape the normalised last dimensions
     * @param weight factors shaped {@code shape}, or null
     * @param bias offsets shaped {@code shape}, or null
     * @param epsilon added to the variance
     * @return the result, shaped as {@code x}
     */
    public static NDArray layerNorm(
            NDArray x, long[] shape, NDArray weight, NDArray bias, double epsilon) {
        return Operators.call("layer_norm", x, shape, weight, bias, epsilon);
    }

    /**
     * Normalises over channel groups and all positions (Wu and He 2018).
     *
     * @param x {@code (B, C, ...)}
     * @param groups number of groups, a divisor of C
     * @param weight factors {@code (C)} or null
     * @param bias offsets {@code (C)} or null
     * @param epsilon added to the variance
     * @return the result, shaped as {@code x}
     */
    public static NDArray groupNorm(
            NDArray x, long groups, NDArray weight, NDArray bias, double epsilon) {
        return Operators.call("group_norm", x, groups, weight, bias, epsilon);
    }

    /**
     * Normalises each channel of each item over its positions (Ulyanov et al. 2016).
     *
     * @param x {@code (B, C, ...)}
     * @param weight factors {@code (C)} or null
     * @param bias offsets {@code (C)} or null
     * @param epsilon added to the variance
     * @return the result, shaped as {@code x}
     */
    public static NDArray instanceNorm(NDArray x, NDArray weight, NDArray bias, double epsilon) {
        return Operators.call("instance_norm", x, weight, bias, epsilon);
    }

    /**
     * Normalises each channel over batch and positions. In training by the batch's own statistics,
     * which are blended into {@code mean} and {@code variance} in place; else by those.
     *
     * @param x {@code (B, C, ...)}
     * @param weight factors {@code (C)} or null
     * @param bias offsets {@code (C)} or null
     * @param mean running mean {@code (C)}, changed in training
     * @param variance running unbiased variance {@code (C)}, changed in training
     * @param training whether to use the batch's statistics
     * @param momentum weight of the new statistics in the running ones, 0.1 by custom
     * @param epsilon added to the variance
     * @return the result, shaped as {@code x}
     */
    public static NDArray batchNorm(
            NDArray x,
            NDArray weight,
            NDArray bias,
            NDArray mean,
            NDArray variance,
            boolean training,
            double momentum,
            double epsilon) {
        return Operators.call(
                "batch_norm", x, weight, bias, mean, variance, training, momentum, epsilon);
    }

    /**
     * g v / |v| (Salimans and Kingma 2016, eq. 2), the norm taken over every dimension but {@code
     * dim}.
     *
     * @param v directions
     * @param g magnitudes, length 1 in every dimension but {@code dim}
     * @param dim the dimension kept, 0 by custom
     * @return shaped as {@code v}
     */
    public static NDArray weightNorm(NDArray v, NDArray g, long dim) {
        return Operators.call("weight_norm", v, g, dim);
    }
}
