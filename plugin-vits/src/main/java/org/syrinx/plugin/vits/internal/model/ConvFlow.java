package org.syrinx.plugin.vits.internal.model;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.layers.Conv1d;
import org.syrinx.nn.layers.ConvOptions;
import org.syrinx.nn.layers.DilatedDepthSeparable;
import org.syrinx.nn.layers.RationalQuadraticSpline;
import org.syrinx.nn.params.Init;
import org.syrinx.nn.params.Scope;

/**
 * A coupling of two channels: the first decides the spline that the second goes through, spec 1.6.
 */
final class ConvFlow {
    private final Conv1d pre;
    private final DilatedDepthSeparable separable;
    private final Conv1d project;
    private final RationalQuadraticSpline spline;
    private final int bins;
    private final double divisor;

    ConvFlow(Scope scope, VitsConfig config) {
        int h = config.text().hidden();
        this.bins = config.duration().bins();
        this.pre = new Conv1d(scope.at("conv_pre"), 1, h, 1);
        this.separable = StochasticDurationPredictor.separable(scope.at("conv_dds"), config, 0);
        // zero at first, so that all elements start in the same spline
        this.project =
                new Conv1d(
                        scope.at("conv_proj"),
                        h,
                        3 * bins - 1,
                        1,
                        ConvOptions.plain().init(Init.zeros()));
        this.spline = new RationalQuadraticSpline(config.duration().tailBound());
        this.divisor = Math.sqrt(h);
    }

    StochasticDurationPredictor.Flowed forward(NDArray x, NDArray mask, NDArray c) {
        NDArray a = Shapes.narrow(x, 1, 0, 1);
        RationalQuadraticSpline.Result r = apply(a, Shapes.narrow(x, 1, 1, 1), mask, c, false);
        NDArray z = Ops.mul(Shapes.cat(List.of(a, r.value()), 1), mask);
        return new StochasticDurationPredictor.Flowed(
                z, StochasticDurationPredictor.perItem(Ops.mul(r.logDeterminant(), mask)));
    }

    NDArray inverse(NDArray z, NDArray mask, NDArray c) {
        NDArray a = Shapes.narrow(z, 1, 0, 1);
        RationalQuadraticSpline.Result r = apply(a, Shapes.narrow(z, 1, 1, 1), mask, c, true);
        return Ops.mul(Shapes.cat(List.of(a, r.value()), 1), mask);
    }

    private RationalQuadraticSpline.Result apply(
            NDArray a, NDArray b, NDArray mask, NDArray c, boolean inverse) {
        NDArray h = separable.apply(pre.apply(a), mask, c);
        NDArray p = Ops.mul(project.apply(h), mask); // (B, 3K-1, N)
        p = Shapes.unsqueeze(Shapes.transpose(p, 1, 2), 1); // (B, 1, N, 3K-1)
        NDArray widths = Ops.scale(Shapes.narrow(p, 3, 0, bins), 1 / divisor);
        NDArray heights = Ops.scale(Shapes.narrow(p, 3, bins, bins), 1 / divisor);
        NDArray derivatives = Shapes.narrow(p, 3, 2L * bins, bins - 1L);
        return inverse
                ? spline.inverse(b, widths, heights, derivatives)
                : spline.forward(b, widths, heights, derivatives);
    }
}
