package org.syrinx.api;

import ai.djl.ndarray.NDArray;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Reads and may replace the bottleneck activation of a denoiser at every step. Passed as an
 * argument, never registered on a model. Called on the thread of the denoiser, inside its tensor
 * scope.
 */
@ConsumerType
@FunctionalInterface
public interface ActivationHook {
    /**
     * Sees one activation.
     *
     * @param at where and when
     * @return the activation to continue with; return {@code at.h()} itself to leave it untouched.
     *     Padded frames must stay 0 (multiply by {@code at.mask()})
     */
    NDArray apply(Activation at);

    /**
     * One activation.
     *
     * @param h {@code (B, C, F, T')} or {@code (B, C, T')}, owned by the denoiser
     * @param mask {@code (B, 1, 1, T')} or {@code (B, 1, T')}, 1 for valid frames
     * @param step the index of the step, from 0
     * @param steps the number of steps
     * @param time the schedule's time, 1 at noise and 0 at data
     */
    record Activation(NDArray h, NDArray mask, int step, int steps, double time) {}
}
