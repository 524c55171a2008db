package org.syrinx.training;

import java.util.LinkedHashMap;
import java.util.Map;

/** Exponentially smoothed values by name, as progress shows them. For one thread. */
public final class RunningMeans {
    private static final double DECAY = 0.98;
    private final Map<String, Double> means;

    /**
     * Means.
     *
     * @param start the means so far, by name
     */
    public RunningMeans(Map<String, Double> start) {
        means = new LinkedHashMap<>(start);
    }

    /**
     * Adds values; those that are not finite are left out.
     *
     * @param values by name
     */
    public void add(Map<String, Double> values) {
        values.forEach(
                (k, v) -> {
                    if (Double.isFinite(v)) {
                        means.merge(k, v, (old, x) -> DECAY * old + (1 - DECAY) * x);
                    }
                });
    }

    /**
     * All means.
     *
     * @return a copy, by name
     */
    public Map<String, Double> values() {
        return Map.copyOf(means);
    }

    /**
     * One mean.
     *
     * @param name of the value
     * @return the mean, or NaN if there is none
     */
    public double get(String name) {
        return means.getOrDefault(name, Double.NaN);
    }
}
