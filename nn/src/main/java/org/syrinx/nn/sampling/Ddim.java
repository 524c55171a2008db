package org.syrinx.nn.sampling;

import ai.djl.ndarray.NDArray;
import org.syrinx.api.Progress;
import org.syrinx.api.Sampler;

/**
 * DDIM: from the estimates of data and noise at one time straight to the next, over N + 1 even
 * times from 1 to 0 (Song et al. 2020, eq. 12 with sigma 0). With a network that predicts v this is
 * the sampler of Salimans and Ho. Deterministic; for any schedule.
 */
public final class Ddim implements Sampler {
    /** Creates the sampler. */
    public Ddim() {}

    @Override
    public String id() {
        return "ddim";
    }

    @Override
    public NDArray sample(Problem problem, Progress progress) {
        int n = problem.steps();
        return Walk.run(
                problem,
                progress,
                (x, i) -> {
                    Estimate e = new Estimate(problem, x, 1 - (double) i / n, i);
                    return Estimate.compose(problem, 1 - (i + 1.0) / n, e.data(), e.noise());
                });
    }
}
