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
}
