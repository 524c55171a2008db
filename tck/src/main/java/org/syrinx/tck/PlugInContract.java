package org.syrinx.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.syrinx.api.Lease;
import org.syrinx.api.ModelFailure;
import org.syrinx.api.ModelFamily;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.ProvideModel;
import org.syrinx.api.Role;
import org.syrinx.api.SyrinxModel;
import org.syrinx.tck.internal.Capabilities;
import org.syrinx.tck.internal.ClauseNames;
import org.syrinx.tck.internal.Errors;
import org.syrinx.tck.internal.Gate;
import org.syrinx.tck.internal.Installed;
import org.syrinx.tck.internal.NativeMemory;

/**
 * What holds for the plug-in of any role: the clauses B (its bundle, coming and going) and F (its
 * family). Extend the class of a role, not this one.
 *
 * <p>A clause that takes longer than five minutes has failed: it runs on a thread of its own, which
 * is left behind, so that a stage which hangs does not hang the build. A subclass of a slow stage
 * may have another {@code @Timeout}.
 *
 * @param <T> the service interface of the role
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(ClauseNames.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class PlugInContract<T> {
    /** A cycle of install, use and remove may leave less than this, in bytes. */
    private static final long CYCLE = 128 * 1024;

    private Installed<T> installed;
    private T own;

    /** For subclasses. */
    protected PlugInContract() {}

    /**
     * The role under test.
     *
     * @return its service is what is tested
     */
    protected abstract Role role();

    /**
     * One ordinary use, so that its result can be compared.
     *
     * @param subject what is tested
     * @param noise all randomness
     * @param progress progress and cancellation
     * @return every number of the result, in a fixed order; what was native has been closed
     */
    protected abstract float[] use(T subject, NoiseSource noise, Progress progress);

    /**
     * Promises that the subject stays usable.
     *
     * @param subject what is tested
     * @return the lease
     */
    protected abstract Lease lease(T subject);

    /**
     * Makes the subject without a framework. Override it to test an object in place of a bundle.
     *
     * @return empty: the subject is the service of the bundle that {@link PlugIn} names
     */
    protected Optional<T> open() {
        return Optional.empty();
    }

    /**
     * What is tested: the result of {@link #open()}, or the service of the plug-in.
     *
     * @return ready to serve
     */
    protected final T subject() {
        if (own == null && installed == null) {
            own = open().orElse(null);
        }
        return own == null ? installed().service() : own;
    }

    private Installed<T> installed() {
        if (installed == null) {
            installed = new Installed<>(where(), serviceType());
            installed.start();
        }
        return installed;
    }

    private PlugIn where() {
        PlugIn where = getClass().getAnnotation(PlugIn.class);
        assertNotNull(
                where,
                getClass().getSimpleName()
                        + " has neither @PlugIn, which says where the bundle is, nor open()");
        return where;
    }

    @SuppressWarnings("unchecked")
    private Class<T> serviceType() {
        return (Class<T>) role().service();
    }

    private Installed<T> bundled() {
        subject();
        assumeTrue(own == null, "open() gave an object: this clause is about bundles");
        return installed();
    }

    private void remove() {
        if (installed != null) {
            installed.close();
            installed = null;
        }
    }

    /** Uninstalls the plug-in. */
    @AfterAll
    protected final void uninstall() {
        remove();
    }

    private float[] use(T subject) {
        return use(subject, NoiseSource.seeded(11), Progress.NONE);
    }

    /** B-1. */
    @Clause("B-1")
    void theCapabilityNamesTheFamilyAndEveryRole() {
        Installed<T> plugIn = bundled();
        Capabilities capabilities = Capabilities.of(plugIn.bundle());
        assertFalse(
                capabilities.families().isEmpty(),
                "the bundle has no capability "
                        + ProvideModel.NAMESPACE
                        + ": annotate a class with @ProvideModel");
        for (Role role : Role.values()) {
            ServiceReference<?>[] services = services(plugIn, role);
            for (ServiceReference<?> service : services) {
                Object family = service.getProperty(SyrinxModel.PLUGIN);
                // a direction finder belongs to no model, so any family of the bundle may bring it
                boolean declared =
                        family == null && role == Role.DIRECTIONFINDER
                                ? capabilities.families().stream()
                                        .anyMatch(f -> capabilities.roles(f).contains(role.key()))
                                : capabilities.roles(String.valueOf(family)).contains(role.key());
                assertTrue(
                        declared,
                        "it registers a "
                                + role.key()
                                + " of the family "
                                + family
                                + ", and declares "
                                + capabilities.families());
            }
        }
    }

    private ServiceReference<?>[] services(Installed<T> plugIn, Role role) {
        try {
            ServiceReference<?>[] found =
                    plugIn.framework()
                            .context()
                            .getAllServiceReferences(role.service().getName(), plugIn.filter());
            return found == null ? new ServiceReference<?>[0] : found;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The service under test and its properties. */
    final Optional<ServiceReference<?>> reference() {
        subject();
        return own != null ? Optional.empty() : Optional.of(services(installed(), role())[0]);
    }

    /** B-3. */
    @Clause("B-3")
    void nothingInternalIsExportedAndNoOtherPlugInImported() {
        Bundle bundle = bundled().bundle();
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        for (var exported : wiring.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
            String name =
                    String.valueOf(
                            exported.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE));
            assertFalse(
                    name.contains(".internal"),
                    "it exports " + name + ", which is internal by name");
        }
        for (BundleWire wire : wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE)) {
            Bundle from = wire.getProvider().getBundle();
            assertTrue(
                    Capabilities.of(from).families().isEmpty(),
                    "it imports "
                            + wire.getCapability().getAttributes()
                            + " from the plug-in "
                            + from.getSymbolicName());
        }
        assertNull(
                bundle.getHeaders().get("DynamicImport-Package"),
                "it has DynamicImport-Package: bind what is needed by service or import");
    }

    /** B-4. */
    @Clause("B-4")
    void theContractIsImportedWithARangeThatEndsBeforeTheNextBreak() {
        Bundle bundle = bundled().bundle();
        String range =
                bundle
                        .adapt(BundleRevision.class)
                        .getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE)
                        .stream()
                        .map(r -> r.getDirectives().getOrDefault("filter", ""))
                        .filter(f -> f.contains("=org.syrinx.api)"))
                        .findFirst()
                        .orElseGet(() -> fail("it does not import org.syrinx.api"));
        assertTrue(
                range.contains("(version>=") && range.contains("(!(version>="),
                "it imports org.syrinx.api with the range " + range + ". Let bnd write the import");
    }

    /** B-5. */
    @Clause("B-5")
    void aServiceServesFromTheMomentItIsRegistered() {
        bundled();
        remove();
        Installed<T> fresh = new Installed<>(where(), serviceType());
        installed = fresh;
        BundleContext context = fresh.framework().context();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CountDownLatch seen = new CountDownLatch(1);
        ServiceListener listener =
                event -> {
                    if (event.getType() == ServiceEvent.REGISTERED) {
                        ServiceReference<?> reference = event.getServiceReference();
                        try {
                            if (context.createFilter(fresh.filter()).match(reference)) {
                                use(serviceType().cast(context.getService(reference)));
                                context.ungetService(reference);
                            }
                        } catch (Exception | LinkageError | AssertionError e) {
                            failure.compareAndSet(null, e);
                        } finally {
                            seen.countDown();
                        }
                    }
                };
        try {
            context.addServiceListener(listener, "(objectClass=" + serviceType().getName() + ")");
            fresh.start();
            fresh.service();
            assertTrue(seen.await(20, TimeUnit.SECONDS));
        } catch (InvalidSyntaxException | InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            context.removeServiceListener(listener);
        }
        if (failure.get() != null) {
            fail("it was registered before it could serve: " + failure.get(), failure.get());
        }
    }

    /** B-6. */
    @Clause("B-6")
    @SuppressWarnings("try") // the lease works by being open
    void aCallThatRunsWhenTheBundleStopsFinishesAsIfNothingHadHappened() throws Exception {
        Installed<T> plugIn = bundled();
        T subject = plugIn.service();
        float[] expected = use(subject);
        Gate gate = new Gate();
        try (Lease lease = lease(subject)) {
            CompletableFuture<float[]> running =
                    CompletableFuture.supplyAsync(
                            () -> use(subject, NoiseSource.seeded(11), gate), PlugInContract::run);
            gate.awaitArrival();
            CompletableFuture<Void> stopping =
                    CompletableFuture.runAsync(() -> stop(plugIn.bundle()), PlugInContract::run);
            try {
                stopping.get(10, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                gate.open();
                fail("stopping the bundle waits for the call; free what it uses with its lease");
            }
            assertEquals(0, services(plugIn, role()).length, "a service of the stopped bundle");
            gate.open();
            assertArrayEquals(expected, running.get(60, TimeUnit.SECONDS));
            assertArrayEquals(expected, use(subject), "the next call under the same lease");
        } catch (ExecutionException e) {
            fail("the running call failed: " + e.getCause(), e.getCause());
        } finally {
            gate.open();
            remove();
        }
    }

    private static void run(Runnable work) {
        new Thread(work, "syrinx-tck").start();
    }

    private static void stop(Bundle bundle) {
        try {
            bundle.stop();
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** B-7. */
    @Clause("B-7")
    void stoppedItIsGoneAndStartedAgainItIsWhatItWas() {
        Installed<T> plugIn = bundled();
        float[] before = use(plugIn.service());
        plugIn.release();
        stop(plugIn.bundle());
        assertEquals(0, services(plugIn, role()).length, "services of the stopped bundle");
        plugIn.framework().start(plugIn.bundle());
        assertArrayEquals(before, use(plugIn.service()));
    }

    /** B-8. */
    @Clause("B-8")
    void afterUninstallingItsClassesCanBeCollected() {
        WeakReference<ClassLoader> loader = loaderOfUse(bundled());
        remove();
        for (int i = 0; i < 100 && loader.get() != null; i++) {
            System.gc();
            pause(Duration.ofMillis(20));
        }
        assertTrue(
                loader.get() == null,
                "the class loader is still reachable 2 s after uninstalling: look for threads,"
                        + " thread locals, listeners and static caches of other bundles");
    }

    private WeakReference<ClassLoader> loaderOfUse(Installed<T> plugIn) {
        use(plugIn.service());
        return new WeakReference<>(plugIn.bundle().adapt(BundleWiring.class).getClassLoader());
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** B-9. */
    @Clause("B-9")
    void installingAndRemovingItLeavesNoNativeMemory() {
        assumeTrue(NativeMemory.missing().isEmpty(), () -> NativeMemory.missing().orElseThrow());
        bundled();
        Runnable cycle =
                () -> {
                    remove();
                    use(installed().service());
                };
        cycle.run();
        long left = NativeMemory.leftBehind(3, CYCLE, cycle);
        assertTrue(
                left <= CYCLE, "each cycle of install, use and remove leaves " + left + " bytes");
    }

    /** F-1. */
    @Clause("F-1")
    void theFamilySaysWhatTheBundleDoes() {
        Installed<T> plugIn = family();
        try (var held = plugIn.other(ModelFamily.class, "(service.id=*)")) {
            assertTrue(held.service().isPresent(), "it registers no ModelFamily");
            Capabilities capabilities = Capabilities.of(plugIn.bundle());
            for (Object service : held.tracker().getServices()) {
                ModelFamily family = (ModelFamily) service;
                assertTrue(
                        capabilities.families().contains(family.id()),
                        family.id() + " is not among " + capabilities.families());
                assertFalse(family.roles().isEmpty(), family.id() + " has no role");
                for (Role role : family.roles()) {
                    assertTrue(
                            capabilities.roles(family.id()).contains(role.key()),
                            family.id() + " has the role " + role.key() + " but not declared it");
                }
                assertTrue(
                        family.reject(Path.of("target", "no-such-model")).isPresent(),
                        family.id() + " takes a folder that does not exist for a model");
            }
        }
    }

    private Installed<T> family() {
        Installed<T> plugIn = bundled();
        assumeTrue(
                plugIn.factoryPid().isPresent(),
                "@PlugIn has no factoryPid: this clause is about families");
        return plugIn;
    }

    /** F-2. */
    @Clause("F-2")
    void anInstanceThatCannotBeMadeSaysWhyAndDisturbsNobody() {
        Installed<T> plugIn = family();
        float[] before = use(plugIn.service());
        plugIn.configureBroken("broken");
        try (var failed = plugIn.other(ModelFailure.class, "(" + SyrinxModel.MODEL + "=broken)")) {
            assertTrue(failed.service().isPresent(), "no ModelFailure within 10 s");
            Errors.assertThreeParts(failed.service().get().reason());
            assertEquals("broken", failed.service().get().model());
            assertArrayEquals(before, use(plugIn.service()), "the instance beside it");
        } finally {
            plugIn.unconfigure("broken");
        }
    }
}
