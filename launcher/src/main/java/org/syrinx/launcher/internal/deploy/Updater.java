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
import org.syrinx.api.SyrinxModel;
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
        Set<Served> served = new HashSet<>();
        old.forEach(bundle -> served.addAll(Served.by(bundle)));
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
            awaitChange(old);
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

    /**
     * A stage that a bundle offers.
     *
     * @param model of which model
     * @param role in which role
     */
    private record Served(String model, Role role) {
        static Set<Served> by(Bundle bundle) {
            Set<Served> served = new HashSet<>();
            for (ServiceReference<?> ref : services(bundle)) {
                if (ref.getProperty(SyrinxModel.MODEL) instanceof String model) {
                    for (Role role : Role.values()) {
                        if (provides(ref, role)) {
                            served.add(new Served(model, role));
                        }
                    }
                }
            }
            return served;
        }
    }

    private static ServiceReference<?>[] services(Bundle bundle) {
        ServiceReference<?>[] found = bundle.getRegisteredServices();
        return found == null ? new ServiceReference<?>[0] : found;
    }

    private static boolean provides(ServiceReference<?> ref, Role role) {
        return Set.of((String[]) ref.getProperty("objectClass")).contains(role.service().getName());
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
    private void awaitAll(Bundle fresh, Set<Served> wanted) {
        Optional<Boolean> there =
                ServiceAwait.until(
                        context,
                        LOADING,
                        () -> {
                            refuseFailed(fresh);
                            return Served.by(fresh).containsAll(wanted)
                                    ? Optional.of(true)
                                    : Optional.empty();
                        });
        if (there.isEmpty()) {
            wanted.removeAll(Served.by(fresh));
            Served first = wanted.iterator().next();
            throw new SyrinxException(
                    "the new version to serve what the old one serves within "
                            + LOADING.toMinutes()
                            + " min",
                    "the " + first.role.key() + " of \"" + first.model + "\" has not come up",
                    "correct the plug-in; the old version serves as before");
        }
    }

    private void refuseFailed(Bundle fresh) {
        for (ServiceReference<?> ref : services(fresh)) {
            if (context.getService(ref) instanceof ModelFailure failure) {
                context.ungetService(ref);
                throw kept(failure.reason());
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
            if (now.values().stream().noneMatch(ref -> old.contains(ref.getBundle()))) {
                continue;
            }
            Map<Role, ServiceReference<?>> then = new EnumMap<>(Role.class);
            now.forEach(
                    (role, ref) ->
                            then.put(
                                    role,
                                    old.contains(ref.getBundle())
                                            ? successor(fresh, role, ref)
                                            : ref));
            try {
                Trial.of(context, pipeline.name(), then, pipeline.silence());
            } catch (SyrinxException e) {
                throw kept(e);
            }
        }
    }

    private static ServiceReference<?> successor(Bundle fresh, Role role, ServiceReference<?> of) {
        for (ServiceReference<?> ref : services(fresh)) {
            if (provides(ref, role)
                    && of.getProperty(SyrinxModel.MODEL)
                            .equals(ref.getProperty(SyrinxModel.MODEL))) {
                return ref;
            }
        }
        throw new SyrinxException(
                "the new version to serve what the old one serves",
                "the "
                        + role.key()
                        + " of \""
                        + of.getProperty(SyrinxModel.MODEL)
                        + "\" has gone again",
                "correct the plug-in; the old version serves as before");
    }

    private void awaitChange(List<Bundle> old) {
        for (PipelineStatus pipeline : pipelines.list()) {
            pipeline.awaitWiring(
                    refs -> refs.values().stream().noneMatch(r -> old.contains(r.getBundle())),
                    SWITCHING);
        }
    }

    private void drain(List<Bundle> old, ChangeReport.Builder report) {
        for (Bundle bundle : old) {
            for (ServiceReference<?> ref : services(bundle)) {
                for (PipelineStatus pipeline : pipelines.list()) {
                    if (!pipeline.awaitDrained(ref, DRAINING)) {
                        report.note(
                                "A request still runs on the old version in "
                                        + pipeline.name()
                                        + " and may fail when it needs a class for the first"
                                        + " time.");
                        return;
                    }
                }
            }
        }
    }

    /**
     * Removes a bundle for good: its classes too.
     *
     * @param symbolicName its name
     * @throws SyrinxException if it is pinned or used by others
     */
    public void uninstall(String symbolicName) {
        lock.lock();
        try {
            List<Bundle> bundles = installed(symbolicName);
            refuseIfPinned(new BundleJar(Path.of(""), symbolicName, ""), bundles);
            bundles.forEach(this::remove);
            models.acceptBundle(symbolicName);
        } finally {
            lock.unlock();
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
