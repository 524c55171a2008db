package org.syrinx.plugin.gradtts.internal.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.Types;
import org.syrinx.nn.layers.Conv2d;
import org.syrinx.nn.layers.ConvNormMish2d;
import org.syrinx.nn.layers.ConvOptions;
import org.syrinx.nn.layers.ConvTranspose2d;
import org.syrinx.nn.layers.Linear;
import org.syrinx.nn.layers.SinusoidalEmbedding;
import org.syrinx.nn.layers.UNetHead;
import org.syrinx.nn.layers.UNetLevel;
import org.syrinx.nn.params.Scope;

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
    private static final ConvOptions BY_TWO =
            ConvOptions.plain().stride(2).padding(1).channelsLast();

    private final int bands;
    private final int width;
    private final Mlp speakerMlp;
    private final SinusoidalEmbedding timeEmbedding;
    private final Mlp timeMlp;
    private final List<Down> downs = new ArrayList<>();
    private final UNetLevel middle;
    private final List<Up> ups = new ArrayList<>();
    private final UNetHead head;

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
            int out = sizes[i + 1];
            UNetLevel level = UNetBlocks.level(at, sizes[i], out, d);
            downs.add(
                    new Down(
                            level,
                            i < LEVELS - 1
                                    ? new Conv2d(at.at("3.conv"), out, out, 3, 3, BY_TWO)
                                    : null));
        }
        int deep = sizes[LEVELS];
        this.middle = UNetBlocks.middle(scope, deep, d);
        for (int i = 0; i < LEVELS - 1; i++) {
            Scope at = scope.at("ups").at(i);
            int out = sizes[LEVELS - 1 - i];
            UNetLevel level = UNetBlocks.level(at, 2 * sizes[LEVELS - i], out, d);
            ups.add(new Up(level, new ConvTranspose2d(at.at("3.conv"), out, out, 4, 4, BY_TWO)));
        }
        ConvNormMish2d block = UNetBlocks.block(scope.at("final_block"), d, d);
        this.head = new UNetHead(block, scope.at("final_conv"), 1);
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
            y = down.level.apply(y, null, m, time);
            skips.add(y);
            y = down.halve == null ? y : down.halve.apply(y);
            if (m != null) {
                m = Shapes.slice(m, 3, 0, Long.MAX_VALUE, 2);
            }
        }
        NDArray h = middle.apply(y, null, masks.get(LEVELS - 1), time);
        return new Lower(h, skips, masks, time);
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
            NDArray skip = lower.skips.get(level);
            Up up = ups.get(i);
            y = up.twice.apply(up.level.apply(y, skip, lower.masks.get(level), lower.time));
        }
        return Shapes.squeeze(head.apply(y, lower.masks.get(0)), 1); // (B, F, T)
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

    /** A level on the way down, and the convolution that halves bands and frames or null. */
    private record Down(UNetLevel level, Conv2d halve) {}

    /** A level on the way up, and the convolution that doubles bands and frames. */
    private record Up(UNetLevel level, ConvTranspose2d twice) {}
}
