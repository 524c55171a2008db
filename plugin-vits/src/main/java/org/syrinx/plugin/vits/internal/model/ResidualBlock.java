package org.syrinx.plugin.vits.internal.model;

import java.util.List;
import org.syrinx.nn.layers.ResBlock;
import org.syrinx.nn.layers.ResBlock1;
import org.syrinx.nn.layers.ResBlock2;
import org.syrinx.nn.params.Scope;

/** HiFi-GAN's two kinds of residual block, as a configuration chooses them. */
final class ResidualBlock {
    private ResidualBlock() {}

    static ResBlock declare(
            Scope scope,
            int channels,
            int kernel,
            List<Integer> dilations,
            VitsConfig.Decoder d,
            boolean weightNormed) {
        int[] steps = dilations.stream().mapToInt(Integer::intValue).toArray();
        return d.resblock2()
                ? new ResBlock2(scope, channels, kernel, steps, d.slope(), weightNormed)
                : new ResBlock1(scope, channels, kernel, steps, d.slope(), weightNormed);
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
