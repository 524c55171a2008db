package org.syrinx.nn.sampling;

import ai.djl.ndarray.NDArray;
import org.syrinx.api.NoiseSchedule;
import org.syrinx.api.Predictor;
import org.syrinx.api.Sampler.Problem;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.Ops;

/**
 * What a network's prediction says about the data and the noise. With y = x - (1 - alpha) mu, so
 * that y = alpha x_0 + sigma eps.
 */
final class Estimate {
    /** Below this weight of the data, a prediction of the noise says nothing about the data. */
    private static final double BLIND = 1e-6;

    private final Problem problem;
    private final double alpha;
    private final double sigma;
    private final NDArray x;
    private final NDArray prediction;

    Estimate(Problem problem, NDArray x, double t, int step) {
        NoiseSchedule schedule = problem.schedule();
        this.problem = problem;
        this.alpha = schedule.alpha(t);
        this.sigma = schedule.sigma(t);
        this.x = x;
        this.prediction = problem.network().predict(x, t, step);
    }

    /** x_0. */
    NDArray data() {
        return switch (problem.network().kind()) {
            case DATA -> prediction;
            case EPSILON, SCORE -> {
                if (alpha < BLIND) {
                    throw new SyrinxException(
                            "a network that predicts data or v, for a schedule that ends in pure"
                                    + " noise",
                            "the network predicts " + problem.network().kind(),
                            "Choose another sampler or schedule.");
                }
                yield Ops.scale(Ops.axpy(-sigma, noise(), centred()), 1 / alpha);
            }
            case V -> {
                // alpha y - sigma v, divided by alpha^2 + sigma^2, which is 1 where variance is
                // preserved
                double norm = alpha * alpha + sigma * sigma;
                yield Ops.axpy(-sigma / norm, prediction, Ops.scale(centred(), alpha / norm));
            }
            default -> throw unknown(problem);
        };
    }

    /** eps. */
    NDArray noise() {
        return switch (problem.network().kind()) {
            case EPSILON -> prediction;
            case SCORE -> Ops.scale(prediction, -sigma);
            case DATA -> Ops.scale(Ops.axpy(-alpha, prediction, centred()), 1 / sigma);
            case V -> {
                double norm = alpha * alpha + sigma * sigma;
                yield Ops.axpy(alpha / norm, prediction, Ops.scale(centred(), sigma / norm));
            }
            default -> throw unknown(problem);
        };
    }

    /** grad log p = -eps / sigma. */
    NDArray score() {
        return problem.network().kind() == Predictor.Kind.SCORE
                ? prediction
                : Ops.scale(noise(), -1 / sigma);
    }

    /** x - (1 - alpha) mu. */
    private NDArray centred() {
        return problem.mean() == null ? x : Ops.axpy(alpha - 1, problem.mean(), x);
    }

    static SyrinxException unknown(Problem problem) {
        return new SyrinxException(
                "a network of a kind that the sampler knows",
                "the network predicts " + problem.network().kind(),
                "Choose another sampler.");
    }

    /** y scaled and shifted back: alpha x_0 + (1 - alpha) mu + sigma eps. */
    static NDArray compose(Problem problem, double t, NDArray data, NDArray noise) {
        double alpha = problem.schedule().alpha(t);
        NDArray y = Ops.axpy(problem.schedule().sigma(t), noise, Ops.scale(data, alpha));
        return problem.mean() == null ? y : Ops.axpy(1 - alpha, problem.mean(), y);
    }
}
