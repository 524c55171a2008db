package org.syrinx.plugin.editing.internal.finding;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.api.Direction;
import org.syrinx.plugin.editing.internal.capture.BottleneckReader.Gradients;
import org.syrinx.plugin.editing.internal.measure.GenderProbe;

/**
 * What is found, and from what.
 *
 * @param method the kind of a finder
 * @param attribute a label or a measured attribute to look for, or null
 * @param aim the attribute that must keep moving within the validated range; null for {@code
 *     attribute}
 * @param name of the direction, or null for the finder's choice
 * @param positive the label's value at the positive end, or null for the finder's choice
 * @param options of the method
 * @param speakerVector whether the direction lies in the speaker vector and not in the bottleneck
 * @param rows speakers, or rows of their styles, that are captured
 * @param labels label to row to value
 * @param sentences the first are for finding, those that follow for validating
 * @param texts for finding
 * @param validate texts on which effects are measured, or 0
 * @param validating whose speech is measured with the direction
 * @param seeds noises for each text
 * @param steps of the denoiser, or 0
 * @param protect directions whose effect is projected out
 * @param records where activations and measurements are kept
 */
public record Settings(
        String method,
        String attribute,
        String aim,
        String name,
        String positive,
        Map<String, String> options,
        boolean speakerVector,
        List<String> rows,
        Map<String, Map<String, String>> labels,
        List<String> sentences,
        int texts,
        int validate,
        List<String> validating,
        int seeds,
        int steps,
        List<Direction> protect,
        Path records) {
    /** Options as the finder wants them. */
    Map<String, String> finderOptions() {
        Map<String, String> all = new LinkedHashMap<>(options);
        if (attribute != null) {
            all.put("attribute", attribute);
        }
        if (name != null) {
            all.put("name", name);
        }
        if (positive != null) {
            all.put("positive", positive);
        } else if (GenderProbe.ATTRIBUTE.equals(attribute)) {
            all.put("positive", "female");
        }
        return all;
    }

    int components() {
        String n = options.getOrDefault("components", "3");
        return n.matches("[1-9]\\d{0,3}") ? Integer.parseInt(n) : 3;
    }

    Gradients gradients() {
        return switch (method) {
            case "jacobian-pooled" -> Gradients.BANDS;
            case "jacobian-subspace" -> Gradients.SUBSPACE;
            case "attribute-gradient" -> Gradients.ATTRIBUTES;
            default -> Gradients.NONE;
        };
    }
}
