package org.syrinx.nn;

import ai.djl.ndarray.NDArray;
import org.syrinx.engine.Operators;

/** Activation functions, element by element unless they name a dimension. */
public final class Activations {
    private Activations() {}

    /**
     * max(0, x).
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray relu(NDArray x) {
        return Operators.call("relu", x);
    }

    /**
     * x for positive x, slope x for negative.
     *
     * @param x an array of any shape
     * @param slope the negative side's slope
     * @return the result, shaped as {@code x}
     */
    public static NDArray leakyRelu(NDArray x, double slope) {
        return Operators.call("leaky_relu", x, slope);
    }

    /**
     * Leaky ReLU with a learnt slope per channel (He et al. 2015, eq. 1).
     *
     * @param x {@code (B, C, ...)}
     * @param slope {@code (C)} or {@code (1)}
     * @return the result, shaped as {@code x}
     */
    public static NDArray prelu(NDArray x, NDArray slope) {
        return Operators.call("prelu", x, slope);
    }

    /**
     * x sigmoid(x), also called swish.
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray silu(NDArray x) {
        return Operators.call("silu", x);
    }

    /**
     * x Phi(x) with the exact normal distribution (erf).
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray gelu(NDArray x) {
        return Operators.call("gelu", x);
    }

    /**
     * GELU by its tanh approximation (Hendrycks and Gimpel 2016).
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray geluTanh(NDArray x) {
        return Operators.call("gelu_tanh", x);
    }

    /**
     * x tanh(softplus(x)) (Misra 2019).
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray mish(NDArray x) {
        return Operators.call("mish", x);
    }

    /**
     * x for positive x, alpha (exp(x) - 1) for negative.
     *
     * @param x an array of any shape
     * @param alpha minus the limit at minus infinity
     * @return the result, shaped as {@code x}
     */
    public static NDArray elu(NDArray x, double alpha) {
        return Operators.call("elu", x, alpha);
    }

    /**
     * The self-normalising ELU (Klambauer et al. 2017).
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray selu(NDArray x) {
        return Operators.call("selu", x);
    }

    /**
     * log(1 + exp(x)), linear above 20 where both agree.
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray softplus(NDArray x) {
        return Operators.call("softplus", x);
    }

    /**
     * The hyperbolic tangent.
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray tanh(NDArray x) {
        return Operators.call("tanh", x);
    }

    /**
     * 1 / (1 + exp(-x)).
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray sigmoid(NDArray x) {
        return Operators.call("sigmoid", x);
    }

    /**
     * log(sigmoid(x)), exact for large |x|.
     *
     * @param x an array of any shape
     * @return the result, shaped as {@code x}
     */
    public static NDArray logSigmoid(NDArray x) {
        return Operators.call("log_sigmoid", x);
    }

    /**
     * Gated linear unit a sigmoid(b), where a and b are the halves of {@code x} (Dauphin et al.
     * 2017).
     *
     * @param x an array of any shape
     * @param dim the dimension to halve
     * @return half as long in {@code dim}
     */
    public static NDArray glu(NDArray x, long dim) {
        return Operators.call("glu", x, dim);
    }

    /**
     * x + sin&sup2;(alpha x) / alpha (Ziyin et al. 2020, eq. 3).
     *
     * @param x an array of any shape
     * @param alpha positive, broadcast to {@code x}, for example {@code (1, C, 1)}
     * @return the result, shaped as {@code x}
     */
    public static NDArray snake(NDArray x, NDArray alpha) {
        return Operators.call("snake", x, alpha);
    }

    /**
     * x + sin&sup2;(alpha x) / beta (BigVGAN).
     *
     * @param x an array of any shape
     * @param alpha frequency, broadcast to {@code x}
     * @param beta inverse magnitude, broadcast to {@code x}
     * @return the result, shaped as {@code x}
     */
    public static NDArray snakeBeta(NDArray x, NDArray alpha, NDArray beta) {
        return Operators.call("snake_beta", x, alpha, beta);
    }

    /**
     * exp(x) divided by its sum.
     *
     * @param x an array of any shape
     * @param dim the dimension that sums to 1
     * @return the result, shaped as {@code x}
     */
    public static NDArray softmax(NDArray x, long dim) {
        return Operators.call("softmax", x, dim);
    }

    /**
     * The logarithm of the softmax.
     *
     * @param x an array of any shape
     * @param dim the dimension whose exponentials sum to 1
     * @return the result, shaped as {@code x}
     */
    public static NDArray logSoftmax(NDArray x, long dim) {
        return Operators.call("log_softmax", x, dim);
    }

    /**
     * Zeroes elements at random and scales the others by 1 / (1 - p). Draws from PyTorch's
     * generator, seeded by {@code Engine.setRandomSeed}.
     *
     * @param x an array of any shape
     * @param probability of an element to be zeroed, in [0, 1)
     * @param training false returns {@code x} as it is
     * @return the result, shaped as {@code x}
     */
    public static NDArray dropout(NDArray x, double probability, boolean training) {
        return Operators.call("dropout", x, probability, training);
    }
}
