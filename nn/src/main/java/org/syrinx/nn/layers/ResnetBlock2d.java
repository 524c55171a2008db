package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.params.Scope;

/**
 * The residual block of diffusion U-Nets (Ho et al. 2020, appendix B) with masks, as in Grad-TTS:
 * two blocks with the time between them, beside a shortcut. What is masked is 0 before every
 * convolution.
 */
public final class ResnetBlock2d {
    private final Linear time;
    private final ConvNormMish2d first;
    private final ConvNormMish2d second;
    private final Conv2d shortcut;

    /**
     * A block.
     *
     * @param time from the embedding of the time to the channels between the blocks
     * @param first the first block
     * @param second the second block, of the same norm
     * @param shortcut where {@code weight} (out, in, 1, 1) and {@code bias} are declared if the
     *     channels change; otherwise the input itself is added
     */
    public ResnetBlock2d(Linear time, ConvNormMish2d first, ConvNormMish2d second, Scope shortcut) {
        if (first.groups() != second.groups() || first.eps() != second.eps()) {
            throw new IllegalArgumentException("the blocks differ in their group norm");
        }
        int in = first.in();
        int out = second.out();
        this.time = time;
        this.first = first;
        this.second = second;
        this.shortcut = in == out ? null : new Conv2d(shortcut, in, out, 1, 1, ConvOptions.plain());
    }

    /**
     * Applies the block.
     *
     * @param x (B, in, H, W)
     * @param mask (B, 1, 1, W), zeros and ones, or null for all valid
     * @param t (B, E), the embedding of the time
     * @return (B, out, H, W)
     */
    public NDArray apply(NDArray x, NDArray mask, NDArray t) {
        NDArray z = UNetLevel.masked(x, mask);
        NDArray y = UNetLevel.masked(first.apply(z), mask);
        y = Ops.add(y, Shapes.unsqueeze(Shapes.unsqueeze(shift(t), 2), 3));
        y = second.apply(UNetLevel.masked(y, mask));
        return Ops.add(UNetLevel.masked(y, mask), shortcut == null ? z : shortcut.apply(z));
    }

    /** What the time adds between the blocks, (B, out). */
    NDArray shift(NDArray t) {
        return time.apply(Activations.mish(t));
    }

    /** Of the blocks, and of the shortcut if there is one. */
    List<NDArray> weights(NDArray x) {
        List<NDArray> all = new ArrayList<>(first.weights(x));
        all.addAll(second.weights(x));
        if (shortcut != null) {
            all.add(shortcut.weight(x));
            all.add(shortcut.bias());
        }
        return all;
    }

    /** One of the two blocks, which are alike but for their channels. */
    ConvNormMish2d block() {
        return first;
    }
}
