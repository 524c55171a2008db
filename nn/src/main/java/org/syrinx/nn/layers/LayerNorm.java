package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import org.syrinx.nn.Normalizations;
import org.syrinx.nn.params.Init;
import org.syrinx.nn.params.Parameter;
import org.syrinx.nn.params.Scope;

/**
 * Layer normalisation over the last axis. Parameters: {@code weight} and {@code bias} (size), also
 * accepted as {@code gamma} and {@code beta}.
 */
public final class LayerNorm {
    private final Parameter weight;
    private final Parameter bias;
    private final double eps;

    /** What fresh parameters are called; files may use either. */
    public enum Names {
        /** {@code weight} and {@code bias}. */
        WEIGHT_BIAS("weight", "bias"),
        /** {@code gamma} and {@code beta}: Glow-TTS, Grad-TTS, original VITS. */
        GAMMA_BETA("gamma", "beta");

        private final String scale;
        private final String shift;

        Names(String scale, String shift) {
            this.scale = scale;
            this.shift = shift;
        }

        private Names other() {
            return this == WEIGHT_BIAS ? GAMMA_BETA : WEIGHT_BIAS;
        }
    }

    /**
     * A normalisation.
     *
     * @param scope where the parameters are declared
     * @param size the size of the last axis
     * @param eps added to the variance
     */
    public LayerNorm(Scope scope, int size, double eps) {
        this(scope, size, eps, Names.WEIGHT_BIAS);
    }

    /**
     * A normalisation whose fresh parameters have chosen names.
     *
     * @param scope where the parameters are declared
     * @param size the size of the last axis
     * @param eps added to the variance
     * @param names what the parameters are called when they are not read from a file
     */
    public LayerNorm(Scope scope, int size, double eps, Names names) {
        Names other = names.other();
        long[] shape = {size};
        this.weight = scope.tensorAnyOf(Init.ones(), shape, names.scale, other.scale);
        this.bias = scope.tensorAnyOf(Init.zeros(), shape, names.shift, other.shift);
        this.eps = eps;
    }

    /**
     * Normalises.
     *
     * @param x (..., size)
     * @return (..., size)
     */
    public NDArray apply(NDArray x) {
        return Normalizations.layerNorm(x, weight.shape(), weight.value(), bias.value(), eps);
    }
}
