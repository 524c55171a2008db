package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Ops;

/**
 * One stage of HiFi-GAN's generator (Kong et al. 2020, section 2.2): leaky ReLU, transposed
 * convolution, and the mean of residual blocks with different receptive fields.
 *
 * <p>Inference on the CPU makes one native call, which frees each temporary as soon as nothing
 * reads it and keeps the channels of a frame together in memory: about three quarters of the time
 * of the operators one by one. Training and GPUs take these. The two agree to rounding.
 */
public final class UpsamplingStage {
    private final ConvTranspose1d upsample;
    private final List<ResBlock> blocks;
    private final double slope;

    /**
     * A stage of layers that are declared already.
     *
     * @param upsample to the stage's rate and channels C
     * @param blocks residual blocks of C channels, at least one, all of one kind
     * @param slope negative slope of the leaky ReLU, that of the blocks
     */
    public UpsamplingStage(
            ConvTranspose1d upsample, List<? extends ResBlock> blocks, double slope) {
        if (blocks.stream().map(ResBlock::isPaired).distinct().count() != 1) {
            throw new IllegalArgumentException(
                    "a stage has at least one residual block, and all are of one kind");
        }
        this.upsample = upsample;
        this.blocks = List.copyOf(blocks);
        this.slope = slope;
    }

    /**
     * Applies the stage.
     *
     * @param x (B, in, T)
     * @return (B, C, T'), T' as {@link ConvTranspose1d#apply} says
     */
    public NDArray apply(NDArray x) {
        Polyphase phases = upsample.polyphase(x);
        if (phases != null) {
            return ChannelsLast.upsamplingStage(x, slope, phases, blocks);
        }
        NDArray h = upsample.apply(Activations.leakyRelu(x, slope));
        NDArray sum = null;
        for (ResBlock block : blocks) {
            NDArray y = block.apply(h);
            sum = sum == null ? y : Ops.add(sum, y);
        }
        return Ops.scale(sum, 1.0 / blocks.size());
    }
}
