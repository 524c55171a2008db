package org.syrinx.tck.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A framework inside the test process, one for all tests of it: Felix with Declarative Services and
 * the bundles of the class path. The API and the engine come from the class path itself, so that a
 * service of the plug-in is an object that the tests can call, and the native libraries are loaded
 * once.
 */
public final class PlugInFramework {
    private static PlugInFramework shared;

    private final Framework framework;
    private final List<String> notStarted = new ArrayList<>();
    private Held<ConfigurationAdmin> admin;

    private PlugInFramework(Framework framework) {
        this.framework = framework;
    }

    /**
     * The one framework, started at the first call.
     *
     * @return running
     */
    public static synchronized PlugInFramework get() {
        if (shared == null) {
            try {
                shared = start();
            } catch (IOException | BundleException e) {
                throw new IllegalStateException("the framework does not start: " + e, e);
            }
        }
        return shared;
    }

    private static PlugInFramework start() throws IOException, BundleException {
        Path cache = Files.createTempDirectory("syrinx-tck");
        Map<String, String> configuration = new HashMap<>();
        configuration.put(Constants.FRAMEWORK_STORAGE, cache.toString());
        configuration.put(Constants.FRAMEWORK_STORAGE_CLEAN, "onFirstInit");
        configuration.put(
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                "sun.misc," + ClassPathBundles.sharedPackages());
        PlugInFramework made =
                new PlugInFramework(
                        ServiceLoader.load(FrameworkFactory.class)
                                .findFirst()
                                .orElseThrow()
                                .newFramework(configuration));
        made.framework.init();
        List<Bundle> bundles = new ArrayList<>();
        for (ClassPathBundles.Found found : ClassPathBundles.installed()) {
            if (!found.isPlugIn() && !found.isOfThisModule()) {
                bundles.add(made.context().installBundle("reference:" + found.location()));
            }
        }
        made.framework.start();
        for (Bundle bundle : bundles) {
            made.startLibrary(bundle);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> made.stop(cache)));
        return made;
    }

    /** What nobody needs may stay unresolved; the plug-in's own error lists it. */
    private void startLibrary(Bundle bundle) {
        if ((bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0) {
            return;
        }
        try {
            bundle.start();
        } catch (BundleException e) {
            notStarted.add(bundle.getSymbolicName() + " (" + e.getMessage() + ")");
        }
    }

    private void stop(Path cache) {
        try {
            framework.stop();
            framework.waitForStop(10_000);
            try (var files = Files.walk(cache)) {
                files.sorted(java.util.Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
            }
        } catch (BundleException | IOException e) {
            System.err.println("the framework of the contract tests does not stop: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The framework's own context.
     *
     * @return of the system bundle
     */
    public BundleContext context() {
        return framework.getBundleContext();
    }

    /**
     * Installs a bundle, and does not start it.
     *
     * @param path a jar or a folder
     * @return the bundle
     */
    public Bundle install(Path path) {
        Path real = path.toAbsolutePath().normalize();
        if (!Files.exists(real)
                || Files.isDirectory(real) && !Files.exists(real.resolve("META-INF/MANIFEST.MF"))) {
            throw new AssertionError(
                    real
                            + " is not a bundle. Expected: a jar, or a folder of classes with the"
                            + " manifest that bnd-maven-plugin writes. Build the module first, or"
                            + " correct @PlugIn(bundle = ...).");
        }
        try {
            return context().installBundle("reference:" + real.toUri());
        } catch (BundleException e) {
            throw new AssertionError(real + " cannot be installed: " + e.getMessage(), e);
        }
    }

    /**
     * Starts a bundle.
     *
     * @param bundle installed
     */
    public void start(Bundle bundle) {
        try {
            bundle.start();
        } catch (BundleException e) {
            throw new AssertionError(
                    "the plug-in does not start: " + e.getMessage() + ". " + complaints(), e);
        }
    }

    /**
     * What may be the reason when something is missing.
     *
     * @return sentences, or an empty text
     */
    public String complaints() {
        return notStarted.isEmpty()
                ? ""
                : "Bundles of the class path that did not start: " + notStarted;
    }

    /**
     * Uninstalls and waits until its classes are out of use.
     *
     * @param bundle installed
     */
    public void remove(Bundle bundle) {
        try {
            if (bundle.getState() != Bundle.UNINSTALLED) {
                bundle.uninstall();
            }
            CountDownLatch done = new CountDownLatch(1);
            framework
                    .adapt(FrameworkWiring.class)
                    .refreshBundles(
                            List.of(bundle),
                            event -> {
                                if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                                    done.countDown();
                                }
                            });
            if (!done.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("the framework does not refresh within 20 s");
            }
        } catch (BundleException e) {
            throw new AssertionError("the plug-in cannot be uninstalled: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Makes an instance of a family.
     *
     * @param factoryPid of the family
     * @param name of the instance
     * @param properties of the configuration
     */
    public void configure(String factoryPid, String name, Dictionary<String, Object> properties) {
        try {
            admin().getFactoryConfiguration(factoryPid, name, "?").update(properties);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Takes an instance away.
     *
     * @param factoryPid of the family
     * @param name of the instance
     */
    public void unconfigure(String factoryPid, String name) {
        try {
            admin().getFactoryConfiguration(factoryPid, name, "?").delete();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Held as long as the framework runs: the service is one for each bundle that holds it. */
    private synchronized ConfigurationAdmin admin() {
        if (admin == null) {
            admin = hold(ConfigurationAdmin.class, "(service.id=*)", 20);
        }
        return admin.service()
                .orElseThrow(() -> new IllegalStateException("there is no ConfigurationAdmin"));
    }

    /**
     * Waits for a service and holds it: a component that nobody holds may be disposed.
     *
     * @param <T> its type
     * @param type an interface that the plug-in and the tests share
     * @param filter of its properties
     * @param seconds how long to wait
     * @return the service, if it came; the caller closes the result
     */
    public <T> Held<T> hold(Class<T> type, String filter, int seconds) {
        try {
            ServiceTracker<T, T> tracker =
                    new ServiceTracker<>(
                            context(),
                            context()
                                    .createFilter(
                                            "(&(objectClass="
                                                    + type.getName()
                                                    + ")"
                                                    + filter
                                                    + ")"),
                            null);
            tracker.open();
            return new Held<>(
                    tracker, Optional.ofNullable(tracker.waitForService(seconds * 1000L)));
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * A service in use.
     *
     * @param <T> its type
     * @param tracker that holds it
     * @param service empty if none came in time
     */
    public record Held<T>(ServiceTracker<T, T> tracker, Optional<T> service)
            implements AutoCloseable {
        @Override
        public void close() {
            tracker.close();
        }
    }
}
