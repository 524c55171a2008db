package org.syrinx.plugin.vits.internal.train;

import java.util.LinkedHashMap;
import java.util.Map;

/** Exponentially smoothed values by name, as progress shows them. */
final class RunningMeans {
    private static final double DECAY = 0.98;
    private final Map<String, Double> means;

    RunningMeans(Map<String, Double> start) {
        means = new LinkedHashMap<>(start);
    }

    void add(Map<String, Double> values) {
        values.forEach(
                (k, v) -> {
                    if (Double.isFinite(v)) {
                        means.merge(k, v, (old, x) -> DECAY * old + (1 - DECAY) * x);
                    }
                });
    }

    Map<String, Double> values() {
        return Map.copyOf(means);
    }

    double get(String name) {
        return means.getOrDefault(name, Double.NaN);
    }
}
