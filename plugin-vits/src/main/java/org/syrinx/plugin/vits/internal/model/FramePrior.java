package org.syrinx.plugin.vits.internal.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.layers.Conv1d;
import org.syrinx.nn.layers.ConvNeXtBlock;
import org.syrinx.nn.layers.ConvOptions;
import org.syrinx.nn.params.Init;
import org.syrinx.nn.params.Scope;

/**
 * Refines the prior after length regulation, an addition of ours that small models need: VITS gives
 * all frames of a token one mean and leaves movement within a sound to the flow. Here every frame
 * sees its place in the token, its neighbours and the speaker (after the frame prior networks of
 * VISinger, arXiv 2110.08813, and Period VITS, arXiv 2210.15964). Absent in Hugging Face's folders.
 * Starts as the identity.
 */
public final class FramePrior {
    /** Values of {@link #positions} per frame. */
    public static final int POSITIONS = 3;

    private final int flowSize;
    private final Conv1d pre;
    private final Conv1d cond;
    private final List<ConvNeXtBlock> blocks = new ArrayList<>();
    private final Conv1d project;

    /**
     * The prior of each frame.
     *
     * @param means mu_p, (B, F, T)
     * @param logStds log sigma_p, (B, F, T)
     */
    public record Output(NDArray means, NDArray logStds) {}

    /**
     * Declares the network.
     *
     * @param scope {@code frame_prior}
     * @param config the configuration, with at least one frame prior layer
     */
    public FramePrior(Scope scope, VitsConfig config) {
        VitsConfig.FramePrior f = config.framePrior();
        this.flowSize = config.flowSize();
        this.pre =
                new Conv1d(
                        scope.at("conv_pre"), config.text().hidden() + POSITIONS, f.channels(), 1);
        int g = config.speakers().size();
        this.cond = g == 0 ? null : new Conv1d(scope.at("cond"), g, f.channels(), 1);
        for (int i = 0; i < f.layers(); i++) {
            blocks.add(
                    ConvNeXtBlock.version1(
                            scope.at("blocks").at(i),
                            f.channels(),
                            2 * f.channels(),
                            1.0 / f.layers()));
        }
        this.project =
                new Conv1d(
                        scope.at("conv_proj"),
                        f.channels(),
                        2 * flowSize,
                        1,
                        ConvOptions.plain().init(Init.zeros()));
    }

    /**
     * Refines.
     *
     * @param hidden the text's hidden states by frame, (B, H, T)
     * @param positions as {@link #positions} gives them, (B, 3, T)
     * @param means mu_p by frame, (B, F, T)
     * @param logStds log sigma_p by frame, (B, F, T)
     * @param mask (B, 1, T)
     * @param speaker (B, G, 1), or null
     * @return the prior, 0 on padding
     */
    public Output apply(
            NDArray hidden,
            NDArray positions,
            NDArray means,
            NDArray logStds,
            NDArray mask,
            NDArray speaker) {
        NDArray x = pre.apply(Shapes.cat(List.of(hidden, positions), 1)); // (B, C, T)
        if (speaker != null && cond != null) {
            x = Ops.add(x, cond.apply(speaker));
        }
        x = Ops.mul(x, mask);
        for (ConvNeXtBlock block : blocks) {
            x = Ops.mul(block.apply(x), mask);
        }
        NDList change = Shapes.split(project.apply(x), flowSize, 1);
        return new Output(
                Ops.mul(Ops.add(means, change.get(0)), mask),
                Ops.mul(Ops.add(logStds, change.get(1)), mask));
    }

    /**
     * Where each frame lies in its token: the fraction f = (k + 1/2) / d, the parabola 4 f (1 - f),
     * and ln(d) / 3 for frame k of a token of d frames.
     *
     * @param durations frames of each token
     * @param first first frame that is wanted
     * @param count frames that are wanted
     * @return (3, count), row-major; 0 beyond the last token
     */
    public static float[] positions(long[] durations, int first, int count) {
        float[] out = new float[POSITIONS * count];
        int at = -first;
        for (long d : durations) {
            for (long k = 0; k < d; k++, at++) {
                if (at >= 0 && at < count) {
                    double f = (k + 0.5) / d;
                    out[at] = (float) f;
                    out[count + at] = (float) (4 * f * (1 - f));
                    out[2 * count + at] = (float) (Math.log(d) / 3);
                }
            }
        }
        return out;
    }
}
