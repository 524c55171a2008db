package org.syrinx.launcher.internal.pipeline;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.syrinx.api.Role;
import org.syrinx.api.SyrinxException;

/**
 * Which stages the next request of one pipeline uses. They change all together: as long as a
 * configured stage is missing or does not fit, requests go on with the ones before, if those are
 * still there. So a swap of two stages is one step, and a target that names a model which is still
 * loading, or which fails to, costs nothing.
 *
 * <p>Thread-safe.
 */
final class PipelineWiring implements ServiceListener {
    /** Below SCR's lock time-out of 5 s, so that a long request never blocks the framework. */
    private static final Duration STOPPING = Duration.ofSeconds(3);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration HALF_OF_A_SWAP = Duration.ofSeconds(1);

    private final String name;
    private final BundleContext context;
    private final Retiring retiring;
    private final Supplier<SleepingModels> sleeping;
    private final Runnable changed;
    private final LeasedHolder<Wiring> holder;
    private final Candidates candidates = new Candidates();
    private final Faults faults = new Faults();
    private final Object lock = new Object();
    private Map<Role, ServiceReference<?>> chosen = Map.of();
    private volatile Map<Role, ServiceReference<?>> ahead = Map.of();
    private final Queue<Wiring> unused = new ConcurrentLinkedQueue<>();
    private boolean active;
    private long revision;
    private volatile PipelineConfig config;
    private volatile SyrinxException paused;
    private volatile SyrinxException problem;
    private volatile SyrinxException pending;
    private volatile boolean refused;

    /**
     * Creates a wiring without stages.
     *
     * @param name of the pipeline
     * @param context takes the stages
     * @param config as configured
     * @param retiring what not to choose
     * @param sleeping wakes what was unloaded; the supplier may give null
     * @param changed run after every change, without a lock
     */
    PipelineWiring(
            String name,
            BundleContext context,
            PipelineConfig config,
            Retiring retiring,
            Supplier<SleepingModels> sleeping,
            Runnable changed) {
        this.name = name;
        this.context = context;
        this.config = config;
        this.retiring = retiring;
        this.sleeping = sleeping;
        this.changed = changed;
        this.holder = new LeasedHolder<>(Wiring::leaseAll, this::dispose, this::unavailable);
    }

    LeasedHolder<Wiring> holder() {
        return holder;
    }

    void start() {
        context.addServiceListener(this);
        synchronized (lock) {
            active = true;
        }
        rewire();
    }

    void stop() {
        context.removeServiceListener(this);
        synchronized (lock) {
            active = false;
        }
        rewire();
    }

    void configure(PipelineConfig changedConfig) {
        config = changedConfig;
        rewire();
    }

    void offer(ServiceReference<?> stage) {
        synchronized (lock) {
            candidates.add(stage);
        }
        rewire();
    }

    void retract(ServiceReference<?> stage) {
        synchronized (lock) {
            candidates.remove(stage);
        }
        rewire();
    }

    void pause(SyrinxException why) {
        paused = why;
        rewire();
    }

    /**
     * A stage is withdrawn. Declarative Services tells of it only as long as the stage is a
     * configured one; requests may still be on an earlier one.
     */
    @Override
    public void serviceChanged(ServiceEvent event) {
        if (event.getType() != ServiceEvent.UNREGISTERING) {
            return;
        }
        ServiceReference<?> stage = event.getServiceReference();
        Wiring now;
        synchronized (lock) {
            candidates.drop(stage);
            if (ahead.containsValue(stage)) {
                ahead = Map.of();
            }
            revision++;
            // not before: what was chosen with this stage is either published by now, or never is
            now = holder.peek();
        }
        faults.forget(stage);
        if (now != null && now.uses(stage)) {
            now.lose();
            rewire();
        }
        Bundle bundle = stage.getBundle();
        if (bundle != null && bundle.getState() == Bundle.STOPPING) {
            // its classes go: let requests end first, if they end soon
            holder.awaitDrained(wiring -> wiring.uses(stage), STOPPING);
        }
    }

    /**
     * Brings what requests use in line with what is configured and what is there. Stages are
     * fetched and questioned without a lock: that is plug-ins' code, which may have locks of its
     * own and may be registering something else meanwhile. If anything has changed until then, once
     * more.
     */
    void rewire() {
        synchronized (lock) {
            revision++;
        }
        boolean settled;
        do {
            Map<Role, ServiceReference<?>> wanted;
            long seen;
            synchronized (lock) {
                seen = revision;
                wanted = decide();
            }
            settled = wanted.isEmpty() || take(wanted, seen);
        } while (!settled);
        holder.look();
        for (Wiring old = unused.poll(); old != null; old = unused.poll()) {
            old.close();
        }
        changed.run();
    }

    /** Fetches stages and publishes them, unless something has changed since they were chosen. */
    private boolean take(Map<Role, ServiceReference<?>> wanted, long seen) {
        Wiring next = null;
        SyrinxException why = null;
        try {
            next = Wiring.open(context, wanted);
        } catch (SyrinxException e) {
            why = e;
        }
        synchronized (lock) {
            if (revision == seen) {
                if (next == null) {
                    notAsConfigured(why, true);
                } else {
                    holder.publish(next);
                    asConfigured();
                }
                return true;
            }
        }
        if (next != null) {
            next.close();
        }
        return false;
    }

    /** A replaced wiring that nobody uses: its stages are given back, but not under the lock. */
    private void dispose(Wiring old) {
        if (Thread.holdsLock(lock)) {
            unused.add(old);
        } else {
            old.close();
        }
    }

    /** Under the lock. The stages that have to be fetched; none if all is said. */
    private Map<Role, ServiceReference<?>> decide() {
        chosen = Map.of();
        if (!active) {
            withdraw(stopped(), true);
            return Map.of();
        }
        if (paused != null) {
            withdraw(paused, false);
            return Map.of();
        }
        try {
            Map<Role, String> targets = targets();
            chosen = followAhead(choose(targets));
            String missing = ahead.isEmpty() ? missing(targets, chosen) : "";
            Map<Role, SyrinxException> outcasts = faults.of(chosen);
            if (!missing.isEmpty()) {
                notAsConfigured(incomplete(missing), false);
            } else if (!outcasts.isEmpty()) {
                notAsConfigured(quarantine(outcasts), true);
            } else {
                Wiring now = holder.peek();
                if (now == null || !now.alive() || !now.references().equals(chosen)) {
                    return chosen;
                }
                asConfigured();
            }
        } catch (SyrinxException e) {
            notAsConfigured(e, true); // a target that is no filter
        }
        return Map.of();
    }

    /** Under the lock. The stages of a swap, until the configuration says the same. */
    private Map<Role, ServiceReference<?>> followAhead(Map<Role, ServiceReference<?>> configured) {
        if (configured.equals(ahead)) {
            ahead = Map.of();
        }
        return ahead.isEmpty() ? configured : ahead;
    }

    /**
     * Uses stages from now on, ahead of the configuration that will name them.
     *
     * @param stages role to service, tried already
     */
    void switchTo(Map<Role, ServiceReference<?>> stages) {
        synchronized (lock) {
            // a stage that is being withdrawn this moment is nothing to switch to
            ahead =
                    stages.values().stream().anyMatch(candidates::dropped)
                            ? Map.of()
                            : Map.copyOf(stages);
        }
        rewire();
    }

    /** Waits until the configuration has followed; gives up on what it does not follow. */
    boolean awaitConfigured(Duration patience) {
        boolean followed = holder.await(now -> ahead.isEmpty(), patience);
        if (!followed) {
            synchronized (lock) {
                ahead = Map.of();
            }
            rewire();
        }
        return followed;
    }

    private void asConfigured() {
        problem = null;
        pending = null;
        refused = false;
    }

    private Map<Role, ServiceReference<?>> choose(Map<Role, String> targets) {
        Map<Role, ServiceReference<?>> lasting =
                candidates.choose(targets, ref -> !retiring.concerns(ref));
        return missing(targets, lasting).isEmpty()
                ? lasting
                : candidates.choose(targets, ref -> true);
    }

    private void notAsConfigured(SyrinxException why, boolean hopeless) {
        Wiring now = holder.peek();
        if (now != null && now.alive() && faults.of(now.references()).isEmpty()) {
            pending = why;
        } else {
            withdraw(why, hopeless);
        }
    }

    private void withdraw(SyrinxException why, boolean hopeless) {
        problem = why;
        pending = null;
        refused = hopeless;
        holder.withdraw(this::unavailable);
    }

    private static String missing(Map<Role, String> targets, Map<Role, ServiceReference<?>> there) {
        return targets.entrySet().stream()
                .filter(e -> !Candidates.NONE.equals(e.getValue()))
                .filter(e -> !there.containsKey(e.getKey()))
                .map(e -> e.getKey().key() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }

    private SyrinxException incomplete(String missing) {
        return new SyrinxException(
                "every stage of the pipeline \"" + name + "\" to be there",
                "missing: " + missing,
                "look at ./syrinx models: one that was unloaded comes back with the next request;"
                        + " else install or load it, or change the target");
    }

    private SyrinxException stopped() {
        return new SyrinxException(
                "a configured pipeline", "the pipeline \"" + name + "\" was removed", "create it");
    }

    private SyrinxException quarantine(Map<Role, SyrinxException> outcasts) {
        Map.Entry<Role, SyrinxException> first = outcasts.entrySet().iterator().next();
        return new SyrinxException(
                "a " + first.getKey().key() + " without faults in the pipeline \"" + name + "\"",
                "it is in quarantine after "
                        + config.quarantine_after()
                        + " faults in a row, the last one: "
                        + first.getValue().found(),
                "swap another stage in, update the plug-in, or release it with syrinx:unquarantine "
                        + name);
    }

    private SyrinxException unavailable() {
        SyrinxException why = problem;
        return why == null ? incomplete("nothing any more, it came back this moment") : why;
    }

    /** Takes the stages for one request, waking what sleeps, waiting for what is replaced. */
    LeasedHolder.Held<Wiring> acquire() {
        long begun = System.nanoTime();
        while (true) {
            SleepingModels models = sleeping.get();
            if (models != null && paused == null && holder.peek() == null) {
                targets().forEach(models::wake);
            }
            Duration left = patience().minusNanos(System.nanoTime() - begun);
            // what was woken may be unloaded again before this request comes to it
            if (left.compareTo(LOOK_AGAIN) <= 0) {
                return holder.acquire(left);
            }
            Optional<LeasedHolder.Held<Wiring>> held = holder.poll(LOOK_AGAIN);
            if (held.isPresent()) {
                return held.get();
            }
        }
    }

    private Duration patience() {
        Duration wait = Duration.ofMillis(config.swap_wait());
        if (!quarantined().isEmpty()) {
            return Duration.ZERO;
        }
        // a mismatch may be half of a change of two stages, so even that is given a moment
        return refused && wait.compareTo(HALF_OF_A_SWAP) > 0 ? HALF_OF_A_SWAP : wait;
    }

    /** A stage broke its contract while it served a request. */
    void fault(Wiring wiring, StageFault why) {
        ServiceReference<?> stage = wiring.references().get(why.role());
        if (stage != null && faults.count(stage, why, config.quarantine_after())) {
            rewire();
        }
    }

    void wentWell(Wiring wiring) {
        faults.wentWell(wiring);
    }

    boolean release() {
        boolean released = faults.release();
        rewire();
        return released;
    }

    Map<Role, SyrinxException> quarantined() {
        synchronized (lock) {
            return faults.of(chosen);
        }
    }

    PipelineConfig config() {
        return config;
    }

    Optional<SyrinxException> problem() {
        return Optional.ofNullable(problem);
    }

    Optional<SyrinxException> pending() {
        return Optional.ofNullable(pending);
    }

    boolean refused() {
        return refused;
    }

    Map<Role, String> targets() {
        PipelineConfig c = config;
        Map<Role, String> targets = new EnumMap<>(Role.class);
        targets.put(Role.ENCODER, any(c.encoder_target()));
        targets.put(Role.LATENTSPACE, unless(c.latentspace(), c.latentspace_target()));
        targets.put(Role.DENOISER, unless(c.denoiser(), c.denoiser_target()));
        targets.put(Role.VOCODER, any(c.vocoder_target()));
        return targets;
    }

    private static String unless(String none, String filter) {
        return Candidates.NONE.equals(none) ? Candidates.NONE : any(filter);
    }

    private static String any(String filter) {
        return filter.isBlank() ? Candidates.ANY : filter;
    }
}
