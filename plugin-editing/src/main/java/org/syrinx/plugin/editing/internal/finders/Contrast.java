package org.syrinx.plugin.editing.internal.finders;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.ejml.data.DMatrixRMaj;
import org.syrinx.api.SyrinxException;

/**
 * Two classes of utterances: by a label, or the highest and the lowest third of a measured
 * attribute.
 *
 * @param sign +1, -1, or 0 for an utterance of neither class
 * @param pairs the label {@code pair} of every utterance, or null
 * @param groups what must not be split in cross-validation, the speaker by default
 * @param description for the provenance
 */
record Contrast(int[] sign, String[] pairs, String[] groups, String description) {
    private static final String PAIR = "pair";

    static Contrast of(Activations x, Options options) {
        String attribute = options.required("attribute");
        int[] sign;
        String description;
        if (x.hasLabel(attribute)) {
            String[] labels = x.labels(attribute);
            TreeSet<String> values = new TreeSet<>(List.of(labels));
            String positive = options.required("positive");
            String negative = options.text("negative", other(values, positive, attribute));
            sign = new int[labels.length];
            for (int k = 0; k < labels.length; k++) {
                sign[k] = labels[k].equals(positive) ? 1 : labels[k].equals(negative) ? -1 : 0;
            }
            description = attribute + ": " + positive + " against " + negative;
        } else {
            sign = thirds(x.measured(attribute));
            description = attribute + ": highest third against lowest third";
        }
        int positives = (int) Arrays.stream(sign).filter(s -> s > 0).count();
        int negatives = (int) Arrays.stream(sign).filter(s -> s < 0).count();
        if (positives == 0 || negatives == 0) {
            throw new SyrinxException(
                    "utterances of both classes (" + description + ")",
                    positives + " of the first and " + negatives + " of the second",
                    "correct the labels or capture more");
        }
        String groups = options.text("groups", x.hasLabel("speaker") ? "speaker" : "");
        return new Contrast(
                sign,
                x.hasLabel(PAIR) ? x.labels(PAIR) : null,
                groups.isEmpty() ? null : x.labels(groups),
                description + " (" + positives + " and " + negatives + " utterances)");
    }

    private static String other(TreeSet<String> values, String positive, String attribute) {
        if (!values.contains(positive)) {
            throw new SyrinxException(
                    "a value of \"" + attribute + "\", one of " + values,
                    "positive=" + positive,
                    "correct positive");
        }
        if (values.size() > 2) {
            throw new SyrinxException(
                    "negative=, because \"" + attribute + "\" has the values " + values,
                    "only positive=" + positive,
                    "say which value is the other end");
        }
        return values.first().equals(positive) ? values.last() : values.first();
    }

    private static int[] thirds(double[] y) {
        double[] sorted = y.clone();
        Arrays.sort(sorted);
        double low = sorted[(sorted.length - 1) / 3];
        double high = sorted[sorted.length - 1 - (sorted.length - 1) / 3];
        int[] sign = new int[y.length];
        if (low < high) {
            for (int k = 0; k < y.length; k++) {
                sign[k] = y[k] >= high ? 1 : y[k] <= low ? -1 : 0;
            }
        }
        return sign;
    }

    /** The positions of the utterances of either class. */
    int[] used() {
        int[] out = new int[sign.length];
        int n = 0;
        for (int k = 0; k < sign.length; k++) {
            if (sign[k] != 0) {
                out[n++] = k;
            }
        }
        return Arrays.copyOf(out, n);
    }

    /** Mean of the positive rows less mean of the negative rows. */
    double[] gap(DMatrixRMaj x) {
        return difference(x, null);
    }

    /**
     * The mean over pairs of the difference inside each pair: a pair is the utterances of one value
     * of the label {@code pair} (one text, one noise), and a pair without both classes does not
     * count.
     */
    double[] pairedGap(DMatrixRMaj x) {
        Map<String, int[]> counts = new HashMap<>();
        for (int k = 0; k < sign.length; k++) {
            if (sign[k] != 0) {
                counts.computeIfAbsent(pairs[k], p -> new int[2])[sign[k] > 0 ? 0 : 1]++;
            }
        }
        counts.values().removeIf(c -> c[0] == 0 || c[1] == 0);
        if (counts.isEmpty()) {
            throw new SyrinxException(
                    "pairs with an utterance of each class (" + description + ")",
                    "none",
                    "capture the same texts with both classes");
        }
        return difference(x, counts);
    }

    private double[] difference(DMatrixRMaj x, Map<String, int[]> pairCounts) {
        double positives = 0;
        double negatives = 0;
        for (int s : sign) {
            positives += s > 0 ? 1 : 0;
            negatives += s < 0 ? 1 : 0;
        }
        double[] weights = new double[sign.length];
        for (int k = 0; k < sign.length; k++) {
            if (sign[k] == 0) {
                continue;
            }
            if (pairCounts == null) {
                weights[k] = sign[k] > 0 ? 1 / positives : -1 / negatives;
            } else {
                int[] n = pairCounts.get(pairs[k]);
                if (n != null) {
                    weights[k] = (sign[k] > 0 ? 1.0 / n[0] : -1.0 / n[1]) / pairCounts.size();
                }
            }
        }
        return Matrices.transposedTimes(x, weights);
    }
}
