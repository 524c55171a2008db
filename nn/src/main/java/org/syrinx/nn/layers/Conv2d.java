package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import org.syrinx.nn.Convolutions;
import org.syrinx.nn.params.Parameter.Derived;
import org.syrinx.nn.params.Scope;

/**
 * Two-dimensional convolution. Parameters: {@code weight} (out, in / groups, height, width), {@code
 * bias} (out).
 */
public final class Conv2d {
    private final Kernel kernel;
    private final ConvOptions options;
    private final Derived channelsLast;

    /**
     * A convolution.
     *
     * @param scope where the parameters are declared
     * @param in input channels
     * @param out output channels
     * @param height kernel height
     * @param width kernel width
     * @param options stride, padding, dilation (one number or height and width), groups, bias,
     *     weight norm, order in memory
     */
    public Conv2d(Scope scope, int in, int out, int height, int width, ConvOptions options) {
        this.kernel =
                Kernel.declare(
                        scope, options, out, out, Kernel.perGroup(in, options), height, width);
        this.options = options;
        this.channelsLast = options.isChannelsLast() ? kernel.channelsLast2d() : null;
    }

    /**
     * Convolves.
     *
     * @param x (B, in, H, W)
     * @return (B, out, H', W'), each axis as in {@link Conv1d#apply}
     */
    public NDArray apply(NDArray x) {
        return Convolutions.conv2d(
                x,
                weight(x),
                kernel.bias(),
                Kernel.pair(options.stride()),
                Kernel.pair(options.padding()),
                Kernel.pair(options.dilation()),
                options.groups());
    }

    /** Whether the weights are part of a graph now. */
    boolean inGraph() {
        return kernel.inGraph();
    }

    NDArray weight() {
        return kernel.weight();
    }

    /** The bias or null. */
    NDArray bias() {
        return kernel.bias();
    }

    /** The weight in the order that this input is convolved in. */
    NDArray weight(NDArray x) {
        return channelsLast != null && kernel.isInferenceOnCpu(x)
                ? channelsLast.value()
                : kernel.weight();
    }

    /** Whether this is inference on the CPU. */
    boolean isInferenceOnCpu(NDArray x) {
        return kernel.isInferenceOnCpu(x);
    }
}
