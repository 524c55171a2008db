package org.syrinx.launcher.internal.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.syrinx.api.Backend;
import org.syrinx.api.MemoryReport;

/** Measures memory before and after a change of what is loaded. Thread-safe. */
@Component(service = MemoryMeter.class)
public final class MemoryMeter {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Backend backend;

    /**
     * Memory now.
     *
     * @return empty without an engine
     */
    public Optional<MemoryReport> now() {
        Backend engine = backend;
        return engine == null ? Optional.empty() : Optional.of(engine.memory());
    }

    /**
     * Gives what was freed back to the system, as far as there is a way: collects garbage, whose
     * cleaners free native memory, and lets the allocator of the C library return its free pages.
     */
    public void settle() {
        System.gc();
        trim();
    }

    /** Lets the allocator of the C library return its free pages; takes milliseconds. */
    public void trim() {
        Backend engine = backend;
        if (engine != null) {
            engine.trim();
        }
    }

    /**
     * Two measurements.
     *
     * @param before the change
     * @param after the change
     */
    public record Change(Optional<MemoryReport> before, Optional<MemoryReport> after) {
        /**
         * For people: one line for each kind of memory.
         *
         * @return kind to values in bytes, before and after; only what is known
         */
        public Map<String, long[]> rows() {
            Map<String, long[]> rows = new LinkedHashMap<>();
            if (before.isEmpty() || after.isEmpty()) {
                return rows;
            }
            MemoryReport b = before.get();
            MemoryReport a = after.get();
            rows.put("jvm heap", new long[] {b.jvmUsed(), a.jvmUsed()});
            if (b.nativeUsed() >= 0 && a.nativeUsed() >= 0) {
                rows.put("native", new long[] {b.nativeUsed(), a.nativeUsed()});
            }
            if (b.resident() >= 0 && a.resident() >= 0) {
                rows.put("resident", new long[] {b.resident(), a.resident()});
            }
            for (String device : new TreeSet<>(a.device().keySet())) {
                rows.put(
                        device,
                        new long[] {b.device().getOrDefault(device, 0L), a.device().get(device)});
            }
            return rows;
        }

        /**
         * For {@code --json}.
         *
         * @return {@code before} and {@code after}, kind to bytes
         */
        public Map<String, Object> toJson() {
            Map<String, Object> first = new LinkedHashMap<>();
            Map<String, Object> second = new LinkedHashMap<>();
            rows().forEach(
                            (kind, bytes) -> {
                                String key = kind.replace(' ', '_');
                                first.put(key, bytes[0]);
                                second.put(key, bytes[1]);
                            });
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("before", first);
            json.put("after", second);
            return json;
        }
    }
}
