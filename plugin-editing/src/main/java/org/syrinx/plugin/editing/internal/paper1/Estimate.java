package org.syrinx.plugin.editing.internal.paper1;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * How long the rest takes, in words, every half a minute: a run of hours is read in a log, where
 * there is no line to rewrite. For one thread.
 */
final class Estimate {
    private static final long EVERY_NANOS = 30_000_000_000L;
    private static final int ENOUGH = 10;

    private final Consumer<String> messages;
    private long left;
    private long began;
    private long last;

    /**
     * Starts.
     *
     * @param messages where lines go
     * @param most trials that there will be at most
     */
    Estimate(Consumer<String> messages, long most) {
        this.messages = messages;
        this.left = most;
    }

    /** So many fewer are left: done, or not needed. */
    void done(long trials) {
        left -= trials;
    }

    /**
     * Says something, if it is time.
     *
     * @param phase what is being done
     * @param done trials of this phase
     * @param spoken trials of this run that were not known
     */
    void say(String phase, long done, long spoken) {
        long now = System.nanoTime();
        if (began == 0 || spoken == 0) {
            began = now;
            last = now;
        }
        if (now - last < EVERY_NANOS || spoken < ENOUGH) {
            return;
        }
        last = now;
        double each = (now - began) / 1e9 / spoken;
        double minutes = each * (left - done) / 60;
        messages.accept(
                String.format(
                        Locale.ROOT,
                        "%s: %d spoken, %.2f s each; at most %d to go, about %.0f min",
                        phase,
                        spoken,
                        each,
                        left - done,
                        minutes));
    }
}
