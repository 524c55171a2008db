package org.syrinx.plugin.vits.internal.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.layers.Conv1d;
import org.syrinx.nn.layers.ConvOptions;
import org.syrinx.nn.layers.ConvTranspose1d;
import org.syrinx.nn.layers.ResBlock;
import org.syrinx.nn.layers.UpsamplingStage;
import org.syrinx.nn.params.Init;
import org.syrinx.nn.params.Scope;

/**
 * The generator of HiFi-GAN, spec 1.13: transposed convolutions, each followed by the mean of its
 * residual blocks.
 */
public final class HifiGanDecoder implements Decoder {
    private static final int EDGE_KERNEL = 7;

    /** The activation before the last convolution keeps its library's default slope. */
    private static final double FINAL_SLOPE = 0.01;

    private final Conv1d pre;
    private final Conv1d cond;
    private final List<Stage> stages = new ArrayList<>();
    private final Conv1d post;
    private final int radius;

    /**
     * One upsampling stage.
     *
     * @param before context that its input needs on either side, in samples of its input
     */
    private record Stage(UpsamplingStage layers, int rate, int before) {}

    /**
     * Declares the decoder.
     *
     * @param scope {@code decoder}
     * @param config the configuration
     * @param weightNormed whether weights are held as gain and direction, as in training
     */
    public HifiGanDecoder(Scope scope, VitsConfig config, boolean weightNormed) {
        VitsConfig.Decoder d = config.decoder();
        double slope = d.slope();
        int channels = d.initialChannels();
        this.pre =
                new Conv1d(
                        scope.at("conv_pre"),
                        config.flowSize(),
                        channels,
                        EDGE_KERNEL,
                        ConvOptions.same(EDGE_KERNEL).channelsLast());
        int g = config.speakers().size();
        this.cond = g == 0 ? null : new Conv1d(scope.at("cond"), g, channels, 1);
        Init init = Init.normal(0.01);
        int[] before = contexts(d);
        int block = 0;
        for (int i = 0; i < d.upsampleRates().size(); i++) {
            int rate = d.upsampleRates().get(i);
            int kernel = d.upsampleKernels().get(i);
            ConvOptions up =
                    ConvOptions.plain()
                            .stride(rate)
                            .padding((kernel - rate) / 2)
                            .weightNormed(weightNormed)
                            .init(init);
            ConvTranspose1d upsample =
                    new ConvTranspose1d(
                            scope.at("upsampler").at(i),
                            channels,
                            d.initialChannels() >> (i + 1),
                            kernel,
                            up);
            channels = d.initialChannels() >> (i + 1);
            List<ResBlock> blocks = new ArrayList<>();
            for (int k = 0; k < d.resblockKernels().size(); k++) {
                blocks.add(
                        ResidualBlock.declare(
                                scope.at("resblocks").at(block++),
                                channels,
                                d.resblockKernels().get(k),
                                d.resblockDilations().get(k),
                                d,
                                weightNormed));
            }
            stages.add(new Stage(new UpsamplingStage(upsample, blocks, slope), rate, before[i]));
        }
        this.post =
                new Conv1d(
                        scope.at("conv_post"),
                        channels,
                        1,
                        EDGE_KERNEL,
                        ConvOptions.same(EDGE_KERNEL).withoutBias().channelsLast());
        this.radius = before[0] + EDGE_KERNEL / 2;
    }

    /**
     * For each stage, the context that its input needs so that the output is exact; worked out from
     * the last convolution backwards. The last entry is the context of the last convolution.
     *
     * <p>Output sample n of a transposed convolution (kernel k, stride r, padding p) reads inputs m
     * with n + p - k + 1 <= m r <= n + p.
     */
    private static int[] contexts(VitsConfig.Decoder d) {
        int stages = d.upsampleRates().size();
        int[] need = new int[stages + 1];
        need[stages] = EDGE_KERNEL / 2;
        for (int i = stages - 1; i >= 0; i--) {
            int blocks = 0;
            for (int k = 0; k < d.resblockKernels().size(); k++) {
                blocks =
                        Math.max(
                                blocks,
                                ResidualBlock.radius(
                                        d.resblockKernels().get(k),
                                        d.resblockDilations().get(k),
                                        d.resblock2()));
            }
            int out = need[i + 1] + blocks;
            int rate = d.upsampleRates().get(i);
            int kernel = d.upsampleKernels().get(i);
            int padding = (kernel - rate) / 2;
            int left = Math.floorDiv(out - padding + kernel - 1, rate);
            int right = Math.floorDiv(out + padding - 1, rate) + 1;
            need[i] = Math.max(left, right);
        }
        return need;
    }

    @Override
    public int radius() {
        return radius;
    }

    @Override
    public NDArray decode(NDArray z, int left, int right, NDArray speaker) {
        NDArray x = pre.apply(z);
        if (speaker != null) {
            x = Ops.add(x, cond.apply(speaker));
        }
        int before = left;
        int after = right;
        for (Stage stage : stages) {
            // what the rest of the network does not need any more is not computed any further
            int cutLeft = Math.max(0, before - stage.before);
            int cutRight = Math.max(0, after - stage.before);
            x = trim(x, cutLeft, cutRight);
            before = (before - cutLeft) * stage.rate;
            after = (after - cutRight) * stage.rate;
            x = stage.layers.apply(x);
        }
        x = Activations.tanh(post.apply(Activations.leakyRelu(x, FINAL_SLOPE)));
        return trim(x, before, after);
    }

    private static NDArray trim(NDArray x, int left, int right) {
        long length = x.getShape().get(2);
        return left == 0 && right == 0 ? x : Shapes.narrow(x, 2, left, length - left - right);
    }
}
