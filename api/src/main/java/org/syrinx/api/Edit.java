package org.syrinx.api;

import java.util.Objects;
import java.util.Optional;

/**
 * A slider: move along a named direction.
 *
 * @param direction the name of an installed direction, for example {@code "gender"}
 * @param strength signed strength in the direction's own unit; 0 is bit-identical to no edit
 * @param envelope strength over time at the hook's frame rate, multiplied by {@code strength};
 *     starts anew with every sentence, its last value holds beyond its end; empty means constant 1
 */
public record Edit(String direction, double strength, Optional<float[]> envelope) {
    public Edit {
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(envelope, "envelope");
        if (!Double.isFinite(strength)) {
            throw new SyrinxException(
                    "a finite strength for the edit \"" + direction + "\"",
                    "" + strength,
                    "pass a number");
        }
    }

    /**
     * A constant edit.
     *
     * @param direction the name of an installed direction
     * @param strength signed strength
     * @return the edit
     */
    public static Edit of(String direction, double strength) {
        return new Edit(direction, strength, Optional.empty());
    }
}
