package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import org.syrinx.nn.Convolutions;
import org.syrinx.nn.params.Parameter.Derived;
import org.syrinx.nn.params.Scope;

/**
 * One-dimensional convolution. Parameters: {@code weight} (out, in / groups, kernel), {@code bias}
 * (out).
 */
public final class Conv1d {
    private final Kernel kernel;
    private final int stride;
    private final int padding;
    private final int dilation;
    private final int groups;
    private final Derived channelsLast;

    /**
     * A convolution with stride 1 and no padding.
     *
     * @param scope where the parameters are declared
     * @param in input channels
     * @param out output channels
     * @param kernel kernel size
     */
    public Conv1d(Scope scope, int in, int out, int kernel) {
        this(scope, in, out, kernel, ConvOptions.plain());
    }

    /**
     * A convolution.
     *
     * @param scope where the parameters are declared
     * @param in input channels
     * @param out output channels
     * @param kernel kernel size
     * @param options stride, padding, dilation, groups, bias, weight norm, order in memory
     */
    public Conv1d(Scope scope, int in, int out, int kernel, ConvOptions options) {
        this.kernel =
                Kernel.declare(scope, options, out, out, Kernel.perGroup(in, options), kernel);
        this.stride = (int) options.stride()[0];
        this.padding = (int) options.padding()[0];
        this.dilation = (int) options.dilation()[0];
        this.groups = options.groups();
        this.channelsLast = options.isChannelsLast() ? this.kernel.channelsLast() : null;
    }

    /**
     * Convolves.
     *
     * @param x (B, in, T)
     * @return (B, out, (T + 2 padding - dilation (kernel - 1) - 1) / stride + 1)
     */
    public NDArray apply(NDArray x) {
        if (channelsLast != null && kernel.isFixedOnCpu(x)) {
            return ChannelsLast.conv1d(
                    x, channelsLast.value(), kernel.bias(), stride, padding, dilation, groups);
        }
        return Convolutions.conv1d(
                x, kernel.weight(), kernel.bias(), stride, padding, dilation, groups);
    }

    int dilation() {
        return dilation;
    }

    NDArray bias() {
        return kernel.bias();
    }

    /** The weight for {@link ChannelsLast}; the layer must have been declared so. */
    NDArray channelsLastWeight() {
        return channelsLast.value();
    }
}
