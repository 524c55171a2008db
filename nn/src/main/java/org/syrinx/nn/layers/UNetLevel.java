package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.syrinx.engine.Operators;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.params.Parameter;

/**
 * One level of Grad-TTS' U-Net: two residual blocks and linear attention a, added as x + g a(x),
 * behind them or between them.
 *
 * <p>Inference on the CPU makes one native call, which keeps the channels of a pixel together in
 * memory, norms and activates in place in pieces that stay in the cache, frees each temporary as
 * soon as nothing reads it, and folds the attention into one matrix of the image. Where gradients
 * are recorded and on GPUs the operators come one by one. The two agree to rounding.
 */
public final class UNetLevel {
    private final ResnetBlock2d first;
    private final ResnetBlock2d second;
    private final LinearAttention2d attention;
    private final Parameter gain;
    private final boolean between;

    /**
     * A level of layers that are declared already.
     *
     * @param first the first block
     * @param second the second block, of the same norm
     * @param attention the attention
     * @param gain g, of one element
     * @param between whether the attention comes between the blocks and not behind them
     */
    public UNetLevel(
            ResnetBlock2d first,
            ResnetBlock2d second,
            LinearAttention2d attention,
            Parameter gain,
            boolean between) {
        if (first.block().groups() != second.block().groups()
                || first.block().eps() != second.block().eps()) {
            throw new IllegalArgumentException("the blocks differ in their group norm");
        }
        this.first = first;
        this.second = second;
        this.attention = attention;
        this.gain = gain;
        this.between = between;
    }

    /**
     * Applies the level. Attention and norm see what is masked, as 0.
     *
     * @param x (B, I, H, W)
     * @param skip (B, J, H, W), put behind the channels of {@code x}; or null
     * @param mask (B, 1, 1, W), zeros and ones, or null for all valid
     * @param t (B, E), the embedding of the time
     * @return (B, out, H, W), 0 where masked
     */
    public NDArray apply(NDArray x, NDArray skip, NDArray mask, NDArray t) {
        ConvNormMish2d block = first.block();
        if (block.isInferenceOnCpu(x)) {
            List<NDArray> residual = new ArrayList<>(List.of(gain.value()));
            residual.addAll(attention.weights());
            return Operators.call(
                    "unet_level",
                    x,
                    skip,
                    mask,
                    first.shift(t),
                    second.shift(t),
                    first.weights(x),
                    second.weights(x),
                    residual,
                    block.groups(),
                    block.eps(),
                    attention.heads(),
                    between);
        }
        NDArray y = skip == null ? x : Shapes.cat(List.of(x, skip), 1);
        y = first.apply(y, mask, t);
        y = between ? second.apply(attend(y), mask, t) : attend(second.apply(y, mask, t));
        return masked(y, mask);
    }

    private NDArray attend(NDArray x) {
        return Ops.add(Ops.mul(attention.apply(x), gain.value()), x);
    }

    static NDArray masked(NDArray x, NDArray mask) {
        return mask == null ? x : Ops.mul(x, mask);
    }
}
