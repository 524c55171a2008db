package org.syrinx.api;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Activations to directions. Works on pooled activations in plain arrays, so that any finder serves
 * any denoiser that offers a bottleneck. No state; thread-safe.
 */
@ConsumerType
public interface DirectionFinder {
    /**
     * The id of the method.
     *
     * @return for example {@code "mean-diff"}
     */
    String kind();

    /**
     * Whether it needs labels.
     *
     * @return true for supervised methods
     */
    boolean supervised();

    /**
     * Finds directions.
     *
     * @param data activations with labels and measurements
     * @param options names and values that the finder documents, {@code attribute}, {@code
     *     positive}, {@code components}
     * @param progress progress and cancellation
     * @return at least one direction, the strongest first
     * @throws SyrinxException if the data do not support the method (one class only, too few
     *     records ...)
     */
    List<Direction> find(ActivationSet data, Map<String, String> options, Progress progress);

    /**
     * Activations captured from one model.
     *
     * @param fingerprint of the model
     * @param hook where they were captured
     * @param steps sampling steps
     * @param samples one for each utterance
     * @param times the schedule's time of every step
     */
    record ActivationSet(
            String fingerprint,
            Denoiser.BottleneckSpec hook,
            int steps,
            List<Sample> samples,
            double[] times) {
        /**
         * Activations at the midpoints of equal steps.
         *
         * @param fingerprint of the model
         * @param hook where they were captured
         * @param steps sampling steps
         * @param samples one for each utterance
         */
        public ActivationSet(
                String fingerprint, Denoiser.BottleneckSpec hook, int steps, List<Sample> samples) {
            this(fingerprint, hook, steps, samples, Direction.midpoints(steps));
        }
    }

    /**
     * One utterance.
     *
     * @param pooled {@code steps x channels x bins}: the mean over valid frames
     * @param labels text id, speaker, seed, gender ...; samples with equal {@code pair} belong
     *     together
     * @param measured attributes of the sound: log F0, level in dB, tilt ...
     * @param sensitivities gradients of functionals of the denoiser's estimate of the data with
     *     respect to an offset that is the same in every valid frame, each {@code steps x channels
     *     x bins}, up to a positive factor per step; empty when the denoiser cannot be cut at its
     *     bottleneck or nobody asked. Shared names: {@code band.0}, {@code band.1} ... (the mean
     *     over time of one channel of the estimate), {@code level} (the mean over channels too),
     *     {@code tilt} (the slope over channels), {@code singular.0}, {@code singular.1} ... (right
     *     singular vectors of the Jacobian of the whole estimate times their singular values, the
     *     largest first)
     */
    record Sample(
            float[] pooled,
            Map<String, String> labels,
            Map<String, Double> measured,
            Map<String, float[]> sensitivities) {
        /**
         * An utterance without sensitivities.
         *
         * @param pooled {@code steps x channels x bins}
         * @param labels who, what
         * @param measured attributes of the sound
         */
        public Sample(float[] pooled, Map<String, String> labels, Map<String, Double> measured) {
            this(pooled, labels, measured, Map.of());
        }
    }
}
