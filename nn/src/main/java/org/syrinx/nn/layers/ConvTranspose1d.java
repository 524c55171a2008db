package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import org.syrinx.nn.Convolutions;
import org.syrinx.nn.params.Scope;

/**
 * One-dimensional transposed convolution. Parameters: {@code weight} (in, out / groups, kernel),
 * {@code bias} (out). Weight norm is over all axes but the first, which here is the input axis, as
 * in published files.
 *
 * <p>Inference on the CPU takes the polyphase form, which takes a quarter to three quarters of the
 * time; training and GPUs take the native operator. The two agree to rounding.
 */
public final class ConvTranspose1d {
    private final Kernel kernel;
    private final int stride;
    private final int padding;
    private final int outputPadding;
    private final int groups;
    private final Polyphase polyphase;

    /**
     * A transposed convolution.
     *
     * @param scope where the parameters are declared
     * @param in input channels
     * @param out output channels
     * @param kernel kernel size
     * @param options stride, padding, output padding, groups, bias, weight norm; dilation must be 1
     */
    public ConvTranspose1d(Scope scope, int in, int out, int kernel, ConvOptions options) {
        this.kernel =
                Kernel.declare(scope, options, out, in, Kernel.perGroup(out, options), kernel);
        this.stride = (int) options.stride()[0];
        this.padding = (int) options.padding()[0];
        this.outputPadding = (int) options.outputPadding()[0];
        this.groups = options.groups();
        this.polyphase = groups == 1 ? this.kernel.polyphase(stride, padding, outputPadding) : null;
        if (options.dilation()[0] != 1) {
            throw new IllegalArgumentException("a transposed convolution here has dilation 1");
        }
    }

    /**
     * Convolves.
     *
     * @param x (B, in, T)
     * @return (B, out, (T - 1) stride - 2 padding + kernel + output padding)
     */
    public NDArray apply(NDArray x) {
        Polyphase phases = polyphase(x);
        if (phases != null) {
            return phases.apply(x);
        }
        return Convolutions.convTranspose1d(
                x, kernel.weight(), kernel.bias(), stride, padding, outputPadding, groups, 1);
    }

    /** The form that is quicker for this input here and now, or null. */
    Polyphase polyphase(NDArray x) {
        return polyphase != null && kernel.isFixedOnCpu(x) ? polyphase : null;
    }
}
