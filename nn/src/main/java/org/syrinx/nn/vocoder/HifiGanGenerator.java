package org.syrinx.nn.vocoder;

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
import org.syrinx.nn.layers.ResBlock1;
import org.syrinx.nn.layers.ResBlock2;
import org.syrinx.nn.layers.UpsamplingStage;
import org.syrinx.nn.params.Init;
import org.syrinx.nn.params.Scope;

/**
 * The generator of HiFi-GAN (Kong et al. 2020, section 2.2): transposed convolutions, each followed
 * by the mean of its residual blocks.
 */
public final class HifiGanGenerator implements Generator {
    private static final int EDGE_KERNEL = HifiGanSpec.EDGE_KERNEL;

    /** The activation before the last convolution keeps its library's default slope. */
    private static final double FINAL_SLOPE = 0.01;

    private final Conv1d pre;
    private final Conv1d cond;
    private final List<Stage> stages = new ArrayList<>();
    private final Conv1d post;
    private final int radius;
    private final int hop;

    /** How published files name and hold the weights. */
    public enum Layout {
        /**
         * The authors' own vocoders: {@code ups}, the first and last convolution weight-normed like
         * the rest, the last one with a bias.
         */
        HIFI_GAN("ups", true, true),
        /**
         * The decoder of VITS in Hugging Face's files: {@code upsampler}, the first and last
         * convolution plain, the last one without bias.
         */
        HUGGING_FACE_VITS("upsampler", false, false);

        private final String upsampler;
        private final boolean edgesNormed;
        private final boolean finalBias;

        Layout(String upsampler, boolean edgesNormed, boolean finalBias) {
            this.upsampler = upsampler;
            this.edgesNormed = edgesNormed;
            this.finalBias = finalBias;
        }
    }

    /**
     * One upsampling stage.
     *
     * @param before context that its input needs on either side, in samples of its input
     */
    private record Stage(UpsamplingStage layers, int rate, int before) {}

    /**
     * Declares the generator: {@code conv_pre}, {@code cond} (with a condition), {@code ups.i} or
     * {@code upsampler.i}, {@code resblocks.i}, {@code conv_post}.
     *
     * @param scope where
     * @param spec the sizes
     * @param layout of the file
     * @param weightNormed whether weights are held as gain and direction, as in training
     */
    public HifiGanGenerator(Scope scope, HifiGanSpec spec, Layout layout, boolean weightNormed) {
        boolean edges = weightNormed && layout.edgesNormed;
        this.pre =
                new Conv1d(
                        scope.at("conv_pre"),
                        spec.inputChannels(),
                        spec.initialChannels(),
                        EDGE_KERNEL,
                        ConvOptions.same(EDGE_KERNEL).weightNormed(edges).channelsLast());
        int g = spec.conditionChannels();
        this.cond = g == 0 ? null : new Conv1d(scope.at("cond"), g, spec.initialChannels(), 1);
        int[] before = spec.contexts();
        int channels = spec.initialChannels();
        int block = 0;
        for (int i = 0; i < spec.rates().size(); i++) {
            int rate = spec.rates().get(i);
            int kernel = spec.kernels().get(i);
            ConvOptions up =
                    ConvOptions.plain()
                            .stride(rate)
                            .padding((kernel - rate) / 2)
                            .weightNormed(weightNormed)
                            .init(Init.normal(0.01));
            ConvTranspose1d upsample =
                    new ConvTranspose1d(
                            scope.at(layout.upsampler).at(i),
                            channels,
                            spec.channels(i),
                            kernel,
                            up);
            channels = spec.channels(i);
            List<ResBlock> blocks = new ArrayList<>();
            for (int k = 0; k < spec.blockKernels().size(); k++) {
                Scope at = scope.at("resblocks").at(block++);
                blocks.add(block(at, channels, spec, k, weightNormed));
            }
            stages.add(
                    new Stage(
                            new UpsamplingStage(upsample, blocks, spec.slope()), rate, before[i]));
        }
        ConvOptions last = ConvOptions.same(EDGE_KERNEL).weightNormed(edges).channelsLast();
        this.post =
                new Conv1d(
                        scope.at("conv_post"),
                        channels,
                        1,
                        EDGE_KERNEL,
                        layout.finalBias ? last : last.withoutBias());
        this.radius = before[0] + EDGE_KERNEL / 2;
        this.hop = spec.hop();
    }

    private static ResBlock block(
            Scope scope, int channels, HifiGanSpec spec, int k, boolean weightNormed) {
        int kernel = spec.blockKernels().get(k);
        int[] steps = spec.blockDilations().get(k).stream().mapToInt(Integer::intValue).toArray();
        return spec.secondKind()
                ? new ResBlock2(scope, channels, kernel, steps, spec.slope(), weightNormed)
                : new ResBlock1(scope, channels, kernel, steps, spec.slope(), weightNormed);
    }

    @Override
    public int radius() {
        return radius;
    }

    @Override
    public int hop() {
        return hop;
    }

    @Override
    public NDArray decode(NDArray z, int left, int right, NDArray condition) {
        NDArray x = pre.apply(z);
        if (condition != null) {
            x = Ops.add(x, cond.apply(condition));
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
