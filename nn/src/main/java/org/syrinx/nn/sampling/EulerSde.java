package org.syrinx.nn.sampling;

import ai.djl.ndarray.NDArray;
import org.syrinx.api.Progress;
import org.syrinx.api.Sampler;
import org.syrinx.nn.Ops;

/**
 * The Euler-Maruyama method on the reverse equation dx = ((mu - x) / 2 - score) beta dt +
 * sqrt(beta) dW, in N steps at midpoint times (Grad-TTS, eq. 8). Adds noise in every step, also the
 * last. For variance-preserving schedules.
 */
public final class EulerSde implements Sampler {
    /** Creates the sampler. */
    public EulerSde() {}

    @Override
    public String id() {
        return "euler-sde";
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
                    // x - h beta ((mu - x) / 2 - s) - sqrt(h beta) xi
                    double rate = h * problem.schedule().beta(t);
                    NDArray y = Ops.axpy(rate, score, Ops.scale(x, 1 + rate / 2));
                    y = problem.mean() == null ? y : Ops.axpy(-rate / 2, problem.mean(), y);
                    return Ops.axpy(-Math.sqrt(rate), Walk.noise(problem, x, i), y);
                });
    }
}
