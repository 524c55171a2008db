package org.syrinx.launcher.internal.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.syrinx.api.ModelFailure;
import org.syrinx.api.Role;
import org.syrinx.api.SyrinxException;
import org.syrinx.launcher.internal.model.ActivationFailures;
import org.syrinx.launcher.internal.model.ChangeReport;
import org.syrinx.launcher.internal.model.MemoryMeter;
import org.syrinx.launcher.internal.model.Models;
import org.syrinx.launcher.internal.model.Pipelines;
import org.syrinx.launcher.internal.model.ServiceAwait;
import org.syrinx.launcher.internal.pipeline.PipelineStatus;
import org.syrinx.launcher.internal.pipeline.Retiring;
import org.syrinx.launcher.internal.pipeline.Trial;

/**
 * Installs, replaces and removes bundles with stages while pipelines speak.
 *
 * <p>OSGi's own update stops a bundle before the new version starts: nobody serves in between, and
 * if the new version cannot, nobody serves after. So a new version is installed beside the old one.
 * The factory configurations of the plug-in's models are seen by both; when every model that the
 * old version serves has come up in the new one, and every pipeline has spoken a word with it, the
 * pipelines change over, and the old version goes when its last request has ended.
 *
 * <p>Thread-safe; one change at a time.
 */
@Component(service = Updater.class)
public final class Updater {
    private static final Duration LOADING = Duration.ofMinutes(5);
    private static final Duration SWITCHING = Duration.ofSeconds(20);
    private static final Duration DRAINING = Duration.ofSeconds(60);

    /** What everything else stands on; the engine's natives live as long as the process. */
    private static final Set<String> PINNED =
            Set.of("org.syrinx.engine", "org.syrinx.api", "org.syrinx.nn", "org.syrinx.launcher");

    private final BundleContext context;
    private final ActivationFailures failures;
    private final Models models;
    private final Pipelines pipelines;
    private final Retiring retiring;
    private final MemoryMeter meter;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final AtomicLong locations = new AtomicLong();

    /**
     * Creates the service.
     *
     * @param context of the launcher
     * @param failures says why a component did not come up
     * @param models lists what was refused
     * @param pipelines change over
     * @param retiring bundles on their way out
     * @param meter measures memory
     */
    @Activate
    public Updater(
            BundleContext context,
            @Reference ActivationFailures failures,
            @Reference Models models,
            @Reference Pipelines pipelines,
            @Reference Retiring retiring,
            @Reference MemoryMeter meter) {
        this.context = context;
        this.failures = failures;
        this.models = models;
        this.pipelines = pipelines;
        this.retiring = retiring;
        this.meter = meter;
    }

    /**
     * What was done.
     *
     * @param name symbolic name of the bundle
     * @param from the version before, empty if there was none
     * @param to the version now
     * @param report times and memory
     */
    public record Result(String name, Optional<String> from, String to, ChangeReport report) {}

    /**
     * Installs a bundle, or replaces its version. Returns when the new one serves and the old one
     * has gone.
     *
     * @param jar a jar on disk; it is copied
     * @return what was done
     * @throws SyrinxException if it is no whole bundle, is pinned, does not resolve, start, load or
     *     speak: then the old version serves as before, and the reason is listed with the models
     */
    public Result install(Path jar) {
        BundleJar next = BundleJar.whole(jar);
        lock.lock();
        try {
            List<Bundle> old = installed(next.symbolicName());
            refuseIfPinned(next, old);
            ChangeReport.Builder report = new ChangeReport.Builder(meter);
            try {
                replace(next, old, report);
            } catch (SyrinxException e) {
                models.refuseBundle(next.symbolicName(), next.version(), e);
                throw e;
            }
            models.acceptBundle(next.symbolicName());
            Optional<String> from =
                    old.stream().map(b -> b.getVersion().toString()).reduce((a, b) -> b);
            return new Result(next.symbolicName(), from, next.version(), report.build());
        } finally {
            lock.unlock();
        }
    }

    private List<Bundle> installed(String symbolicName) {
        List<Bundle> found = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if (symbolicName.equals(bundle.getSymbolicName())) {
                found.add(bundle);
            }
        }
        return found;
    }

    private static void refuseIfPinned(BundleJar next, List<Bundle> old) {
        String name = next.symbolicName();
        boolean depended = old.stream().anyMatch(Updater::hasDependents);
        if (PINNED.contains(name) || depended || old.stream().anyMatch(b -> b.getBundleId() == 0)) {
            throw new SyrinxException(
                    "a bundle that brings stages and that no other bundle builds on",
                    name
                            + (PINNED.contains(name)
                                    ? " is pinned: the process stands on it"
                                    : " is used by other bundles"),
                    "put it into the distribution's bundle folder and restart Syrinx");
        }
    }

    private static boolean hasDependents(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring == null) {
            return false;
        }
        for (BundleWire wire : wiring.getProvidedWires(null)) {
            if (wire.getRequirer().getBundle() != bundle) {
                return true;
            }
        }
        return false;
    }

    private void replace(BundleJar next, List<Bundle> old, ChangeReport.Builder report) {
        Set<BundleStages.Served> served = new HashSet<>();
        old.forEach(bundle -> served.addAll(BundleStages.served(bundle)));
        Bundle fresh = start(next);
        try {
            awaitAll(fresh, served);
            report.phase("load");
            tryOut(fresh, old);
            report.phase("warm-up");
        } catch (SyrinxException e) {
            remove(fresh);
            throw e;
        }
        old.forEach(retiring::add);
        try {
            pipelines.list().forEach(PipelineStatus::rewire);
            Optional<PipelineStatus> stays = staying(old);
            if (stays.isPresent()) {
                SyrinxException why = unmoved(stays.get());
                changeBack(fresh, old, report);
                throw why;
            }
            report.phase("switch");
            drain(old, report);
            report.phase("drain");
            old.forEach(this::remove);
            meter.settle();
            report.phase("free");
        } finally {
            old.forEach(retiring::remove);
        }
    }

    /** A pipeline that goes on using the old version, if there is one. */
    private Optional<PipelineStatus> staying(List<Bundle> old) {
        return pipelines.list().stream()
                .filter(p -> BundleStages.uses(p.references(), old))
                // it waits for what nobody serves: it would not change over by waiting longer
                .filter(
                        p ->
                                p.pending().isPresent()
                                        || !p.awaitWiring(
                                                refs -> !BundleStages.uses(refs, old), SWITCHING))
                .findFirst();
    }

    private static SyrinxException unmoved(PipelineStatus stays) {
        return kept(
                new SyrinxException(
                        "every pipeline to change over within " + SWITCHING.toSeconds() + " s",
                        "\""
                                + stays.name()
                                + "\" does not"
                                + stays.pending().map(why -> ": " + why.found()).orElse(""),
                        "look at ./syrinx pipelines, mend it, and update again"));
    }

    /** The pipelines that have changed over go back, and the new version goes. */
    private void changeBack(Bundle fresh, List<Bundle> old, ChangeReport.Builder report) {
        old.forEach(retiring::remove);
        retiring.add(fresh);
        try {
            pipelines.list().forEach(PipelineStatus::rewire);
            drain(List.of(fresh), report);
            remove(fresh);
        } finally {
            retiring.remove(fresh);
        }
    }

    private Bundle start(BundleJar jar) {
        Bundle bundle = null;
        // a location of its own: the old version has another, and both are there for a while
        String location = "syrinx:" + jar.symbolicName() + "#" + locations.incrementAndGet();
        try (InputStream in = Files.newInputStream(jar.path())) {
            bundle = context.installBundle(location, in);
            if ((bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT)
                    == 0) {
                bundle.start();
            }
            return bundle;
        } catch (BundleException | IOException e) {
            if (bundle != null) {
                remove(bundle);
            }
            throw new SyrinxException(
                    "a bundle that starts",
                    jar.symbolicName() + " " + jar.version() + " does not: " + reason(e),
                    "correct it; what was installed before is still there",
                    e);
        }
    }

    private static String reason(Exception e) {
        Throwable last = e;
        while (last.getCause() != null && last.getCause() != last) {
            last = last.getCause();
        }
        return String.valueOf(last.getMessage() == null ? last : last.getMessage()).strip();
    }

    /** Every model that the old version serves has to come up in the new one. */
    private void awaitAll(Bundle fresh, Set<BundleStages.Served> wanted) {
        Optional<Boolean> there =
                ServiceAwait.until(
                        context,
                        LOADING,
                        () -> {
                            refuseFailed(fresh);
                            return BundleStages.served(fresh).containsAll(wanted)
                                    ? Optional.of(true)
                                    : Optional.empty();
                        });
        if (there.isEmpty()) {
            wanted.removeAll(BundleStages.served(fresh));
            BundleStages.Served first = wanted.iterator().next();
            throw new SyrinxException(
                    "the new version to serve what the old one serves within "
                            + LOADING.toMinutes()
                            + " min",
                    "the " + first.role().key() + " of \"" + first.model() + "\" has not come up",
                    "correct the plug-in; the old version serves as before");
        }
    }

    private void refuseFailed(Bundle fresh) {
        for (ServiceReference<?> ref : BundleStages.services(fresh)) {
            // only then: every other service is made by being asked for
            if (BundleStages.provides(ref, ModelFailure.class)) {
                Object failure = context.getService(ref);
                if (failure != null) {
                    SyrinxException why = ((ModelFailure) failure).reason();
                    context.ungetService(ref);
                    throw kept(why);
                }
            }
        }
        failures.of(fresh)
                .ifPresent(
                        why -> {
                            throw kept(
                                    new SyrinxException(
                                            "a plug-in whose components come up",
                                            why,
                                            "correct the plug-in"));
                        });
    }

    private static SyrinxException kept(SyrinxException why) {
        return new SyrinxException(
                why.expected(),
                why.found() + " (in the new version; the old one serves as before)",
                why.action(),
                why);
    }

    /** A word from every pipeline, as it will be. */
    private void tryOut(Bundle fresh, List<Bundle> old) {
        for (PipelineStatus pipeline : pipelines.list()) {
            Map<Role, ServiceReference<?>> now = pipeline.references();
            if (!BundleStages.uses(now, old)) {
                continue;
            }
            Map<Role, ServiceReference<?>> then = new EnumMap<>(Role.class);
            now.forEach(
                    (role, ref) ->
                            then.put(
                                    role,
                                    old.contains(ref.getBundle())
                                            ? BundleStages.successor(fresh, role, ref)
                                            : ref));
            try {
                Trial.of(context, pipeline.name(), then, pipeline.silence());
            } catch (SyrinxException e) {
                throw kept(e);
            }
        }
    }

    private void drain(List<Bundle> old, ChangeReport.Builder report) {
        busy(old)
                .ifPresent(
                        pipeline ->
                                report.note(
                                        "A request still runs on the old version in "
                                                + pipeline.name()
                                                + " and may fail when it needs a class for the"
                                                + " first time."));
    }

    /** Waits for the requests on some bundles; a pipeline whose request did not end in time. */
    private Optional<PipelineStatus> busy(List<Bundle> bundles) {
        for (Bundle bundle : bundles) {
            for (ServiceReference<?> ref : BundleStages.services(bundle)) {
                for (PipelineStatus pipeline : pipelines.list()) {
                    if (!pipeline.awaitDrained(ref, DRAINING)) {
                        return Optional.of(pipeline);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Removes a bundle for good: its classes too. Requests that run on it end first, up to a
     * minute; new ones wait, and are told what is missing when it has gone.
     *
     * @param symbolicName its name
     * @throws SyrinxException if it is pinned or used by others
     */
    public void uninstall(String symbolicName) {
        lock.lock();
        try {
            List<Bundle> bundles = installed(symbolicName);
            refuseIfPinned(new BundleJar(Path.of(""), symbolicName, ""), bundles);
            vacate(symbolicName, bundles);
            models.acceptBundle(symbolicName);
        } finally {
            lock.unlock();
        }
    }

    private void vacate(String symbolicName, List<Bundle> bundles) {
        List<PipelineStatus> users = new ArrayList<>();
        bundles.forEach(retiring::add);
        try {
            // who may use another bundle's stage does so
            pipelines.list().forEach(PipelineStatus::rewire);
            pipelines.list().stream()
                    .filter(p -> BundleStages.uses(p.references(), bundles))
                    .forEach(users::add);
            SyrinxException why =
                    new SyrinxException(
                            "the stages of " + symbolicName,
                            "it is being removed",
                            "install it again, or swap other stages in");
            users.forEach(user -> user.pause(why));
            busy(bundles)
                    .ifPresent(
                            pipeline ->
                                    System.getLogger(Updater.class.getName())
                                            .log(
                                                    System.Logger.Level.WARNING,
                                                    symbolicName
                                                            + " is removed although a request in "
                                                            + pipeline.name()
                                                            + " still runs on it"));
            bundles.forEach(this::remove);
        } finally {
            bundles.forEach(retiring::remove);
            users.forEach(PipelineStatus::resume);
        }
    }

    private void remove(Bundle bundle) {
        try {
            bundle.uninstall();
        } catch (BundleException | IllegalStateException e) {
            // it was removed meanwhile, or its activator throws at its end: it is gone either way
            System.getLogger(Updater.class.getName())
                    .log(System.Logger.Level.DEBUG, "uninstalling " + bundle, e);
        }
        refresh(bundle);
    }

    /** Lets go of the classes of a bundle that nobody else is wired to. */
    private void refresh(Bundle bundle) {
        CountDownLatch done = new CountDownLatch(1);
        context.getBundle(0)
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), event -> done.countDown());
        try {
            done.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
