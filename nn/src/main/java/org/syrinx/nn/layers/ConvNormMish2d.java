package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.syrinx.nn.Activations;
import org.syrinx.nn.params.Scope;

/** A convolution that keeps the size of the image, group norm, Mish. */
public final class ConvNormMish2d {
    private final Conv2d conv;
    private final GroupNorm norm;
    private final int in;
    private final int out;

    /**
     * A block.
     *
     * @param conv where {@code weight} (out, in, kernel, kernel) and {@code bias} are declared
     * @param norm where {@code weight} and {@code bias} (out) are declared
     * @param in input channels
     * @param out output channels
     * @param kernel the kernel size, odd
     * @param groups of the norm, divides {@code out}
     */
    public ConvNormMish2d(Scope conv, Scope norm, int in, int out, int kernel, int groups) {
        if (kernel % 2 == 0) {
            throw new IllegalArgumentException("a kernel of " + kernel + " cannot keep the size");
        }
        this.conv =
                new Conv2d(conv, in, out, kernel, kernel, ConvOptions.same(kernel).channelsLast());
        this.norm = new GroupNorm(norm, groups, out);
        this.in = in;
        this.out = out;
    }

    /**
     * Applies the block.
     *
     * @param x (B, in, H, W)
     * @return (B, out, H, W)
     */
    public NDArray apply(NDArray x) {
        return Activations.mish(norm.apply(conv.apply(x)));
    }

    int in() {
        return in;
    }

    int out() {
        return out;
    }

    /** Weight and bias of the convolution, as inference on the CPU wants it, and of the norm. */
    List<NDArray> weights(NDArray x) {
        return List.of(conv.weight(x), conv.bias(), norm.weight(), norm.bias());
    }

    int groups() {
        return norm.groups();
    }

    double eps() {
        return norm.eps();
    }

    boolean isInferenceOnCpu(NDArray x) {
        return conv.isInferenceOnCpu(x);
    }
}
