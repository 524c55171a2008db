package org.syrinx.api;

import ai.djl.ndarray.NDArray;
import java.util.Objects;
import java.util.Optional;
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
     * @param rest the network from here to its prediction at this step, or empty if the denoiser
     *     cannot be cut here
     */
    record Activation(
            NDArray h,
            NDArray mask,
            int step,
            int steps,
            double time,
            Optional<Continuation> rest) {
        public Activation {
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * An activation of a denoiser that cannot be cut here.
         *
         * @param h {@code (B, C, F, T')} or {@code (B, C, T')}
         * @param mask {@code (B, 1, 1, T')} or {@code (B, 1, T')}
         * @param step the index of the step, from 0
         * @param steps the number of steps
         * @param time the schedule's time
         */
        public Activation(NDArray h, NDArray mask, int step, int steps, double time) {
            this(h, mask, step, steps, time, Optional.empty());
        }
    }

    /**
     * The rest of a network, from the bottleneck to its prediction, with everything else of this
     * step (the state, the time, the skip connections) held fixed. Valid only during the call of
     * the hook that it was handed to, on that thread. With it a hook can ask how the prediction
     * depends on the activation without a second pass through the first half.
     */
    @ConsumerType
    interface Continuation {
        /**
         * What {@link #predict} returns.
         *
         * @return the kind
         */
        Predictor.Kind kind();

        /**
         * Runs the rest of the network. May be called any number of times. Records gradients
         * towards {@code h} when the thread records.
         *
         * @param h shaped as {@link Activation#h()}; stays the caller's
         * @return the prediction, {@code (B, C, T)}, in the caller's tensor scope
         */
        NDArray predict(NDArray h);
    }
}
