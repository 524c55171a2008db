package org.syrinx.launcher.internal.commands;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleRevision;
import org.syrinx.api.Diagnostic.Finding;
import org.syrinx.api.Diagnostic.Level;

/** What can be said of the process and the framework without any other bundle's help. */
final class Machine {
    private static final int OLDEST_JAVA = 17;
    private static final long MIB = 1 << 20;

    private Machine() {}

    static List<Finding> java() {
        Runtime.Version version = Runtime.version();
        Level level = version.feature() >= OLDEST_JAVA ? Level.OK : Level.ERROR;
        return List.of(
                new Finding(
                        level,
                        "version",
                        version
                                + " ("
                                + System.getProperty("java.vm.name")
                                + ", "
                                + System.getProperty("java.vendor")
                                + ")"),
                new Finding(Level.INFO, "home", System.getProperty("java.home")),
                new Finding(
                        Level.INFO,
                        "options",
                        String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments())),
                new Finding(
                        Level.INFO, "heap limit", Runtime.getRuntime().maxMemory() / MIB + " MiB"));
    }

    static List<Finding> machine(BundleContext context) {
        List<Finding> found = new ArrayList<>();
        found.add(
                new Finding(
                        Level.INFO,
                        "system",
                        System.getProperty("os.name")
                                + " "
                                + System.getProperty("os.version")
                                + ", "
                                + System.getProperty("os.arch")));
        found.add(
                new Finding(
                        Level.INFO,
                        "processors",
                        Integer.toString(Runtime.getRuntime().availableProcessors())));
        memory().ifPresent(found::add);
        found.add(natives(context.getProperty("syrinx.natives.dir")));
        return found;
    }

    /** Where the system tells it as Linux does. */
    private static Optional<Finding> memory() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return Optional.of(
                    new Finding(
                            Level.INFO,
                            "memory",
                            lines.filter(l -> l.startsWith("MemTotal") || l.startsWith("MemAvail"))
                                    .map(Machine::mebibytes)
                                    .collect(Collectors.joining(", "))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String mebibytes(String line) {
        String[] words = line.split("[: ]+");
        String what = words[0].equals("MemTotal") ? "in all" : "available";
        return Long.parseLong(words[1]) / 1024 + " MiB " + what;
    }

    private static Finding natives(String folder) {
        if (folder == null) {
            return new Finding(
                    Level.WARNING,
                    "native libraries",
                    "the property syrinx.natives.dir is not set; start with ./syrinx");
        }
        Path path = Path.of(folder);
        if (!Files.isDirectory(path)) {
            return new Finding(
                    Level.ERROR,
                    "native libraries",
                    folder + " is not there; delete launcher/target and run ./syrinx again");
        }
        return new Finding(Level.OK, "native libraries", folder);
    }

    static List<Finding> bundles(BundleContext context) {
        List<Finding> found = new ArrayList<>();
        int active = 0;
        for (Bundle b : context.getBundles()) {
            BundleRevision revision = b.adapt(BundleRevision.class);
            boolean fragment =
                    revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
            if (b.getState() == Bundle.ACTIVE || b.getState() == Bundle.STARTING || fragment) {
                active++;
            } else {
                found.add(
                        new Finding(
                                Level.ERROR,
                                b.getSymbolicName(),
                                String.format(
                                        Locale.ROOT,
                                        "%s %s is not running; start it in ./syrinx shell to see"
                                                + " why",
                                        b.getSymbolicName(),
                                        b.getVersion())));
            }
        }
        found.add(0, new Finding(Level.INFO, "running", active + " bundles"));
        return found;
    }
}
