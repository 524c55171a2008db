package org.syrinx.api;

import java.util.Map;

/**
 * Memory in bytes.
 *
 * @param jvmUsed heap in use
 * @param jvmMax heap limit
 * @param resident resident set of the process, or -1 where the platform does not tell
 * @param peakResident its peak, or -1
 * @param device bytes in use on each GPU, {@code "gpu0"} to bytes; empty without a GPU
 */
public record MemoryReport(
        long jvmUsed, long jvmMax, long resident, long peakResident, Map<String, Long> device) {
    public MemoryReport {
        device = Map.copyOf(device);
    }
}
