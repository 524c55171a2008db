package org.syrinx.launcher.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleRevision;

/**
 * The bundles of one start: all of the distribution for the shell, all but the shell's own for a
 * single command, and FileInstall only with a deploy folder. They are installed by reference, so
 * that nothing is copied. The engine comes first: its activator must run before anyone else touches
 * a tensor.
 */
final class BundleSet {
    private static final String TERMINAL = "org.apache.felix.gogo.jline";

    private final List<Bundle> bundles;

    private BundleSet(List<Bundle> bundles) {
        this.bundles = bundles;
    }

    /** Whether the first word that is not an option is {@code shell}. */
    static boolean wantsShell(String[] arguments) {
        for (String argument : arguments) {
            if (!argument.startsWith("-")) {
                return argument.equals("shell");
            }
        }
        return false;
    }

    static BundleSet install(
            BundleContext context,
            List<Path> folders,
            boolean shell,
            boolean console,
            boolean deploy)
            throws BundleException {
        List<Bundle> bundles = new ArrayList<>();
        for (Path jar : folders.stream().flatMap(f -> jars(f).stream()).toList()) {
            if (wanted(jar, shell, console, deploy)) {
                bundles.add(context.installBundle("reference:" + jar.toUri()));
            }
        }
        return new BundleSet(bundles);
    }

    static boolean wanted(Path jar, boolean shell, boolean console, boolean deploy) {
        String name = jar.getFileName().toString();
        if (name.contains("fileinstall")) {
            return deploy;
        }
        if (name.contains("jline")) {
            return console;
        }
        return shell || !name.contains(".gogo.");
    }

    /** In the order in which they are started. */
    static List<Path> jars(Path folder) {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
            found.forEach(jars::add);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundles are not in " + folder, e);
        }
        jars.sort(
                Comparator.comparingInt(BundleSet::rank)
                        .thenComparing(p -> p.getFileName().toString()));
        return jars;
    }

    /** Infrastructure after the engine, so that components appear when their bundles start. */
    private static int rank(Path jar) {
        String name = jar.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.startsWith("org.syrinx.engine")) {
            return 0;
        }
        if (name.contains("fileinstall")) {
            // when it starts to look, the one who handles what it finds must be there
            return 3;
        }
        return name.startsWith("org.syrinx.") ? 2 : 1;
    }

    /**
     * Starts all but the terminal's shell, which the command {@code shell} starts when it is ready.
     */
    void start() {
        for (Bundle bundle : bundles) {
            if (TERMINAL.equals(bundle.getSymbolicName())) {
                continue;
            }
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            if ((revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0) {
                continue;
            }
            try {
                bundle.start();
            } catch (BundleException e) {
                // one bad bundle never keeps the others from starting; doctor lists it
                System.err.println(
                        "syrinx: "
                                + bundle.getSymbolicName()
                                + " cannot be started: "
                                + e.getMessage());
            }
        }
    }
}
