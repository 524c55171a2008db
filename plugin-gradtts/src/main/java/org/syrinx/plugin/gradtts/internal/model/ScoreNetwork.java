package org.syrinx.plugin.gradtts.internal.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.Types;
import org.syrinx.nn.layers.Conv2d;
import org.syrinx.nn.layers.ConvOptions;
import org.syrinx.nn.layers.ConvTranspose2d;
import org.syrinx.nn.layers.Linear;
import org.syrinx.nn.layers.SinusoidalEmbedding;
import org.syrinx.nn.params.Scope;
import org.syrinx.plugin.gradtts.internal.model.UNetBlocks.Attention;
import org.syrinx.plugin.gradtts.internal.model.UNetBlocks.Block;
import org.syrinx.plugin.gradtts.internal.model.UNetBlocks.ResnetBlock;

/**
 * The score s(x, mu, t, speaker), a U-Net over the image (channels, bands, frames). Three levels of
 * width d, 2 d, 4 d; the first two halve bands and frames.
 *
 * <pre>
 * downs 0   Res, Res, attention, halve              (d,   F,   T)   -> (d,   F/2, T/2)
 * downs 1   Res, Res, attention, halve              (2 d, F/2, T/2) -> (2 d, F/4, T/4)
 * downs 2   Res, Res, attention                     (4 d, F/4, T/4)
 * mid       Res, attention, Res  -> h               (4 d, F/4, T/4)   the bottleneck
 * ups 0     [h, downs 2], Res, Res, attention, double
 * ups 1     [., downs 1], Res, Res, attention, double
 * final     Block, convolution to one channel       (F, T)
 * </pre>
 *
 * <p>What level 0 leaves behind is stored by the reference and never used. Attention and group norm
 * see padded frames, as in the reference, so an item's result depends on its padding: use batches
 * of one and pad to the next multiple of {@value #STRIDE} only.
 */
public final class ScoreNetwork {
    /** Frames of mel per frame of the bottleneck; frames and bands must be multiples of it. */
    public static final int STRIDE = 4;

    private static final int LEVELS = 3;
    private static final int MLP_FACTOR = 4;

    private final int bands;
    private final int width;
    private final Mlp speakerMlp;
    private final SinusoidalEmbedding timeEmbedding;
    private final Mlp timeMlp;
    private final List<Down> downs = new ArrayList<>();
    private final ResnetBlock mid1;
    private final Attention midAttention;
    private final ResnetBlock mid2;
    private final List<Up> ups = new ArrayList<>();
    private final Block finalBlock;
    private final Conv2d finalConv;

    /** Sees the bottleneck and may replace it. */
    @FunctionalInterface
    public interface Hook {
        /**
         * Continues with what it returns.
         *
         * @param h (B, 4 d, F / 4, T / 4), 0 on padding
         * @param mask (B, 1, 1, T / 4)
         * @param rest from the bottleneck to the score, may be run more than once
         * @return the activation to go on with, {@code h} itself for no change
         */
        NDArray apply(NDArray h, NDArray mask, UnaryOperator<NDArray> rest);
    }

    /**
     * The lower half's result: what the upper half needs, so that it can be run more than once.
     *
     * @param h the bottleneck
     * @param skips of the levels, widest first
     * @param masks of the levels, (B, 1, 1, T), (B, 1, 1, T / 2), (B, 1, 1, T / 4), or null for all
     *     valid
     * @param time (B, d)
     */
    public record Lower(NDArray h, List<NDArray> skips, List<NDArray> masks, NDArray time) {}

    /**
     * Declares the network.
     *
     * @param scope {@code decoder.estimator}
     * @param config the configuration
     */
    public ScoreNetwork(Scope scope, GradTtsConfig config) {
        int d = config.decoder().width();
        this.bands = config.bands();
        this.width = d;
        boolean many = config.multiSpeaker();
        int g = config.speakers().size();
        this.speakerMlp =
                many ? new Mlp(scope.at("spk_mlp"), g, MLP_FACTOR * g, config.bands()) : null;
        this.timeEmbedding = new SinusoidalEmbedding(d, config.decoder().peScale());
        this.timeMlp = new Mlp(scope.at("mlp"), d, MLP_FACTOR * d, d);
        int[] sizes = {many ? 3 : 2, d, 2 * d, 4 * d};
        for (int i = 0; i < LEVELS; i++) {
            Scope at = scope.at("downs").at(i);
            downs.add(new Down(at, sizes[i], sizes[i + 1], d, i < LEVELS - 1));
        }
        int deep = sizes[LEVELS];
        this.mid1 = new ResnetBlock(scope.at("mid_block1"), deep, deep, d);
        this.midAttention = new Attention(scope.at("mid_attn"), deep);
        this.mid2 = new ResnetBlock(scope.at("mid_block2"), deep, deep, d);
        for (int i = 0; i < LEVELS - 1; i++) {
            int out = sizes[LEVELS - 1 - i];
            ups.add(new Up(scope.at("ups").at(i), 2 * sizes[LEVELS - i], out, d));
        }
        this.finalBlock = new Block(scope.at("final_block"), d, d);
        this.finalConv = new Conv2d(scope.at("final_conv"), d, 1, 1, 1, ConvOptions.plain());
    }

    /**
     * The score.
     *
     * @param x (B, F, T), T a multiple of {@value #STRIDE}
     * @param mask (B, 1, T), or null if all frames are valid
     * @param mu (B, F, T)
     * @param t (B), in [0, 1]
     * @param speaker (B, G), or null for a single speaker
     * @param hook sees the bottleneck, or null
     * @return (B, F, T), 0 on padding
     */
    public NDArray score(
            NDArray x, NDArray mask, NDArray mu, NDArray t, NDArray speaker, Hook hook) {
        Lower lower = lower(x, mask, mu, t, speaker);
        if (hook == null) {
            return upper(lower, lower.h());
        }
        NDArray valid = lower.masks().get(LEVELS - 1);
        if (valid == null) {
            NDArray row = Shapes.narrow(Shapes.narrow(lower.h(), 1, 0, 1), 2, 0, 1);
            valid = Types.onesLike(row); // (B, 1, 1, T / 4)
        }
        return upper(lower, hook.apply(lower.h(), valid, h -> upper(lower, h)));
    }

    /** Everything up to the bottleneck: a third of the work with {@code mid}. */
    public Lower lower(NDArray x, NDArray mask, NDArray mu, NDArray t, NDArray speaker) {
        NDArray time = timeMlp.apply(timeEmbedding.apply(t)); // (B, d)
        List<NDArray> channels = new ArrayList<>(List.of(mu, x));
        if (speakerMlp != null) {
            long b = x.getShape().get(0);
            NDArray s = Shapes.unsqueeze(speakerMlp.apply(speaker), 2); // (B, F, 1)
            channels.add(Shapes.expand(s, b, bands, x.getShape().get(2)));
        }
        NDArray y = Shapes.stack(channels, 1); // (B, 2 or 3, F, T)
        List<NDArray> masks = new ArrayList<>();
        NDArray m = mask == null ? null : Shapes.unsqueeze(mask, 1); // (B, 1, 1, T)
        List<NDArray> skips = new ArrayList<>();
        for (Down down : downs) {
            masks.add(m);
            y = down.apply(y, m, time);
            skips.add(y);
            y = down.halve(UNetBlocks.masked(y, m));
            if (m != null) {
                m = Shapes.slice(m, 3, 0, Long.MAX_VALUE, 2);
            }
        }
        m = masks.get(LEVELS - 1);
        y = mid1.apply(y, m, time);
        y = midAttention.apply(y);
        y = mid2.apply(y, m, time);
        return new Lower(y, skips, masks, time);
    }

    /**
     * Everything behind the bottleneck.
     *
     * @param lower the lower half's result
     * @param h the bottleneck, as it is or edited
     * @return the score, (B, F, T)
     */
    public NDArray upper(Lower lower, NDArray h) {
        NDArray y = h;
        for (int i = 0; i < ups.size(); i++) {
            int level = LEVELS - 1 - i;
            NDArray m = lower.masks.get(level);
            y = Shapes.cat(List.of(y, lower.skips.get(level)), 1);
            y = ups.get(i).apply(y, m, lower.time);
        }
        NDArray m = lower.masks.get(0);
        y = finalConv.apply(UNetBlocks.masked(finalBlock.apply(y, m), m));
        return Shapes.squeeze(UNetBlocks.masked(y, m), 1); // (B, F, T)
    }

    /** Channels of the bottleneck. */
    public int bottleneckChannels() {
        return 4 * width;
    }

    /** Linear, Mish, linear. */
    private static final class Mlp {
        private final Linear first;
        private final Linear second;

        Mlp(Scope scope, int in, int inner, int out) {
            this.first = new Linear(scope.at(0), in, inner);
            this.second = new Linear(scope.at(2), inner, out);
        }

        NDArray apply(NDArray x) {
            return second.apply(Activations.mish(first.apply(x)));
        }
    }

    /** A level on the way down. */
    private static final class Down {
        private final ResnetBlock block1;
        private final ResnetBlock block2;
        private final Attention attention;
        private final Conv2d halve;

        Down(Scope scope, int in, int out, int time, boolean halves) {
            this.block1 = new ResnetBlock(scope.at(0), in, out, time);
            this.block2 = new ResnetBlock(scope.at(1), out, out, time);
            this.attention = new Attention(scope.at(2), out);
            ConvOptions two = ConvOptions.plain().stride(2).padding(1);
            this.halve = halves ? new Conv2d(scope.at("3.conv"), out, out, 3, 3, two) : null;
        }

        NDArray apply(NDArray x, NDArray mask, NDArray time) {
            return attention.apply(block2.apply(block1.apply(x, mask, time), mask, time));
        }

        NDArray halve(NDArray x) {
            return halve == null ? x : halve.apply(x);
        }
    }

    /** A level on the way up. */
    private static final class Up {
        private final ResnetBlock block1;
        private final ResnetBlock block2;
        private final Attention attention;
        private final ConvTranspose2d twice;

        Up(Scope scope, int in, int out, int time) {
            this.block1 = new ResnetBlock(scope.at(0), in, out, time);
            this.block2 = new ResnetBlock(scope.at(1), out, out, time);
            this.attention = new Attention(scope.at(2), out);
            ConvOptions two = ConvOptions.plain().stride(2).padding(1);
            this.twice = new ConvTranspose2d(scope.at("3.conv"), out, out, 4, 4, two);
        }

        NDArray apply(NDArray x, NDArray mask, NDArray time) {
            NDArray y = attention.apply(block2.apply(block1.apply(x, mask, time), mask, time));
            return twice.apply(UNetBlocks.masked(y, mask));
        }
    }
}
