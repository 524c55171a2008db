package org.syrinx.nn.sampling;

import ai.djl.ndarray.NDArray;
import org.syrinx.api.Predictor;
import org.syrinx.api.Progress;
import org.syrinx.api.Sampler;
import org.syrinx.nn.Ops;

/**
 * Euler's method on the flow from noise to data, dx = velocity du for flow time u from 0 (noise) to
 * 1 (data), so that the network's time is 1 - u. Sway moves the even times: u + sway (cos(pi u / 2)
 * - 1 + u); with -1 they are denser near the noise (F5-TTS). Deterministic.
 */
public final class FlowEuler implements Sampler {
    private final double sway;

    /** Creates the sampler with even times. */
    public FlowEuler() {
        this(0);
    }

    /**
     * Creates the sampler.
     *
     * @param sway the coefficient, in [-1, 2 / (pi - 2)]: outside, times would not grow
     */
    public FlowEuler(double sway) {
        if (!(sway >= -1 && sway <= 2 / (Math.PI - 2))) {
            throw new IllegalArgumentException("sway must be in [-1, 1.75], found " + sway);
        }
        this.sway = sway;
    }

    @Override
    public String id() {
        return sway == 0 ? "flow-euler" : "flow-euler-sway";
    }

    @Override
    public NDArray sample(Problem problem, Progress progress) {
        if (problem.network().kind() != Predictor.Kind.VELOCITY) {
            throw Estimate.unknown(problem);
        }
        int n = problem.steps();
        return Walk.run(
                problem,
                progress,
                (x, i) -> {
                    double u = swayed((double) i / n);
                    double next = swayed((i + 1.0) / n);
                    return Ops.axpy(next - u, problem.network().predict(x, 1 - u, i), x);
                });
    }

    private double swayed(double u) {
        return u + sway * (Math.cos(Math.PI * u / 2) - 1 + u);
    }
}
