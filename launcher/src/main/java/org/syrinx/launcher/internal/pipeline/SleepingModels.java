package org.syrinx.launcher.internal.pipeline;

import org.syrinx.api.Role;

/** Models that were unloaded to give their memory back, and return when they are wanted. */
public interface SleepingModels {
    /**
     * Loads the sleeping models that a target would find, and waits for them; of those that any
     * target would find, one. Quick if there are none, or if a stage of the target is there.
     *
     * @param role of the stage
     * @param target an OSGi filter, {@code (any)}, or {@code none}
     * @throws org.syrinx.api.SyrinxException if one cannot be loaded any more, with its reason
     */
    void wake(Role role, String target);

    /**
     * A request begins on a model: it is awake at least until the request ends.
     *
     * @param model its name
     */
    void begins(String model);

    /**
     * A request has ended.
     *
     * @param model its name
     */
    void ends(String model);
}
