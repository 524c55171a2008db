package org.syrinx.eval.stats;

import java.util.Locale;

/**
 * A 95 % interval and what it rests on.
 *
 * @param lower lower end; NaN if there is none
 * @param upper upper end; NaN if there is none
 * @param clusters how many clusters were resampled
 * @param by what a cluster is: {@code "speaker"} or {@code "sentence"}
 */
public record Interval(double lower, double upper, int clusters, String by) {
    /**
     * Whether there is an interval: at least two clusters, and no maximum.
     *
     * @return true if the ends may be used
     */
    public boolean known() {
        return !Double.isNaN(lower);
    }

    /**
     * Whether a value lies inside.
     *
     * @param value a value
     * @return true if it is at or between the ends; true also if there is no interval, because
     *     nothing is excluded then
     */
    public boolean contains(double value) {
        return !known() || lower <= value && value <= upper;
    }

    @Override
    public String toString() {
        return known()
                ? String.format(
                        Locale.ROOT, "%.4g to %.4g (95 %%, %d %ss)", lower, upper, clusters, by)
                : clusters < 2
                        ? "no interval: fewer than two " + by + "s"
                        : "no interval: resampling tells nothing of a maximum";
    }
}
