package org.syrinx.audio.internal.io;

import org.syrinx.api.SyrinxException;

/** A small file may hold, or say that it holds, more sound than fits into the heap. */
public final class SoundRoom {
    private static final int BYTES = Float.BYTES;

    private SoundRoom() {}

    /**
     * Refuses what would not fit.
     *
     * @param name of the file, for the message
     * @param samples that are about to be allocated, over all channels
     * @throws SyrinxException if there is no room for them
     */
    public static void require(String name, long samples) {
        if (samples > free() / BYTES) {
            System.gc(); // what was free counts garbage as used
            require(name, samples, free());
        }
    }

    static void require(String name, long samples, long free) {
        if (samples > free / BYTES) {
            throw new SyrinxException(
                    "sound that fits into Java's heap",
                    name
                            + " holds "
                            + samples
                            + " samples, which take "
                            + (samples >> 18)
                            + " MiB of "
                            + (free >> 20)
                            + " MiB",
                    "Split the file, or give Java more with SYRINX_HEAP.");
        }
    }

    private static long free() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
    }
}
