package org.syrinx.plugin.editing.internal.measure;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How measured attributes change with the strength of an edit: means over the same utterances at
 * every strength.
 *
 * @param strengths rising, 0 among them
 * @param means attribute to one mean for each strength; NaN where nothing could be measured
 */
public record EffectCurves(double[] strengths, Map<String, double[]> means) {
    /** An edit is out of range when it makes so much more of the sound silent. */
    private static final double MORE_SILENCE = 0.15;

    /** An edit is out of range when it clips more samples than this in an utterance. */
    private static final double MOST_CLIPPED = 20;

    /** An edit is out of range when the level changes by more than this, dB; not for the level. */
    private static final double LEVEL_CHANGE = 10;

    /**
     * Averages.
     *
     * @param strengths rising
     * @param measured for each strength, for each utterance
     * @return the curves; an utterance that lacks an attribute at any strength is left out of that
     *     attribute's means at all
     */
    public static EffectCurves of(double[] strengths, List<List<Map<String, Double>>> measured) {
        TreeSet<String> names = new TreeSet<>();
        measured.forEach(list -> list.forEach(m -> names.addAll(m.keySet())));
        Map<String, double[]> means = new TreeMap<>();
        int utterances = measured.get(0).size();
        for (String name : names) {
            double[] sum = new double[strengths.length];
            int n = 0;
            for (int u = 0; u < utterances; u++) {
                int at = u;
                if (measured.stream().allMatch(list -> list.get(at).containsKey(name))) {
                    n++;
                    for (int s = 0; s < strengths.length; s++) {
                        sum[s] += measured.get(s).get(u).get(name);
                    }
                }
            }
            for (int s = 0; s < strengths.length; s++) {
                sum[s] = n == 0 ? Double.NaN : sum[s] / n;
            }
            means.put(name, sum);
        }
        return new EffectCurves(strengths, means);
    }

    /** Position of strength 0. */
    private int zero() {
        for (int i = 0; i < strengths.length; i++) {
            if (strengths[i] == 0) {
                return i;
            }
        }
        throw new IllegalStateException("the grid of strengths has 0");
    }

    /**
     * Change of every attribute per unit of strength: least squares over the strengths next to 0
     * and 0 itself.
     */
    public Map<String, Double> slopes() {
        int from = Math.max(0, zero() - 2);
        int to = Math.min(strengths.length - 1, zero() + 2);
        Map<String, Double> out = new LinkedHashMap<>();
        means.forEach(
                (name, y) -> {
                    double n = 0;
                    double sx = 0;
                    double sy = 0;
                    double sxx = 0;
                    double sxy = 0;
                    for (int i = from; i <= to; i++) {
                        n++;
                        sx += strengths[i];
                        sy += y[i];
                        sxx += strengths[i] * strengths[i];
                        sxy += strengths[i] * y[i];
                    }
                    double slope = (n * sxy - sx * sy) / (n * sxx - sx * sx);
                    if (Double.isFinite(slope)) {
                        out.put(name, slope);
                    }
                });
        return out;
    }

    /**
     * The strengths around 0 up to which an edit may be used: the sound stays a sound (silence,
     * clipping, level), and the attribute that the direction is named after, if it is measured,
     * keeps moving the same way.
     *
     * @param attribute what the direction is for, or an empty string
     * @return smallest and largest validated strength
     */
    public double[] range(String attribute) {
        int low = zero();
        while (low > 0 && sound(low - 1, attribute) && moves(low - 1, low, attribute)) {
            low--;
        }
        int high = zero();
        while (high + 1 < strengths.length
                && sound(high + 1, attribute)
                && moves(high, high + 1, attribute)) {
            high++;
        }
        return new double[] {strengths[low], strengths[high]};
    }

    private boolean sound(int i, String attribute) {
        double silence = change(Attributes.SILENCE, i);
        double level = change(Attributes.LEVEL, i);
        double clipped = means.getOrDefault(Attributes.CLIPPED, new double[strengths.length])[i];
        return silence <= MORE_SILENCE
                && clipped <= MOST_CLIPPED
                && (attribute.equals(Attributes.LEVEL) || Math.abs(level) <= LEVEL_CHANGE);
    }

    private boolean moves(int from, int to, String attribute) {
        double[] y = means.get(attribute);
        return y == null || y[to] > y[from];
    }

    private double change(String attribute, int i) {
        double[] y = means.get(attribute);
        double c = y == null ? 0 : y[i] - y[zero()];
        return Double.isNaN(c) ? Double.POSITIVE_INFINITY : c;
    }

    /** Compact text for the header of a direction. */
    public String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("strengths", list(strengths));
        means.forEach((n, y) -> json.put(n, list(y)));
        try {
            return JSON.std.asString(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads what {@link #json} wrote, from anyone's file.
     *
     * @param text may be null
     * @return the curves, or null if the text is none
     */
    public static EffectCurves parse(String text) {
        if (text == null) {
            return null;
        }
        try {
            Map<String, Object> json = JSON.std.mapFrom(text);
            double[] strengths = numbers(json.remove("strengths"));
            Map<String, double[]> means = new TreeMap<>();
            json.forEach((n, y) -> means.put(n, numbers(y)));
            boolean whole = means.values().stream().allMatch(y -> y.length == strengths.length);
            return whole && strengths.length > 1 ? new EffectCurves(strengths, means) : null;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private static double[] numbers(Object list) {
        return ((List<?>) list)
                .stream()
                        .mapToDouble(v -> v == null ? Double.NaN : ((Number) v).doubleValue())
                        .toArray();
    }

    private static List<Double> list(double[] values) {
        List<Double> out = new ArrayList<>();
        for (double v : values) {
            out.add(Double.isFinite(v) ? Math.round(v * 1000) / 1000.0 : null);
        }
        return out;
    }
}
