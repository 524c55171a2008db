package org.syrinx.launcher.internal.pipeline;

import java.util.Locale;
import org.syrinx.api.SyrinxException;

/** How a stage is replaced. */
public enum SwapMode {
    /** The new one is loaded first: nobody waits, and for a while two are in memory. */
    AVAILABLE,
    /** The old one is freed first: one is in memory, and requests wait. */
    FRUGAL;

    /**
     * The name in configurations and commands.
     *
     * @return in lower case
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Finds a mode.
     *
     * @param key in any case
     * @return the mode
     * @throws SyrinxException if there is none
     */
    public static SwapMode of(String key) {
        for (SwapMode mode : values()) {
            if (mode.key().equalsIgnoreCase(key)) {
                return mode;
            }
        }
        throw new SyrinxException(
                "available or frugal", "the swap mode \"" + key + "\"", "choose one of the two");
    }
}
