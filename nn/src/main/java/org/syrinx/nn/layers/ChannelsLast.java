package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.syrinx.engine.Operators;

/**
 * Convolutions outside the graph on arrays (B, C, T) whose memory holds all channels of a frame
 * together. CPUs convolve this order fastest. Inputs in the usual order are copied into it; results
 * stay in it, with the usual shape, so that only the strides differ.
 */
final class ChannelsLast {
    private ChannelsLast() {}

    /** (O, I, K) to (O, I, 1, K), a copy in the order that the other functions here want. */
    static NDArray weight(NDArray w) {
        return Operators.call("channels_last_weight", w);
    }

    /** (O, I, H, W) to the same shape, a copy with channels last. */
    static NDArray weight2d(NDArray w) {
        return Operators.call("channels_last2d", w);
    }

    /** {@link org.syrinx.nn.Convolutions#conv1d} with a weight from {@link #weight}. */
    static NDArray conv1d(
            NDArray x,
            NDArray weight,
            NDArray bias,
            long stride,
            long padding,
            long dilation,
            long groups) {
        return Operators.call(
                "conv1d_channels_last", x, weight, bias, stride, padding, dilation, groups);
    }

    /** A transposed convolution by its phases. */
    static NDArray convTranspose1d(NDArray x, Polyphase p) {
        return Operators.call(
                "conv_transpose1d_phases",
                x,
                p.weight(),
                p.bias(),
                p.stride(),
                p.crop(),
                p.length(x));
    }

    /** Leaky ReLU, a transposed convolution and the mean of residual blocks, in one native call. */
    static NDArray upsamplingStage(NDArray x, double slope, Polyphase p, List<ResBlock> blocks) {
        List<NDArray> weights = new ArrayList<>();
        List<NDArray> biases = new ArrayList<>();
        List<Integer> dilations = new ArrayList<>();
        for (ResBlock block : blocks) {
            for (Conv1d c : block.convolutions()) {
                weights.add(c.channelsLastWeight());
                biases.add(c.bias());
                dilations.add(c.dilation());
            }
        }
        return Operators.call(
                "upsampling_stage",
                x,
                slope,
                p.weight(),
                p.bias(),
                p.stride(),
                p.crop(),
                p.length(x),
                weights,
                biases,
                dilations.stream().mapToLong(Integer::longValue).toArray(),
                blocks.stream().mapToLong(ResBlock::length).toArray(),
                blocks.get(0).isPaired());
    }
}
