package org.syrinx.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What every stage of a pipeline can say of itself.
 *
 * <p>A stage is registered as a service only when it can serve, and is withdrawn before it is
 * closed. It may be called by several threads at once unless it says otherwise; a call that is
 * running when the service is withdrawn finishes normally, because the pipeline holds a lease.
 */
@ConsumerType
public interface Stage {
    /**
     * Describes the stage.
     *
     * @return the same value for the life of the stage; never null
     */
    StageInfo info();

    /**
     * Keeps the stage able to serve until the lease is closed, even if its service is withdrawn
     * meanwhile. A pipeline takes a lease of every stage for the whole of a request, which may be
     * many calls. A stage that owns native memory counts its leases: once it has been withdrawn, it
     * frees that memory when the last of them is closed, on whatever thread that happens.
     *
     * <p>Called only while the service is registered. The default suits stages with nothing to
     * free.
     *
     * @return the lease; the caller closes it
     * @throws SyrinxException if the stage has been closed already
     */
    default Lease lease() {
        return Lease.NOTHING_TO_FREE;
    }
}
