package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Ops;
import org.syrinx.nn.params.Scope;

/**
 * Dilated depth-separable convolutions (VITS, appendix B.2). Layer i, with dilation kernel^i:
 *
 * <pre>
 * y = gelu(norm_1(depthwise(x m)));   y = gelu(norm_2(pointwise(y)));   x = x + dropout(y)
 * </pre>
 *
 * <p>Norms are over channels with epsilon 1e-5, GELU is exact. Parameters: {@code convs_dilated.i}
 * (C, 1, kernel), {@code convs_pointwise.i} (C, C, 1), {@code norms_1.i}, {@code norms_2.i} (C).
 */
public final class DilatedDepthSeparable {
    private static final double EPSILON = 1e-5;

    private final List<Conv1d> depthwise = new ArrayList<>();
    private final List<Conv1d> pointwise = new ArrayList<>();
    private final List<ChannelLayerNorm> norms1 = new ArrayList<>();
    private final List<ChannelLayerNorm> norms2 = new ArrayList<>();
    private final Dropout dropout;

    /**
     * A stack.
     *
     * @param scope where the parameters are declared
     * @param channels C
     * @param kernel kernel size, odd; also the dilation rate
     * @param layers the number of layers
     * @param dropout dropout of each layer's contribution
     */
    public DilatedDepthSeparable(
            Scope scope, int channels, int kernel, int layers, double dropout) {
        int dilation = 1;
        for (int i = 0; i < layers; i++) {
            depthwise.add(
                    new Conv1d(
                            scope.at("convs_dilated").at(i),
                            channels,
                            channels,
                            kernel,
                            ConvOptions.same(kernel, dilation).groups(channels)));
            pointwise.add(new Conv1d(scope.at("convs_pointwise").at(i), channels, channels, 1));
            norms1.add(new ChannelLayerNorm(scope.at("norms_1").at(i), channels, EPSILON));
            norms2.add(new ChannelLayerNorm(scope.at("norms_2").at(i), channels, EPSILON));
            dilation *= kernel;
        }
        this.dropout = new Dropout(scope, dropout);
    }

    /**
     * Applies the stack.
     *
     * @param x (B, C, T)
     * @param mask (B, 1, T)
     * @param condition added to x first, of a shape that broadcasts to it; or null
     * @return (B, C, T), zero where the mask is
     */
    public NDArray apply(NDArray x, NDArray mask, NDArray condition) {
        NDArray state = condition == null ? x : Ops.add(x, condition);
        for (int i = 0; i < depthwise.size(); i++) {
            NDArray y = depthwise.get(i).apply(Ops.mul(state, mask));
            y = Activations.gelu(norms1.get(i).apply(y));
            y = Activations.gelu(norms2.get(i).apply(pointwise.get(i).apply(y)));
            state = Ops.add(state, dropout.apply(y));
        }
        return Ops.mul(state, mask);
    }
}
