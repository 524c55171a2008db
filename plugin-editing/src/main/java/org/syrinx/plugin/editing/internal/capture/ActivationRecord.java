package org.syrinx.plugin.editing.internal.capture;

import java.util.Map;

/**
 * One utterance's activations.
 *
 * @param pooled {@code steps x channels x bins}
 * @param times of the steps
 * @param speakerVector of the conditioning; empty if there is none
 * @param gradients by name
 * @param labels who, what
 * @param measured attributes of the sound
 */
public record ActivationRecord(
        float[] pooled,
        double[] times,
        float[] speakerVector,
        Map<String, float[]> gradients,
        Map<String, String> labels,
        Map<String, Double> measured) {
    ActivationRecord labelled(Map<String, String> names) {
        return new ActivationRecord(pooled, times, speakerVector, gradients, names, measured);
    }
}
