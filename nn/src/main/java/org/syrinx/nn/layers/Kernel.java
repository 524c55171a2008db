package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.nn.params.Parameter;
import org.syrinx.nn.params.Parameter.Derived;
import org.syrinx.nn.params.Scope;

/** The weight and bias of a convolution of any kind. */
final class Kernel {
    private final Parameter weight;
    private final Parameter bias;

    private Kernel(Parameter weight, Parameter bias) {
        this.weight = weight;
        this.bias = bias;
    }

    /**
     * Declares {@code weight} of the given shape and, unless switched off, {@code bias} of {@code
     * out} elements.
     */
    static Kernel declare(Scope scope, ConvOptions options, int out, long... shape) {
        if (shape[0] <= 0 || shape[1] <= 0) {
            throw new IllegalArgumentException(
                    "channels must be positive multiples of the groups: " + scope);
        }
        double fanIn = 1;
        for (int i = 1; i < shape.length; i++) {
            fanIn *= shape[i];
        }
        Parameter w =
                options.weightNorm()
                        ? scope.weightNormed("weight", options.weightInit(), shape)
                        : scope.tensor("weight", options.weightInit(), shape);
        return new Kernel(
                w, options.bias() ? scope.tensor("bias", options.biasInit(fanIn), out) : null);
    }

    static int perGroup(int channels, ConvOptions options) {
        if (channels % options.groups() != 0) {
            throw new IllegalArgumentException(
                    channels + " channels do not divide into " + options.groups() + " groups");
        }
        return channels / options.groups();
    }

    /** Both axes of a two-dimensional setting. */
    static long[] pair(long[] perAxis) {
        return perAxis.length == 2 ? perAxis : new long[] {perAxis[0], perAxis[0]};
    }

    /**
     * The form of a one-dimensional transposed convolution that is quicker in inference, or null.
     */
    Polyphase polyphase(long stride, long padding, long outputPadding) {
        return Polyphase.of(weight, bias, stride, padding, outputPadding);
    }

    /** The weight of a one-dimensional convolution for {@link ChannelsLast}. */
    Derived channelsLast() {
        return weight.derive(ChannelsLast::weight);
    }

    /** The weight of a two-dimensional convolution of either kind, channels last. */
    Derived channelsLast2d() {
        return weight.derive(ChannelsLast::weight2d);
    }

    /**
     * Whether this is inference on the CPU: the weights are fixed, and the thread records no
     * gradient of anything else.
     */
    boolean isInferenceOnCpu(NDArray x) {
        return isFixedOnCpu(x) && !Autograd.isTraining();
    }

    /** Whether the weights are part of a graph now. */
    boolean inGraph() {
        return weight.inGraph();
    }

    /** Whether what was derived from the weights may stand in for them, and gains from it. */
    boolean isFixedOnCpu(NDArray x) {
        return !weight.inGraph() && !x.getDevice().isGpu();
    }

    NDArray weight() {
        return weight.value();
    }

    /** The bias or null. */
    NDArray bias() {
        return bias == null ? null : bias.value();
    }
}
