package org.syrinx.api;

import ai.djl.ndarray.NDArray;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Walks from noise to data with any network of a kind that it knows. Has no weights and no state;
 * thread-safe.
 */
@ConsumerType
public interface Sampler {
    /**
     * The id under which prompts and cards name it.
     *
     * @return for example {@code "euler-ode"}
     */
    String id();

    /**
     * Runs the walk.
     *
     * @param problem everything that the walk needs
     * @param progress one unit a step, and cancellation
     * @return x_0, {@code (B, C, T)}, in the caller's tensor scope
     * @throws SyrinxException if the network predicts a kind that this sampler does not know
     */
    NDArray sample(Problem problem, Progress progress);

    /**
     * One walk.
     *
     * @param network the network with its conditioning bound
     * @param schedule the forward process
     * @param start the state at time 1, {@code (B, C, T)}
     * @param mean mu of the forward process, {@code (B, C, T)}, or null for 0
     * @param mask valid frames, {@code (B, 1, T)}, or null for all
     * @param steps number of steps, at least 1
     * @param noise randomness of stochastic samplers; tags {@code "step.0"}, {@code "step.1"} ...
     */
    record Problem(
            Predictor network,
            NoiseSchedule schedule,
            NDArray start,
            NDArray mean,
            NDArray mask,
            int steps,
            NoiseSource noise) {}
}
