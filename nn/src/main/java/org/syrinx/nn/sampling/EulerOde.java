package org.syrinx.nn.sampling;

import ai.djl.ndarray.NDArray;
import org.syrinx.api.Progress;
import org.syrinx.api.Sampler;
import org.syrinx.nn.Ops;

/**
 * Euler's method on the probability-flow equation dx = (mu - x - score) beta dt / 2, backwards in N
 * steps at midpoint times t_i = 1 - (i + 1/2) / N (Grad-TTS, eq. 9). Deterministic. For
 * variance-preserving schedules.
 */
public final class EulerOde implements Sampler {
    /** Creates the sampler. */
    public EulerOde() {}

    @Override
    public String id() {
        return "euler-ode";
    }

    @Override
    public NDArray sample(Problem problem, Progress progress) {
        double h = 1.0 / problem.steps();
        return Walk.run(
                problem,
                progress,
                (x, i) -> {
                    double t = 1 - (i + 0.5) * h;
                    NDArray score = new Estimate(problem, x, t, i).score();
                    // x - h beta (mu - x - s) / 2
                    double half = 0.5 * h * problem.schedule().beta(t);
                    NDArray y = Ops.axpy(half, Ops.add(x, score), x);
                    return problem.mean() == null ? y : Ops.axpy(-half, problem.mean(), y);
                });
    }
}
