package org.syrinx.launcher.internal.pipeline;

/** Models that were unloaded to give their memory back, and return when they are wanted. */
public interface SleepingModels {
    /**
     * Loads the sleeping models that a target would find, and waits for them. Quick if there are
     * none.
     *
     * @param target an OSGi filter for stages
     * @throws org.syrinx.api.SyrinxException if one cannot be loaded any more, with its reason
     */
    void wake(String target);

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
