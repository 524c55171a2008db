package org.syrinx.launcher.internal.pipeline;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.osgi.framework.ServiceReference;
import org.syrinx.api.Pipeline;
import org.syrinx.api.Role;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;

/**
 * A configured pipeline, whether it can speak or not; a service of the launcher to itself.
 * Thread-safe.
 */
public interface PipelineStatus {
    /**
     * The name.
     *
     * @return as in {@code syrinx.pipeline}
     */
    String name();

    /**
     * The pipeline itself, whether it can speak or not: it waits, and says why it cannot.
     *
     * @return always the same
     */
    Pipeline pipeline();

    /**
     * What is configured.
     *
     * @return role to filter, or to {@code none}
     */
    Map<Role, String> targets();

    /**
     * The stages that the next request uses.
     *
     * @return role to stage; empty if it cannot speak
     */
    Map<Role, StageInfo> bound();

    /**
     * Where these stages come from.
     *
     * @return role to service; empty if it cannot speak
     */
    Map<Role, ServiceReference<?>> references();

    /**
     * Why it cannot speak.
     *
     * @return empty if it can
     */
    Optional<SyrinxException> problem();

    /**
     * Whether the problem will not go away by itself: every stage is there, but they do not fit, or
     * one is in quarantine.
     *
     * @return true for a mismatch and for quarantine
     */
    boolean refused();

    /**
     * Why it still speaks with stages that are no longer the configured ones.
     *
     * @return empty if it speaks as configured, or not at all
     */
    Optional<SyrinxException> pending();

    /**
     * The stages that it refuses because of their faults.
     *
     * @return role to the last fault
     */
    Map<Role, SyrinxException> quarantined();

    /**
     * Ends every quarantine of this pipeline.
     *
     * @return whether there was one
     */
    boolean release();

    /**
     * Calls that gave no sign of life, were left behind, and have not come back.
     *
     * @return 0 or more
     */
    int abandoned();

    /**
     * How it replaces a stage when nobody says otherwise.
     *
     * @return as configured
     */
    SwapMode mode();

    /**
     * How long a stage may give no sign of life.
     *
     * @return as configured
     */
    Duration silence();

    /**
     * Looks again which stages to use: something that Declarative Services does not know of has
     * changed.
     */
    void rewire();

    /**
     * Uses stages from now on, ahead of a configuration that will name them.
     *
     * @param stages role to service, tried already
     */
    void switchTo(Map<Role, ServiceReference<?>> stages);

    /**
     * Waits until the configuration names the stages that {@link #switchTo} was given.
     *
     * @param patience how long; then the configuration counts again
     * @return whether it does
     */
    boolean awaitConfigured(Duration patience);

    /**
     * Lets new requests wait; running ones go on.
     *
     * @param why what those are told whose patience ends
     */
    void pause(SyrinxException why);

    /** Ends the pause. */
    void resume();

    /**
     * Waits until the next request would use certain stages.
     *
     * @param wanted looks at role to service, empty while it cannot speak; quick
     * @param patience how long
     * @return whether it would
     */
    boolean awaitWiring(Predicate<Map<Role, ServiceReference<?>>> wanted, Duration patience);

    /**
     * Waits until no request uses a stage that the next one would not use.
     *
     * @param stage the replaced stage
     * @param patience how long
     * @return whether it is free; calls that were left behind are not waited for
     */
    boolean awaitDrained(ServiceReference<?> stage, Duration patience);
}
