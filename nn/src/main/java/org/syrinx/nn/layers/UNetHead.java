package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import org.syrinx.engine.Operators;
import org.syrinx.nn.params.Scope;

/**
 * The end of Grad-TTS' U-Net: a block and a convolution of size 1. As {@link UNetLevel}, inference
 * on the CPU makes one native call.
 */
public final class UNetHead {
    private final ConvNormMish2d block;
    private final Conv2d conv;

    /**
     * A head.
     *
     * @param block the block
     * @param conv where {@code weight} (out, C, 1, 1) and {@code bias} are declared
     * @param out output channels
     */
    public UNetHead(ConvNormMish2d block, Scope conv, int out) {
        this.block = block;
        this.conv = new Conv2d(conv, block.out(), out, 1, 1, ConvOptions.plain());
    }

    /**
     * Applies the head.
     *
     * @param x (B, I, H, W)
     * @param mask (B, 1, 1, W), zeros and ones, or null for all valid
     * @return (B, out, H, W), 0 where masked
     */
    public NDArray apply(NDArray x, NDArray mask) {
        if (block.isInferenceOnCpu(x)) {
            return Operators.call(
                    "unet_head",
                    x,
                    mask,
                    block.weights(x),
                    conv.weight(x),
                    conv.bias(),
                    block.groups(),
                    block.eps());
        }
        NDArray y = block.apply(UNetLevel.masked(x, mask));
        return UNetLevel.masked(conv.apply(UNetLevel.masked(y, mask)), mask);
    }
}
