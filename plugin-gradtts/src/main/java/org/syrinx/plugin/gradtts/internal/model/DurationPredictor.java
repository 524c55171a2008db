package org.syrinx.plugin.gradtts.internal.model;

import ai.djl.ndarray.NDArray;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Types;
import org.syrinx.nn.layers.ChannelLayerNorm;
import org.syrinx.nn.layers.Conv1d;
import org.syrinx.nn.layers.ConvOptions;
import org.syrinx.nn.layers.Dropout;
import org.syrinx.nn.params.Scope;

/** Hidden states to log durations: two convolutions and a projection. No gradient goes back. */
public final class DurationPredictor {
    private final Conv1d conv1;
    private final ChannelLayerNorm norm1;
    private final Conv1d conv2;
    private final ChannelLayerNorm norm2;
    private final Conv1d project;
    private final Dropout dropout;

    /**
     * Declares the predictor.
     *
     * @param scope {@code encoder.proj_w}
     * @param config the configuration
     */
    public DurationPredictor(Scope scope, GradTtsConfig config) {
        GradTtsConfig.Encoder e = config.encoder();
        int filter = e.durationFilter();
        ConvOptions same = ConvOptions.same(e.kernel());
        this.conv1 = new Conv1d(scope.at("conv_1"), config.hiddenSize(), filter, e.kernel(), same);
        this.norm1 = TextEncoder.norm(scope.at("norm_1"), filter);
        this.conv2 = new Conv1d(scope.at("conv_2"), filter, filter, e.kernel(), same);
        this.norm2 = TextEncoder.norm(scope.at("norm_2"), filter);
        this.project = new Conv1d(scope.at("proj"), filter, 1, 1);
        this.dropout = new Dropout(scope, e.dropout());
    }

    /**
     * Predicts.
     *
     * @param hidden (B, H, N)
     * @param mask (B, 1, N)
     * @return (B, 1, N), natural logarithm of frames, 0 on padding
     */
    public NDArray logDurations(NDArray hidden, NDArray mask) {
        NDArray x = Types.detach(hidden);
        x = dropout.apply(norm1.apply(Activations.relu(conv1.apply(Ops.mul(x, mask)))));
        x = dropout.apply(norm2.apply(Activations.relu(conv2.apply(Ops.mul(x, mask)))));
        return Ops.mul(project.apply(Ops.mul(x, mask)), mask);
    }
}
