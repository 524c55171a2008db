package org.syrinx.launcher.boot;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Starts the framework with the bundles of the distribution, lets the command line run on this
 * thread, and exits with its code. The contract is that of bnd's launchers: an {@code Object}
 * service with {@code launcher.arguments}, and a {@code Callable<Integer>} with {@code
 * main.thread=true}.
 *
 * <p>Standard output belongs to the command: the real one is handed over as a service property, and
 * {@code System.out} becomes standard error, because libraries print there.
 */
public final class Main {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final long COMMAND_LINE_SECONDS = 20;

    private final Path home;
    private final String[] arguments;
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);

    private Main(Path home, String[] arguments) {
        this.home = home;
        this.arguments = arguments;
    }

    /**
     * The entry point of the class path.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        if (!List.of(arguments).contains("--debug")) {
            // logs are for people here: one line, and the stack trace only when it is asked for
            System.setProperty("java.util.logging.SimpleFormatter.format", "%4$s: %5$s%n");
        }
        Path home = Path.of(System.getProperty("syrinx.home", ".")).toAbsolutePath().normalize();
        Main main = new Main(home, arguments);
        Runtime.getRuntime().addShutdownHook(new Thread(main::interrupt, "interrupt"));
        int code = main.run();
        main.done.countDown();
        System.exit(code);
    }

    /** The shutdown hook: lets the work save what it has, within limits. */
    private void interrupt() {
        if (done.getCount() == 0) {
            return;
        }
        interrupted.set(true);
        try {
            if (!done.await(Long.getLong("syrinx.interrupt.wait", 10), TimeUnit.SECONDS)) {
                System.err.println("syrinx: the work did not stop in time and was abandoned");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int run() {
        boolean shell = BundleSet.wantsShell(arguments);
        boolean terminal = System.getProperty("syrinx.terminals", "").contains("0");
        Optional<Path> deploy =
                shell ? DeployOption.of(arguments, System.getenv()) : Optional.empty();
        Optional<String> rejected = deploy.flatMap(DeployOption::reject);
        if (rejected.isPresent()) {
            System.err.println("syrinx shell: " + rejected.get());
            return USAGE;
        }
        OutputStream output = new FileOutputStream(FileDescriptor.out);
        if (!(shell && terminal)) {
            System.setOut(System.err);
        }
        FrameworkCache cache = FrameworkCache.create();
        try {
            return launch(cache, shell, shell && terminal, deploy, output);
        } catch (BundleException | InvalidSyntaxException | UncheckedIOException e) {
            System.err.println("syrinx: the framework cannot be started: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } finally {
            cache.delete();
        }
    }

    private int launch(
            FrameworkCache cache,
            boolean shell,
            boolean console,
            Optional<Path> deploy,
            OutputStream output)
            throws BundleException, InterruptedException, InvalidSyntaxException {
        Framework framework =
                ServiceLoader.load(FrameworkFactory.class)
                        .findFirst()
                        .orElseThrow()
                        .newFramework(configuration(cache, console, deploy));
        try {
            framework.init();
            BundleContext context = framework.getBundleContext();
            context.addFrameworkListener(Main::report);
            BundleSet bundles =
                    BundleSet.install(context, folders(), shell, console, deploy.isPresent());
            register(context, output);
            framework.start();
            bundles.start();
            return call(context);
        } finally {
            framework.stop();
            framework.waitForStop(TimeUnit.SECONDS.toMillis(10));
        }
    }

    /** Where bundles lie; those under the GPL only when they are asked for. */
    private List<Path> folders() {
        Path bundles = home.resolve("bundle");
        return Boolean.getBoolean("syrinx.gpl")
                ? List.of(bundles, home.resolve("bundle-gpl"))
                : List.of(bundles);
    }

    private static void report(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR && event.getThrowable() != null) {
            System.err.println(
                    "syrinx: " + event.getBundle().getSymbolicName() + ": " + event.getThrowable());
        }
    }

    private Map<String, String> configuration(
            FrameworkCache cache, boolean console, Optional<Path> deploy) {
        boolean debug = Arrays.asList(arguments).contains("--debug");
        Map<String, String> configuration = new HashMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            for (String prefix : List.of("syrinx.", "org.osgi.", "felix.", "ds.", "gosh.")) {
                if (name.startsWith(prefix)) {
                    configuration.put(name, System.getProperty(name));
                }
            }
        }
        configuration.putIfAbsent("syrinx.natives.dir", home.resolve("natives").toString());
        configuration.put(Constants.FRAMEWORK_STORAGE, cache.folder().toString());
        configuration.put(Constants.FRAMEWORK_STORAGE_CLEAN, "onFirstInit");
        // the engine bundle's JNA wants it; it is not in the framework's own list
        configuration.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, "sun.misc");
        // the framework's own log goes to standard output; its errors come as events instead
        configuration.putIfAbsent("felix.log.level", "0");
        // a logger is kept for every bundle that ever was, so there are none unless somebody
        // listens
        configuration.putIfAbsent("ds.log.enabled", Boolean.toString(debug));
        configuration.putIfAbsent("ds.loglevel", debug ? "3" : "1");
        // while a plug-in is updated, its old version serves beside the new one
        configuration.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
        deploy.map(DeployOption::settings).ifPresent(configuration::putAll);
        configuration.put("gosh.args", console ? "--login" : "--noshutdown");
        return configuration;
    }

    private void register(BundleContext context, OutputStream output) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("launcher.arguments", arguments);
        properties.put("launcher.ready", "true");
        properties.put("syrinx.output", output);
        properties.put("syrinx.terminals", System.getProperty("syrinx.terminals", ""));
        properties.put("syrinx.interrupted", interrupted);
        context.registerService(Object.class, new Object(), properties);
    }

    private int call(BundleContext context) throws InvalidSyntaxException, InterruptedException {
        ServiceTracker<Callable<Integer>, Callable<Integer>> tracker =
                new ServiceTracker<>(
                        context,
                        context.createFilter(
                                "(&(objectClass="
                                        + Callable.class.getName()
                                        + ")(main.thread=true))"),
                        null);
        tracker.open();
        Callable<Integer> commandLine =
                tracker.waitForService(TimeUnit.SECONDS.toMillis(COMMAND_LINE_SECONDS));
        if (commandLine == null) {
            System.err.println(
                    "syrinx: the command line did not come up. Expected: all bundles of "
                            + home
                            + " to start. Delete launcher/target and run ./syrinx again.");
            return FAILED;
        }
        try {
            return commandLine.call();
        } catch (Exception e) {
            System.err.println("syrinx: " + e);
            return FAILED;
        }
    }
}
