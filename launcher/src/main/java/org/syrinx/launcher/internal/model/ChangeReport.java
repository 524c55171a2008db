package org.syrinx.launcher.internal.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.syrinx.api.MemoryReport;

/**
 * What a swap, an update or an unloading did: how long each phase took, what it did to memory, and
 * what is worth saying.
 *
 * @param seconds phase to wall time, in the order of the phases
 * @param memory before and after
 * @param notes whole sentences
 */
public record ChangeReport(
        Map<String, Double> seconds, MemoryMeter.Change memory, List<String> notes) {

    /**
     * For {@code --json}.
     *
     * @return names to values
     */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seconds", seconds);
        json.put("memory_bytes", memory.toJson());
        json.put("notes", notes);
        return json;
    }

    /** Collects a report while the change goes on. Not thread-safe. */
    public static final class Builder {
        private final MemoryMeter meter;
        private final Optional<MemoryReport> before;
        private final Map<String, Double> seconds = new LinkedHashMap<>();
        private final List<String> notes = new ArrayList<>();
        private long since;

        /**
         * Starts to measure.
         *
         * @param meter measures memory
         */
        public Builder(MemoryMeter meter) {
            this.meter = meter;
            this.before = meter.now();
            this.since = System.nanoTime();
        }

        /**
         * Ends a phase: the time since the one before is its own.
         *
         * @param name what was done
         */
        public void phase(String name) {
            long now = System.nanoTime();
            seconds.merge(name, (now - since) / 1e9, Double::sum);
            since = now;
        }

        /**
         * Adds what is worth saying.
         *
         * @param sentence a whole one
         */
        public void note(String sentence) {
            notes.add(sentence);
        }

        /**
         * Measures memory again.
         *
         * @return the report
         */
        public ChangeReport build() {
            return new ChangeReport(
                    seconds, new MemoryMeter.Change(before, meter.now()), List.copyOf(notes));
        }
    }
}
