package org.syrinx.nn.sampling;

import ai.djl.ndarray.NDArray;
import org.syrinx.api.NoiseSchedule;
import org.syrinx.api.Progress;
import org.syrinx.api.Sampler;
import org.syrinx.nn.Ops;

/**
 * DDPM's ancestral sampling over N + 1 even times from 1 to 0 (Ho et al. 2020, eqs. 6 and 7): from
 * t to s draws from q(x_s | x_t, x_0) with the estimated x_0. With a = alpha_t / alpha_s and v =
 * sigma_t^2 - a^2 sigma_s^2,
 *
 * <pre>
 * mean = (a sigma_s^2 y_t + alpha_s v x_0) / sigma_t^2,   variance = v sigma_s^2 / sigma_t^2
 * </pre>
 *
 * <p>The last step adds no noise, because sigma_0 is 0.
 */
public final class Ancestral implements Sampler {
    /** Creates the sampler. */
    public Ancestral() {}

    @Override
    public String id() {
        return "ddpm";
    }

    @Override
    public NDArray sample(Problem problem, Progress progress) {
        NoiseSchedule schedule = problem.schedule();
        int n = problem.steps();
        return Walk.run(
                problem,
                progress,
                (x, i) -> {
                    double t = 1 - (double) i / n;
                    double s = 1 - (i + 1.0) / n;
                    double now = schedule.sigma(t) * schedule.sigma(t);
                    double next = schedule.sigma(s) * schedule.sigma(s);
                    double a = schedule.alpha(t) / schedule.alpha(s);
                    double v = now - a * a * next;
                    Estimate e = new Estimate(problem, x, t, i);
                    // mean and variance around (1 - alpha) mu, of which a part is in x already
                    NDArray y =
                            Ops.axpy(
                                    a * next / now,
                                    x,
                                    Ops.scale(e.data(), schedule.alpha(s) * v / now));
                    if (problem.mean() != null) {
                        double share =
                                1 - schedule.alpha(s) - a * next / now * (1 - schedule.alpha(t));
                        y = Ops.axpy(share, problem.mean(), y);
                    }
                    double std = Math.sqrt(v * next / now);
                    return std == 0 ? y : Ops.axpy(std, Walk.noise(problem, x, i), y);
                });
    }
}
