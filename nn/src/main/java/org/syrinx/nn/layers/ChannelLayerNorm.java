package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.params.Scope;

/**
 * Layer normalisation over the channels of (B, C, T), separately at each time step. Parameters:
 * {@code weight} and {@code bias} (C), also accepted as {@code gamma} and {@code beta}.
 */
public final class ChannelLayerNorm {
    private final LayerNorm norm;

    /**
     * A normalisation.
     *
     * @param scope where the parameters are declared
     * @param channels C
     * @param eps added to the variance
     */
    public ChannelLayerNorm(Scope scope, int channels, double eps) {
        this(scope, channels, eps, LayerNorm.Names.WEIGHT_BIAS);
    }

    /**
     * A normalisation whose fresh parameters have chosen names.
     *
     * @param scope where the parameters are declared
     * @param channels C
     * @param eps added to the variance
     * @param names what the parameters are called when they are not read from a file
     */
    public ChannelLayerNorm(Scope scope, int channels, double eps, LayerNorm.Names names) {
        this.norm = new LayerNorm(scope, channels, eps, names);
    }

    /**
     * Normalises.
     *
     * @param x (B, C, T)
     * @return (B, C, T)
     */
    public NDArray apply(NDArray x) {
        return Shapes.transpose(norm.apply(Shapes.transpose(x, 1, 2)), 1, 2);
    }
}
