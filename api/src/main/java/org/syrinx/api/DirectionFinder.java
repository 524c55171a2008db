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
     */
    record ActivationSet(
            String fingerprint, Denoiser.BottleneckSpec hook, int steps, List<Sample> samples) {}

    /**
     * One utterance.
     *
     * @param pooled {@code steps x channels x bins}: the mean over valid frames
     * @param labels text id, speaker, seed, gender ...; samples with equal {@code pair} belong
     *     together
     * @param measured attributes of the sound: log F0, level in dB, tilt ...
     */
    record Sample(float[] pooled, Map<String, String> labels, Map<String, Double> measured) {}
}
