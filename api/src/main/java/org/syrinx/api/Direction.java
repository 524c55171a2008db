package org.syrinx.api;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A direction in the bottleneck of one model, with everything that is needed to use it honestly.
 *
 * @param name for example {@code "gender"}
 * @param fingerprint of the model it was found on; applying it to another is refused
 * @param hook where it applies: steps, channels, bins
 * @param steps number of sampling steps that it has a slice for
 * @param values {@code steps x channels x bins}, row-major; not copied, to be treated as read-only
 * @param unit what strength 1 means: {@code "class gap"}, {@code "standard deviation"}, {@code
 *     "dB"} ...
 * @param minimum the smallest validated strength
 * @param maximum the largest validated strength
 * @param sideEffects measured change of each attribute per unit of strength
 * @param provenance finder, its options, counts, seeds, sampler, sign anchor
 * @param times the schedule's time of every slice, falling from noise (1) to data (0); the edit at
 *     another number of steps is interpolated between them
 */
public record Direction(
        String name,
        String fingerprint,
        Denoiser.BottleneckSpec hook,
        int steps,
        float[] values,
        String unit,
        double minimum,
        double maximum,
        Map<String, Double> sideEffects,
        Map<String, String> provenance,
        double[] times) {
    public Direction {
        long wanted = (long) steps * hook.channels() * Math.max(1, hook.bins());
        if (values.length != wanted) {
            throw new SyrinxException(
                    "a direction of " + wanted + " values (steps x channels x bins)",
                    values.length + " values in \"" + name + "\"",
                    "find the direction again on this model");
        }
        if (times.length != steps) {
            throw new SyrinxException(
                    "a time for each of the " + steps + " steps",
                    times.length + " times in \"" + name + "\"",
                    "find the direction again on this model");
        }
        sideEffects = Collections.unmodifiableMap(new TreeMap<>(sideEffects));
        provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
    }

    /**
     * A direction whose slices lie at the midpoints of equal steps, {@code 1 - (i + 0.5) / steps}.
     *
     * @param name its name
     * @param fingerprint of the model
     * @param hook where it applies
     * @param steps number of slices
     * @param values {@code steps x channels x bins}
     * @param unit what strength 1 means
     * @param minimum the smallest validated strength
     * @param maximum the largest validated strength
     * @param sideEffects change of each attribute per unit of strength
     * @param provenance how it was found
     */
    public Direction(
            String name,
            String fingerprint,
            Denoiser.BottleneckSpec hook,
            int steps,
            float[] values,
            String unit,
            double minimum,
            double maximum,
            Map<String, Double> sideEffects,
            Map<String, String> provenance) {
        this(
                name,
                fingerprint,
                hook,
                steps,
                values,
                unit,
                minimum,
                maximum,
                sideEffects,
                provenance,
                midpoints(steps));
    }

    /**
     * The times of equal steps.
     *
     * @param steps at least 1
     * @return {@code 1 - (i + 0.5) / steps}
     */
    public static double[] midpoints(int steps) {
        double[] times = new double[steps];
        for (int i = 0; i < steps; i++) {
            times[i] = 1 - (i + 0.5) / steps;
        }
        return times;
    }
}
