package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.params.Init;
import org.syrinx.nn.params.Parameter;
import org.syrinx.nn.params.Scope;

/**
 * A one-dimensional ConvNeXt block: depthwise convolution of 7, layer norm (epsilon 1e-6), linear,
 * GELU, linear, residual. Version 1 scales the branch per channel (Vocos); version 2 normalises the
 * global response inside it (Woo et al. 2023, as in F5-TTS).
 *
 * <p>Parameters: {@code dwconv}, {@code norm}, {@code pwconv1}, {@code pwconv2}, and {@code gamma}
 * (C) in version 1 or {@code grn.gamma}, {@code grn.beta} (1, 1, inner) in version 2.
 */
public final class ConvNeXtBlock {
    private static final double EPSILON = 1e-6;

    private final Conv1d depthwise;
    private final LayerNorm norm;
    private final Linear up;
    private final Linear down;
    private final Parameter scale;
    private final Parameter responseGamma;
    private final Parameter responseBeta;

    private ConvNeXtBlock(Scope scope, int channels, int inner, Init layerScale, boolean response) {
        this.depthwise =
                new Conv1d(
                        scope.at("dwconv"),
                        channels,
                        channels,
                        7,
                        ConvOptions.same(7).groups(channels));
        this.norm = new LayerNorm(scope.at("norm"), channels, EPSILON);
        this.up = new Linear(scope.at("pwconv1"), channels, inner);
        this.down = new Linear(scope.at("pwconv2"), inner, channels);
        this.scale = layerScale == null ? null : scope.tensor("gamma", layerScale, channels);
        this.responseGamma =
                response ? scope.at("grn").tensor("gamma", Init.zeros(), 1, 1, inner) : null;
        this.responseBeta =
                response ? scope.at("grn").tensor("beta", Init.zeros(), 1, 1, inner) : null;
    }

    /**
     * A block of version 1.
     *
     * @param scope where the parameters are declared
     * @param channels C
     * @param inner channels between the linear maps
     * @param layerScale the initial scale of the branch, usually 1 / number of blocks; 0 for no
     *     such parameter
     * @return the block
     */
    public static ConvNeXtBlock version1(Scope scope, int channels, int inner, double layerScale) {
        return new ConvNeXtBlock(
                scope, channels, inner, layerScale == 0 ? null : Init.constant(layerScale), false);
    }

    /**
     * A block of version 2.
     *
     * @param scope where the parameters are declared
     * @param channels C
     * @param inner channels between the linear maps
     * @return the block
     */
    public static ConvNeXtBlock version2(Scope scope, int channels, int inner) {
        return new ConvNeXtBlock(scope, channels, inner, null, true);
    }

    /**
     * Applies the block.
     *
     * @param x (B, C, T)
     * @return (B, C, T)
     */
    public NDArray apply(NDArray x) {
        NDArray y = norm.apply(Shapes.transpose(depthwise.apply(x), 1, 2)); // (B, T, C)
        y = Activations.gelu(up.apply(y));
        y = responseGamma == null ? y : globalResponse(y);
        y = down.apply(y);
        y = scale == null ? y : Ops.mul(y, scale.value());
        return Ops.add(x, Shapes.transpose(y, 1, 2));
    }

    /** Gamma (x N) + beta + x with N the L2 norm over time divided by its mean over channels. */
    private NDArray globalResponse(NDArray x) {
        NDArray g = Reductions.norm(x, true, 1); // (B, 1, inner)
        NDArray n = Ops.div(g, Ops.shift(Reductions.mean(g, true, -1), EPSILON));
        NDArray scaled =
                Ops.add(Ops.mul(responseGamma.value(), Ops.mul(x, n)), responseBeta.value());
        return Ops.add(scaled, x);
    }
}
