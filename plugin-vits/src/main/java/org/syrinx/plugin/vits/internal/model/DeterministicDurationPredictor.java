package org.syrinx.plugin.vits.internal.model;

import ai.djl.ndarray.NDArray;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.Types;
import org.syrinx.nn.layers.ChannelLayerNorm;
import org.syrinx.nn.layers.Conv1d;
import org.syrinx.nn.layers.ConvOptions;
import org.syrinx.nn.layers.Dropout;
import org.syrinx.nn.params.Scope;

/** Two convolutions and a projection, spec 1.8. */
public final class DeterministicDurationPredictor implements DurationPredictor {
    private final Conv1d conv1;
    private final ChannelLayerNorm norm1;
    private final Conv1d conv2;
    private final ChannelLayerNorm norm2;
    private final Conv1d proj;
    private final Conv1d cond;
    private final Dropout dropout;

    /**
     * Declares the predictor.
     *
     * @param scope {@code duration_predictor}
     * @param config the configuration
     */
    public DeterministicDurationPredictor(Scope scope, VitsConfig config) {
        VitsConfig.Duration d = config.duration();
        int h = config.text().hidden();
        ConvOptions same = ConvOptions.same(d.kernel());
        double eps = config.text().normEpsilon();
        this.conv1 = new Conv1d(scope.at("conv_1"), h, d.filter(), d.kernel(), same);
        this.norm1 = new ChannelLayerNorm(scope.at("norm_1"), d.filter(), eps);
        this.conv2 = new Conv1d(scope.at("conv_2"), d.filter(), d.filter(), d.kernel(), same);
        this.norm2 = new ChannelLayerNorm(scope.at("norm_2"), d.filter(), eps);
        this.proj = new Conv1d(scope.at("proj"), d.filter(), 1, 1);
        int g = config.speakers().size();
        this.cond = g == 0 ? null : new Conv1d(scope.at("cond"), g, h, 1);
        this.dropout = new Dropout(scope, d.dropout());
    }

    @Override
    public boolean wantsNoise() {
        return false;
    }

    @Override
    public NDArray logDurations(NDArray hidden, NDArray mask, NDArray speaker, NDArray noise) {
        NDArray x = Types.detach(hidden);
        if (speaker != null) {
            x = Ops.add(x, cond.apply(Types.detach(speaker)));
        }
        x = dropout.apply(norm1.apply(Activations.relu(conv1.apply(Ops.mul(x, mask)))));
        x = dropout.apply(norm2.apply(Activations.relu(conv2.apply(Ops.mul(x, mask)))));
        return Ops.mul(proj.apply(Ops.mul(x, mask)), mask);
    }

    /** Mean squared error of the logarithms: sum (log w - ln(w + 1e-6))^2 m / sum m. */
    @Override
    public NDArray loss(
            NDArray hidden, NDArray durations, NDArray mask, NDArray speaker, NDArray noise) {
        NDArray target = Ops.mul(Ops.log(Ops.shift(durations, 1e-6)), mask);
        NDArray error = Ops.square(Ops.sub(logDurations(hidden, mask, speaker, null), target));
        return Ops.div(Reductions.sum(error), Reductions.sum(mask));
    }
}
