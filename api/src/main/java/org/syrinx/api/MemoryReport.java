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
 * @param nativeUsed bytes that the C library has handed out and not got back: tensors on the CPU
 *     and what the JVM takes for itself, without its heap; or -1 where the platform does not tell
 */
public record MemoryReport(
        long jvmUsed,
        long jvmMax,
        long resident,
        long peakResident,
        Map<String, Long> device,
        long nativeUsed) {
    /** Copies the map. */
    public MemoryReport {
        device = Map.copyOf(device);
    }

    /**
     * A report without a figure of native memory.
     *
     * @param jvmUsed heap in use
     * @param jvmMax heap limit
     * @param resident resident set of the process, or -1
     * @param peakResident its peak, or -1
     * @param device bytes in use on each GPU
     */
    public MemoryReport(
            long jvmUsed, long jvmMax, long resident, long peakResident, Map<String, Long> device) {
        this(jvmUsed, jvmMax, resident, peakResident, device, -1);
    }
}
