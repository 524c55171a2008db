package org.syrinx.plugin.mel.internal;

import ai.djl.ndarray.NDManager;
import java.util.concurrent.atomic.AtomicBoolean;
import org.syrinx.api.Lease;
import org.syrinx.api.SyrinxException;

/** A manager that is closed when it is no longer wanted and nobody holds a lease. Thread-safe. */
final class LeasedManager implements AutoCloseable {
    private final NDManager manager;
    private int leases;
    private boolean unwanted;

    LeasedManager(NDManager manager) {
        this.manager = manager;
    }

    NDManager manager() {
        return manager;
    }

    synchronized Lease lease() {
        if (unwanted) {
            throw new SyrinxException(
                    "a latent space that is installed",
                    manager.getName() + " has been removed",
                    "ask again for a pipeline");
        }
        leases++;
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.compareAndSet(true, false)) {
                release();
            }
        };
    }

    private synchronized void release() {
        leases--;
        closeIfFree();
    }

    @Override
    public synchronized void close() {
        unwanted = true;
        closeIfFree();
    }

    private void closeIfFree() {
        if (unwanted && leases == 0) {
            manager.close();
        }
    }
}
