package org.syrinx.itests.framework;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The real framework with the real bundles, once for all tests of this process: its native
 * libraries can be loaded by one class loader only. Commands go through the same service as those
 * of {@code ./syrinx}; nothing of the bundles is on the class path of the tests.
 */
public final class RunningSyrinx {
    /** The folder that FileInstall watches. */
    public static final Path DEPLOY = Path.of("target", "deploy").toAbsolutePath();

    private static RunningSyrinx shared;

    private final Framework framework;

    private RunningSyrinx(Framework framework) {
        this.framework = framework;
    }

    /**
     * The one framework, started at the first call and stopped with the process.
     *
     * @return ready for commands
     */
    public static synchronized RunningSyrinx get() {
        if (shared == null) {
            try {
                shared = new RunningSyrinx(start());
            } catch (IOException | BundleException e) {
                throw new IllegalStateException("the framework does not start", e);
            }
        }
        return shared;
    }

    private static Framework start() throws IOException, BundleException {
        Path work = Path.of("target", "framework").toAbsolutePath();
        Map<String, String> configuration = new HashMap<>();
        configuration.put(Constants.FRAMEWORK_STORAGE, work.toString());
        configuration.put(Constants.FRAMEWORK_STORAGE_CLEAN, "onFirstInit");
        configuration.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, "sun.misc");
        configuration.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
        configuration.put("ds.log.enabled", "false"); // as in the launcher
        // its last hundred entries keep their bundles; that is bounded, but in the way of counting
        configuration.put("org.apache.felix.log.maxSize", "0");
        configuration.put("syrinx.config", work.resolveSibling("saved").toString());
        configuration.put("felix.fileinstall.dir", DEPLOY.toString());
        configuration.put("felix.fileinstall.poll", "200");
        configuration.put("felix.fileinstall.noInitialDelay", "true");
        configuration.put("felix.fileinstall.disableNio2", "true");
        configuration.put("syrinx.natives.dir", Distribution.HOME.resolve("natives").toString());
        configuration.put("syrinx.home", Distribution.HOME.toString());
        configuration.put("syrinx.freetts.jar", System.getProperty("syrinx.freetts.jar", ""));
        Files.createDirectories(DEPLOY);
        Framework framework =
                ServiceLoader.load(FrameworkFactory.class)
                        .findFirst()
                        .orElseThrow()
                        .newFramework(configuration);
        framework.init();
        BundleContext context = framework.getBundleContext();
        for (Path jar : Distribution.bundles()) {
            context.installBundle("reference:" + jar.toUri());
        }
        framework.start();
        for (Bundle bundle : context.getBundles()) {
            bundle.start();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(framework)));
        return framework;
    }

    private static void stop(Framework framework) {
        try {
            framework.stop();
            framework.waitForStop(10_000);
        } catch (BundleException e) {
            System.err.println("the framework does not stop: " + e);
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
     * A bundle by its name.
     *
     * @param symbolicName as in its manifest
     * @return the bundle
     */
    public Bundle bundle(String symbolicName) {
        for (Bundle bundle : context().getBundles()) {
            if (symbolicName.equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        throw new IllegalArgumentException("there is no bundle " + symbolicName);
    }

    /**
     * Runs one command line.
     *
     * @param arguments what follows {@code ./syrinx}
     * @return what it did
     */
    public Outcome run(String... arguments) {
        return runWithInput("", arguments);
    }

    /**
     * Runs one command line and interrupts it, as Ctrl-C does.
     *
     * @param when asked every few milliseconds; true once it is time
     * @param arguments what follows {@code ./syrinx}
     * @return what it did
     */
    public Outcome runInterrupted(BooleanSupplier when, String... arguments) {
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicBoolean over = new AtomicBoolean();
        Thread watcher =
                new Thread(
                        () -> {
                            while (!over.get() && !when.getAsBoolean()) {
                                LockSupport.parkNanos(5_000_000);
                            }
                            interrupted.set(true);
                        });
        watcher.start();
        try {
            return run("", interrupted, arguments);
        } finally {
            over.set(true);
        }
    }

    /**
     * Runs one command line with text on standard input.
     *
     * @param input standard input
     * @param arguments what follows {@code ./syrinx}
     * @return what it did
     */
    public Outcome runWithInput(String input, String... arguments) {
        return run(input, new AtomicBoolean(), arguments);
    }

    private synchronized Outcome run(String input, AtomicBoolean interrupted, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream realErr = System.err;
        InputStream realIn = System.in;
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("launcher.arguments", arguments);
        properties.put("syrinx.output", out);
        properties.put("syrinx.terminals", "");
        properties.put("syrinx.interrupted", interrupted);
        ServiceRegistration<Object> launcher =
                context().registerService(Object.class, new Object(), properties);
        try {
            int code = commandLine().call();
            return new Outcome(code, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
        } catch (Exception e) {
            throw new IllegalStateException("the command line threw", e);
        } finally {
            launcher.unregister();
            System.setErr(realErr);
            System.setIn(realIn);
        }
    }

    private Callable<Integer> commandLine() throws InvalidSyntaxException, InterruptedException {
        ServiceTracker<Callable<Integer>, Callable<Integer>> tracker =
                new ServiceTracker<>(
                        context(),
                        context()
                                .createFilter(
                                        "(&(objectClass=java.util.concurrent.Callable)"
                                                + "(main.thread=true))"),
                        null);
        tracker.open();
        Callable<Integer> found = tracker.waitForService(20_000);
        if (found == null) {
            throw new IllegalStateException("the command line did not come up");
        }
        return found;
    }

    /**
     * Waits for a service of a test bundle.
     *
     * @param filter of the service
     * @return the service
     */
    @SuppressWarnings("unchecked")
    public <T> T service(String filter) {
        try {
            ServiceTracker<Object, Object> tracker =
                    new ServiceTracker<>(context(), context().createFilter(filter), null);
            tracker.open(true);
            Object found = tracker.waitForService(20_000);
            if (found == null) {
                throw new IllegalStateException("there is no service " + filter);
            }
            return (T) found;
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * How many services match.
     *
     * @param filter of the services
     * @return the number
     */
    public int count(String filter) {
        try {
            ServiceReference<?>[] found = context().getAllServiceReferences(null, filter);
            return found == null ? 0 : found.length;
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * What a command did.
     *
     * @param code its exit code
     * @param out the bytes on its standard output
     * @param err the text on its standard error
     */
    public record Outcome(int code, byte[] out, String err) {
        /**
         * Standard output as text.
         *
         * @return UTF-8
         */
        public String text() {
            return new String(out, StandardCharsets.UTF_8);
        }
    }
}
