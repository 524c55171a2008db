package org.syrinx.nn.models;

import java.util.concurrent.atomic.AtomicBoolean;
import org.syrinx.api.Lease;
import org.syrinx.api.SyrinxException;

/**
 * Counts the leases of a model's stages, and frees the model when it has been closed and the last
 * lease has ended. Thread-safe.
 */
public final class Leases implements AutoCloseable {
    private final String model;
    private final Runnable free;
    private int open;
    private boolean closed;
    private boolean freed;

    /**
     * No leases yet.
     *
     * @param model the name of the model, for errors
     * @param free frees its memory; called once, on whatever thread ends the last lease
     */
    public Leases(String model, Runnable free) {
        this.model = model;
        this.free = free;
    }

    /**
     * Keeps the model until the lease is closed.
     *
     * @return the lease
     * @throws SyrinxException if the model has been closed
     */
    public synchronized Lease lease() {
        if (closed) {
            throw new SyrinxException(
                    "a model that is installed",
                    model + " has been removed",
                    "Ask again for a pipeline.");
        }
        open++;
        AtomicBoolean held = new AtomicBoolean(true);
        return () -> {
            if (held.compareAndSet(true, false)) {
                release();
            }
        };
    }

    private synchronized void release() {
        open--;
        freeIfUnused();
    }

    /** Frees the model as soon as nobody holds a lease. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        freeIfUnused();
    }

    private void freeIfUnused() {
        if (closed && open == 0 && !freed) {
            freed = true;
            free.run();
        }
    }
}
