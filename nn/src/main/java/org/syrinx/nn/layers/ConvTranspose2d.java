package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import org.syrinx.nn.Convolutions;
import org.syrinx.nn.params.Parameter.Derived;
import org.syrinx.nn.params.Scope;

/**
 * Two-dimensional transposed convolution. Parameters: {@code weight} (in, out / groups, height,
 * width), {@code bias} (out).
 */
public final class ConvTranspose2d {
    private final Kernel kernel;
    private final ConvOptions options;
    private final Derived channelsLast;

    /**
     * A transposed convolution.
     *
     * @param scope where the parameters are declared
     * @param in input channels
     * @param out output channels
     * @param height kernel height
     * @param width kernel width
     * @param options stride, padding, output padding, dilation (one number or height and width),
     *     groups, bias, weight norm, order in memory
     */
    public ConvTranspose2d(
            Scope scope, int in, int out, int height, int width, ConvOptions options) {
        this.kernel =
                Kernel.declare(
                        scope, options, out, in, Kernel.perGroup(out, options), height, width);
        this.options = options;
        this.channelsLast = options.isChannelsLast() ? kernel.channelsLast2d() : null;
    }

    /**
     * Convolves.
     *
     * @param x (B, in, H, W)
     * @return (B, out, H', W'), each axis as in {@link ConvTranspose1d#apply}
     */
    public NDArray apply(NDArray x) {
        return Convolutions.convTranspose2d(
                x,
                weight(x),
                kernel.bias(),
                Kernel.pair(options.stride()),
                Kernel.pair(options.padding()),
                Kernel.pair(options.outputPadding()),
                options.groups(),
                Kernel.pair(options.dilation()));
    }

    private NDArray weight(NDArray x) {
        return channelsLast != null && kernel.isInferenceOnCpu(x)
                ? channelsLast.value()
                : kernel.weight();
    }
}
