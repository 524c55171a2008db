package org.syrinx.nn.params;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.lang.management.MemoryUsage;
import org.syrinx.api.ModelFormatException;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.internal.AvailableMemory;
import org.syrinx.nn.safetensors.SafetensorsFile;

/**
 * Whether weights fit into memory, asked before any of them is allocated. A model that does not fit
 * is refused with one sentence; without this the operating system would end the process.
 *
 * <p>{@link ParameterSet#load} and {@link ParameterSet#loadForTraining} ask for what is free, and
 * for no more than the system property {@value #LIMIT} allows, in MiB, where it is set. Any thread.
 */
public final class MemoryBudget {
    /** System property: MiB that the weights of one model may take. */
    public static final String LIMIT = "syrinx.memory.limit.mb";

    private MemoryBudget() {}

    /**
     * What the weights of a file occupy once they are loaded.
     *
     * @param file the file
     * @return bytes of native memory: 4 for each element, whatever type the file stores
     */
    public static long weights(SafetensorsFile file) {
        return file.names().stream().mapToLong(n -> 4 * file.info(n).count()).sum();
    }

    /**
     * Refuses a file whose weights are larger than a limit.
     *
     * @param file the file
     * @param limitBytes the limit, in bytes
     * @throws ModelFormatException if the weights need more; the message names both sizes
     */
    public static void requireWithin(SafetensorsFile file, long limitBytes) {
        refuse(file, "weights", weights(file), limitBytes, "are allowed", "Raise the limit");
    }

    /**
     * Refuses a file whose weights are larger than what is free. On the way to the device each
     * tensor lies in Java's heap once, so the largest has to fit there.
     *
     * @param file the file
     * @param device where the weights are to live
     * @throws ModelFormatException if they do not fit; the message names both sizes
     */
    public static void requireFree(SafetensorsFile file, Device device) {
        String limit = System.getProperty(LIMIT);
        if (limit != null) {
            requireWithin(file, bytes(limit));
        }
        String free = device.isGpu() ? "are free on " + device : "are free on this machine";
        refuse(file, "weights", weights(file), free(device), free, "Free memory");
        long largest =
                file.names().stream().mapToLong(n -> 4 * file.info(n).count()).max().orElse(0);
        refuse(
                file,
                "largest tensor",
                largest,
                AvailableMemory.heap(),
                "are free in Java's heap",
                "Give Java more with SYRINX_HEAP");
    }

    /**
     * Refuses work whose intermediate results are larger than what is free.
     *
     * @param bytes what they take
     * @param device where the work is done
     * @param what for the message, for example {@code "the attention over 100000 tokens"}
     * @param action for the message: what to do about it
     * @throws SyrinxException if they do not fit; the message names both sizes
     */
    public static void requireFree(long bytes, Device device, String what, String action) {
        long free = free(device);
        if (bytes > free) {
            throw new SyrinxException(
                    "work that fits into memory",
                    what + " would take " + size(bytes) + ", " + size(free) + " are free",
                    action);
        }
    }

    private static long bytes(String mebibytes) {
        if (!mebibytes.matches("[0-9]{1,12}")) {
            throw new SyrinxException(
                    "a whole number of MiB in the property " + LIMIT,
                    "\"" + mebibytes + "\"",
                    "Correct it.");
        }
        return Long.parseLong(mebibytes) << 20;
    }

    private static long free(Device device) {
        if (device.isGpu()) {
            MemoryUsage memory = CudaUtils.getGpuMemory(device);
            return memory.getMax() - memory.getUsed();
        }
        return AvailableMemory.machine();
    }

    private static void refuse(
            SafetensorsFile file, String what, long needed, long limit, String why, String act) {
        if (needed > limit) {
            throw new ModelFormatException(
                    what + " that fit into memory",
                    "the "
                            + what
                            + " of "
                            + file.path()
                            + " would take "
                            + size(needed)
                            + ", "
                            + size(limit)
                            + " "
                            + why,
                    act + ", or use a smaller model.");
        }
    }

    private static String size(long bytes) {
        boolean small = bytes < 10L << 20;
        return (bytes + 1023) / (small ? 1 << 10 : 1 << 20) + (small ? " KiB" : " MiB");
    }
}
