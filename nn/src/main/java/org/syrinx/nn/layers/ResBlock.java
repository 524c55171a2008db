package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.syrinx.nn.params.Scope;

/** A residual block of HiFi-GAN's generator (Kong et al. 2020), of either kind. */
public abstract sealed class ResBlock permits ResBlock1, ResBlock2 {
    /** Known kinds only. */
    ResBlock() {}

    /**
     * Applies the block.
     *
     * @param x (B, C, T)
     * @return (B, C, T)
     */
    public abstract NDArray apply(NDArray x);

    /** Its convolutions in order of use. */
    abstract List<Conv1d> convolutions();

    /** How many residual steps it has: one for each dilation. */
    abstract int length();

    /**
     * Whether a step is a dilated convolution followed by a plain one, or the dilated one alone.
     */
    abstract boolean isPaired();

    /** One of its convolutions, which keep the length. */
    static Conv1d convolution(
            Scope scope, int channels, int kernel, int dilation, boolean weightNorm) {
        ConvOptions options =
                ConvOptions.same(kernel, dilation).weightNormed(weightNorm).channelsLast();
        return new Conv1d(scope, channels, channels, kernel, options);
    }
}
