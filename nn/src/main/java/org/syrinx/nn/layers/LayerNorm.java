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

    /**
     * A normalisation.
     *
     * @param scope where the parameters are declared
     * @param size the size of the last axis
     * @param eps added to the variance
     */
    public LayerNorm(Scope scope, int size, double eps) {
        this.weight = scope.tensorAnyOf(Init.ones(), new long[] {size}, "weight", "gamma");
        this.bias = scope.tensorAnyOf(Init.zeros(), new long[] {size}, "bias", "beta");
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
