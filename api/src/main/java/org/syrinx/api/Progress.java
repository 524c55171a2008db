package org.syrinx.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * How long work reports itself and how it is stopped. Everything that can take longer than a second
 * takes one.
 *
 * <p>Threads: an implementation must accept calls from any thread. Workers call {@link #step} often
 * (at least every 100 ms where they can) and let the {@link CancelledException} that it may throw
 * pass through, after closing what they own.
 */
@ConsumerType
public interface Progress {
    /** Reports nothing and is never cancelled. */
    Progress NONE = (phase, done, total) -> {};

    /**
     * Reports progress.
     *
     * @param phase what is being done, a short phrase such as {@code "decoding"}
     * @param done units done so far in this phase
     * @param total units in this phase, or 0 when unknown
     * @throws CancelledException if the work has been cancelled; the worker must stop
     */
    void step(String phase, long done, long total);
}
