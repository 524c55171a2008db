package org.syrinx.launcher.internal.model;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When each model was last used. Thread-safe. */
final class ModelUse {
    private final Map<String, Use> uses = new ConcurrentHashMap<>();

    private record Use(int requests, long since) {}

    void begins(String model) {
        change(model, 1);
    }

    void ends(String model) {
        change(model, -1);
    }

    private void change(String model, int by) {
        uses.merge(
                model,
                new Use(Math.max(0, by), System.nanoTime()),
                (old, now) -> new Use(Math.max(0, old.requests + by), now.since));
    }

    /** Whether no request is on it, and none has been for so long; false for one never seen. */
    boolean unusedFor(String model, long nanos) {
        Use use = uses.get(model);
        return use != null && use.requests == 0 && System.nanoTime() - use.since >= nanos;
    }
}
