package org.syrinx.plugin.vits.internal.model;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.syrinx.nn.layers.ResBlock1;
import org.syrinx.nn.layers.ResBlock2;
import org.syrinx.nn.params.Scope;

/** One of HiFi-GAN's two kinds of residual block. */
@FunctionalInterface
interface ResidualBlock {
    /** (B, C, T) to (B, C, T). */
    NDArray apply(NDArray x);

    static ResidualBlock declare(
            Scope scope,
            int channels,
            int kernel,
            List<Integer> dilations,
            VitsConfig.Decoder d,
            boolean weightNormed) {
        int[] steps = dilations.stream().mapToInt(Integer::intValue).toArray();
        return d.resblock2()
                ? new ResBlock2(scope, channels, kernel, steps, d.slope(), weightNormed)::apply
                : new ResBlock1(scope, channels, kernel, steps, d.slope(), weightNormed)::apply;
    }

    /**
     * Samples on either side that an output sample depends on: kind 1 has an undilated convolution
     * after each dilated.
     */
    static int radius(int kernel, List<Integer> dilations, boolean second) {
        int half = (kernel - 1) / 2;
        return dilations.stream().mapToInt(d -> half * d + (second ? 0 : half)).sum();
    }
}
