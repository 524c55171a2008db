package org.syrinx.plugin.vits.internal.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.Types;
import org.syrinx.nn.layers.Conv1d;
import org.syrinx.nn.layers.DilatedDepthSeparable;
import org.syrinx.nn.params.Init;
import org.syrinx.nn.params.Parameter;
import org.syrinx.nn.params.Scope;

/**
 * Durations as a sample of a flow, spec 1.7. Two channels: the logarithm of the duration and an
 * auxiliary variable (variational data augmentation).
 *
 * <p>The order of the training flow is that of the original: no swap after the affine layer. Only
 * then is leaving out the first coupling at inference an exact inverse.
 */
public final class StochasticDurationPredictor implements DurationPredictor {
    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    private final Conv1d pre;
    private final DilatedDepthSeparable separable;
    private final Conv1d project;
    private final Conv1d cond;
    private final Affine affine;
    private final List<ConvFlow> flows = new ArrayList<>();
    private final Posterior posterior;

    /** The q-branch, which only training has. */
    private record Posterior(
            Conv1d pre,
            DilatedDepthSeparable separable,
            Conv1d project,
            Affine affine,
            List<ConvFlow> flows) {}

    /** A flow's output and its log-determinant per item, summed over valid positions. */
    record Flowed(NDArray z, NDArray logDet) {}

    /**
     * Declares the predictor.
     *
     * @param scope {@code duration_predictor}
     * @param config the configuration
     * @param training whether the q-branch is wanted
     */
    public StochasticDurationPredictor(Scope scope, VitsConfig config, boolean training) {
        int h = config.text().hidden();
        VitsConfig.Duration d = config.duration();
        this.pre = new Conv1d(scope.at("conv_pre"), h, h, 1);
        this.project = new Conv1d(scope.at("conv_proj"), h, h, 1);
        this.separable = separable(scope.at("conv_dds"), config, d.dropout());
        int g = config.speakers().size();
        this.cond = g == 0 ? null : new Conv1d(scope.at("cond"), g, h, 1);
        this.affine = new Affine(scope.at("flows.0"));
        addFlows(flows, scope.at("flows"), config);
        if (training) {
            List<ConvFlow> post = new ArrayList<>();
            addFlows(post, scope.at("post_flows"), config);
            this.posterior =
                    new Posterior(
                            new Conv1d(scope.at("post_conv_pre"), 1, h, 1),
                            separable(scope.at("post_conv_dds"), config, d.dropout()),
                            new Conv1d(scope.at("post_conv_proj"), h, h, 1),
                            new Affine(scope.at("post_flows.0")),
                            post);
        } else {
            this.posterior = null;
        }
    }

    private static void addFlows(List<ConvFlow> flows, Scope scope, VitsConfig config) {
        for (int i = 1; i <= config.duration().flows(); i++) {
            flows.add(new ConvFlow(scope.at(i), config));
        }
    }

    static DilatedDepthSeparable separable(Scope scope, VitsConfig config, double dropout) {
        VitsConfig.Duration d = config.duration();
        return new DilatedDepthSeparable(
                scope, config.text().hidden(), d.kernel(), d.separableLayers(), dropout);
    }

    @Override
    public boolean wantsNoise() {
        return true;
    }

    private NDArray condition(NDArray hidden, NDArray mask, NDArray speaker) {
        NDArray c = pre.apply(Types.detach(hidden));
        if (speaker != null) {
            c = Ops.add(c, cond.apply(Types.detach(speaker)));
        }
        return Ops.mul(project.apply(separable.apply(c, mask, null)), mask);
    }

    /**
     * The inverse flow without the first coupling, which would only rewrite the auxiliary channel.
     */
    @Override
    public NDArray logDurations(NDArray hidden, NDArray mask, NDArray speaker, NDArray noise) {
        NDArray c = condition(hidden, mask, speaker);
        NDArray z = noise;
        for (int i = flows.size() - 1; i > 0; i--) {
            z = flows.get(i).inverse(Shapes.flip(z, 1), mask, c);
        }
        z = affine.inverse(Shapes.flip(z, 1), mask);
        return Shapes.narrow(z, 1, 0, 1);
    }

    /** -log p(w) is at most log q(u, v | w) - log p(w - u, v): the bound, per valid token. */
    @Override
    public NDArray loss(
            NDArray hidden, NDArray durations, NDArray mask, NDArray speaker, NDArray noise) {
        NDArray c = condition(hidden, mask, speaker);
        NDArray w = Ops.mul(durations, mask);

        // q(u, v | w), by variational dequantisation
        NDArray hw = posterior.separable.apply(posterior.pre.apply(w), mask, null);
        NDArray cq = Ops.add(c, Ops.mul(posterior.project.apply(hw), mask));
        NDArray e = Ops.mul(noise, mask);
        Flowed q = forward(posterior.affine, posterior.flows, e, mask, cq);
        NDArray zu = Shapes.narrow(q.z, 1, 0, 1);
        NDArray v = Shapes.narrow(q.z, 1, 1, 1);
        NDArray u = Ops.mul(Activations.sigmoid(zu), mask);
        NDArray sigmoidLogDet =
                perItem(
                        Ops.mul(
                                Ops.add(
                                        Activations.logSigmoid(zu),
                                        Activations.logSigmoid(Ops.neg(zu))),
                                mask));
        NDArray logQ = Ops.sub(Ops.neg(gaussian(e, mask)), Ops.add(q.logDet, sigmoidLogDet));

        // p(w - u, v)
        NDArray log = Ops.mul(Ops.log(Ops.clampMin(Ops.mul(Ops.sub(w, u), mask), 1e-5)), mask);
        Flowed p = forward(affine, flows, Shapes.cat(List.of(log, v), 1), mask, c);
        NDArray negativeLogP = Ops.sub(gaussian(p.z, mask), Ops.sub(p.logDet, perItem(log)));

        return Ops.div(Reductions.sum(Ops.add(negativeLogP, logQ)), Reductions.sum(mask));
    }

    /** The training direction of the p-branch: (ln(w - u), v), (B, 2, N), to noise. */
    Flowed forward(NDArray x, NDArray hidden, NDArray mask, NDArray speaker) {
        return forward(affine, flows, x, mask, condition(hidden, mask, speaker));
    }

    private static Flowed forward(
            Affine affine, List<ConvFlow> flows, NDArray x, NDArray mask, NDArray c) {
        Flowed f = affine.forward(x, mask);
        NDArray logDet = f.logDet;
        NDArray z = f.z;
        for (ConvFlow flow : flows) {
            Flowed next = flow.forward(z, mask, c);
            z = Shapes.flip(next.z, 1);
            logDet = Ops.add(logDet, next.logDet);
        }
        return new Flowed(z, logDet);
    }

    /** Sum over channels and positions of (ln 2 pi + z^2) / 2. */
    private static NDArray gaussian(NDArray z, NDArray mask) {
        return perItem(Ops.mul(Ops.scale(Ops.shift(Ops.square(z), LOG_2_PI), 0.5), mask));
    }

    static NDArray perItem(NDArray x) {
        return Reductions.sum(x, false, 1, 2); // (B)
    }

    /** y = translate + exp(log_scale) x, per channel. */
    private static final class Affine {
        private final Parameter translate;
        private final Parameter logScale;

        Affine(Scope scope) {
            this.translate = scope.tensor("translate", Init.zeros(), 2, 1);
            this.logScale = scope.tensor("log_scale", Init.zeros(), 2, 1);
        }

        Flowed forward(NDArray x, NDArray mask) {
            NDArray y =
                    Ops.mul(
                            Ops.add(translate.value(), Ops.mul(Ops.exp(logScale.value()), x)),
                            mask);
            return new Flowed(y, perItem(Ops.mul(logScale.value(), mask)));
        }

        NDArray inverse(NDArray y, NDArray mask) {
            return Ops.mul(
                    Ops.mul(Ops.sub(y, translate.value()), Ops.exp(Ops.neg(logScale.value()))),
                    mask);
        }
    }
}
