package org.syrinx.itests.framework;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a stranger has: a checkout of Syrinx and a local Maven repository without Syrinx in it. Both
 * are made in a folder of the test, so that neither this build nor the user's repository is
 * touched.
 */
public final class Checkout {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** Copied whole; of the other modules the build wants only the pom. */
    private static final Set<String> NEEDED =
            Set.of("cnf", "engine", "api", "nn", "tck", "archetype", "examples");

    private final Path folder;
    private final Path repository;

    private Checkout(Path folder, Path repository) {
        this.folder = folder;
        this.repository = repository;
    }

    /**
     * Makes both.
     *
     * @param under an empty folder
     * @return the checkout
     * @throws IOException if something cannot be copied
     */
    public static Checkout under(Path under) throws IOException {
        Checkout made = new Checkout(under.resolve("syrinx"), under.resolve("repository"));
        made.copySources();
        made.writeLauncher();
        made.linkRepository();
        return made;
    }

    /**
     * The checkout.
     *
     * @return its folder
     */
    public Path folder() {
        return folder;
    }

    /**
     * A local repository that has what this build has of others, and nothing of Syrinx.
     *
     * @return its folder
     */
    public Path repository() {
        return repository;
    }

    private void copySources() throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> entries = Files.list(ROOT)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (NEEDED.contains(name)) {
                    copyTree(entry, folder.resolve(name));
                } else if (Files.exists(entry.resolve("pom.xml"))) {
                    Files.createDirectories(folder.resolve(name));
                    Files.copy(entry.resolve("pom.xml"), folder.resolve(name).resolve("pom.xml"));
                } else if (name.equals("pom.xml") || name.endsWith(".bnd")) {
                    Files.copy(entry, folder.resolve(name));
                }
            }
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes a)
                            throws IOException {
                        if (dir.getFileName().toString().equals("target")) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        Files.createDirectories(to.resolve(from.relativize(dir)));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a)
                            throws IOException {
                        Files.copy(file, to.resolve(from.relativize(file)));
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /** The script {@code ./syrinx}, without its building: it runs what this build has just made. */
    private void writeLauncher() throws IOException {
        Path script = folder.resolve("syrinx");
        Files.writeString(
                script,
                String.join(
                        "\n",
                        "#!/bin/sh",
                        "exec java -Xmx768m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \\",
                        "  -Dsyrinx.home='" + Distribution.HOME + "' \\",
                        "  -Dsyrinx.natives.dir='" + Distribution.HOME.resolve("natives") + "' \\",
                        "  -Dsyrinx.terminals= -cp '" + Distribution.HOME.resolve("lib") + "/*' \\",
                        "  org.syrinx.launcher.boot.Main \"$@\"",
                        ""));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Links to all that is not ours: nothing is copied, and what is installed lands here. */
    private void linkRepository() throws IOException {
        Path real =
                Path.of(
                        System.getProperty(
                                "syrinx.maven.repository",
                                System.getProperty("user.home") + "/.m2/repository"));
        Path org = Files.createDirectories(repository.resolve("org"));
        link(real, repository, "org");
        link(real.resolve("org"), org, "syrinx");
    }

    private static void link(Path from, Path to, String except) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                if (!entry.getFileName().toString().equals(except)) {
                    Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
                }
            }
        }
    }
}
