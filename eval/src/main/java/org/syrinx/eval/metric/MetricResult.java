package org.syrinx.eval.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A figure, or why there is none.
 *
 * @param value the figure; NaN exactly when there is none; infinite values are figures
 * @param weight how much it rests on (tokens, voiced frames, utterances), greater than 0; 0 when
 *     there is no figure
 * @param why empty when there is a figure; else one sentence that a reader of the report
 *     understands
 * @param details what else was found, for JSON and tool tips: names to numbers or texts
 */
public record MetricResult(double value, double weight, String why, Map<String, Object> details) {
    private static final String FAILED = "failed";

    public MetricResult {
        Objects.requireNonNull(why, "why");
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
        boolean figure = !Double.isNaN(value) && weight > 0 && why.isEmpty();
        boolean none = Double.isNaN(value) && weight == 0 && !why.isEmpty();
        if (!figure && !none) {
            throw new IllegalArgumentException(
                    "either a value with a weight or a reason: "
                            + value
                            + ", "
                            + weight
                            + ", '"
                            + why
                            + "'");
        }
    }

    /**
     * A figure of weight 1.
     *
     * @param value the figure, not NaN
     * @return the result
     */
    public static MetricResult of(double value) {
        return of(value, 1);
    }

    /**
     * A figure.
     *
     * @param value the figure, not NaN
     * @param weight how much it rests on, greater than 0
     * @return the result
     */
    public static MetricResult of(double value, double weight) {
        return new MetricResult(value, weight, "", Map.of());
    }

    /**
     * No figure.
     *
     * @param why one sentence
     * @return the result
     */
    public static MetricResult notAvailable(String why) {
        return new MetricResult(Double.NaN, 0, why, Map.of());
    }

    /**
     * No figure, because something went wrong: another attempt may have one.
     *
     * @param why one sentence
     * @return the result, not to be kept for a later run
     */
    public static MetricResult failure(String why) {
        return notAvailable(why).with(FAILED, true);
    }

    /**
     * The same with one more detail.
     *
     * @param name its name, as in JSON
     * @param detail a number or a text
     * @return a new result
     */
    public MetricResult with(String name, Object detail) {
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(name, detail);
        return new MetricResult(value, weight, why, more);
    }

    /**
     * Whether something went wrong, so that another attempt may have a figure.
     *
     * @return true for a {@link #failure}; false for what cannot be measured by its nature
     */
    public boolean failed() {
        return details.containsKey(FAILED);
    }

    /**
     * Whether there is a figure.
     *
     * @return true if {@link #value()} may be used
     */
    public boolean available() {
        return why.isEmpty();
    }
}
