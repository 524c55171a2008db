package org.syrinx.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A slider: move along a named direction.
 *
 * @param direction the name of an installed direction, for example {@code "gender"}
 * @param strength signed strength in the direction's own unit; 0 is bit-identical to no edit
 * @param envelope strength over time at the hook's frame rate, multiplied by {@code strength};
 *     starts anew with every sentence, its last value holds beyond its end; empty means constant 1.
 *     Not together with {@code breakpoints}
 * @param breakpoints strength over time as a few points, multiplied by {@code strength}; starts
 *     anew with every sentence; empty means constant 1
 */
public record Edit(
        String direction,
        double strength,
        Optional<float[]> envelope,
        Optional<Breakpoints> breakpoints) {
    public Edit {
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(envelope, "envelope");
        Objects.requireNonNull(breakpoints, "breakpoints");
        if (!Double.isFinite(strength)) {
            throw new SyrinxException(
                    "a finite strength for the edit \"" + direction + "\"",
                    "" + strength,
                    "pass a number");
        }
        if (envelope.isPresent() && breakpoints.isPresent()) {
            throw new SyrinxException(
                    "an envelope or breakpoints for the edit \"" + direction + "\"",
                    "both",
                    "leave one out");
        }
    }

    /**
     * An edit with an envelope at the hook's frame rate, or a constant one.
     *
     * @param direction the name of an installed direction
     * @param strength signed strength
     * @param envelope strength over time, or empty
     */
    public Edit(String direction, double strength, Optional<float[]> envelope) {
        this(direction, strength, envelope, Optional.empty());
    }

    /**
     * A constant edit.
     *
     * @param direction the name of an installed direction
     * @param strength signed strength
     * @return the edit
     */
    public static Edit of(String direction, double strength) {
        return new Edit(direction, strength, Optional.empty());
    }

    /**
     * An edit that changes over time.
     *
     * @param direction the name of an installed direction
     * @param breakpoints signed strengths over time
     * @return the edit
     */
    public static Edit of(String direction, Breakpoints breakpoints) {
        return new Edit(direction, 1, Optional.empty(), Optional.of(breakpoints));
    }

    /**
     * A function of time that is linear between points; before the first and after the last the
     * nearest holds.
     *
     * @param unit of the times
     * @param points at least one, in order of time; two at one time are a step
     */
    public record Breakpoints(TimeUnit unit, List<Point> points) {
        public Breakpoints {
            Objects.requireNonNull(unit, "unit");
            points = List.copyOf(points);
            if (points.isEmpty()) {
                throw new SyrinxException("at least one breakpoint", "none", "pass one");
            }
            for (int i = 1; i < points.size(); i++) {
                if (points.get(i).time() < points.get(i - 1).time()) {
                    throw new SyrinxException(
                            "breakpoints in order of time",
                            points.get(i).time() + " after " + points.get(i - 1).time(),
                            "sort them");
                }
            }
        }

        /**
         * The value at a time.
         *
         * @param time in {@link #unit}
         * @return interpolated; at a step, what holds after it
         */
        public double at(double time) {
            Point before = points.get(0);
            for (Point p : points) {
                if (p.time() > time) {
                    double span = p.time() - before.time();
                    double share = span <= 0 ? 0 : Math.max(0, time - before.time()) / span;
                    return before.value() + share * (p.value() - before.value());
                }
                before = p;
            }
            return before.value();
        }
    }

    /**
     * One breakpoint.
     *
     * @param time at least 0, and at most 1 where it is a fraction
     * @param value of the strength
     */
    public record Point(double time, double value) {
        public Point {
            if (!(time >= 0) || !Double.isFinite(time) || !Double.isFinite(value)) {
                throw new SyrinxException(
                        "a breakpoint with a finite strength at a time of at least 0",
                        value + " at " + time,
                        "correct it");
            }
        }
    }

    /** What the times of breakpoints are. */
    public enum TimeUnit {
        /** Seconds from the start of the sentence. */
        SECONDS,
        /** A share of the sentence's sound: 0 its start, 1 its end. */
        FRACTION
    }
}
