package org.syrinx.itests.framework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The distribution that {@code ./syrinx} runs, as the build has just made it. */
public final class Distribution {
    /** Its folder. */
    public static final Path HOME =
            Path.of("..", "launcher", "target", "dist").toAbsolutePath().normalize();

    private Distribution() {}

    /**
     * The bundles without those of the interactive terminal, the engine first and ours last, as the
     * launcher starts them.
     *
     * @return jars
     * @throws IOException if the folder cannot be read
     */
    public static List<Path> bundles() throws IOException {
        Path folder = HOME.resolve("bundle");
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(
                    folder + " is missing: build it with mvn -pl launcher -am package");
        }
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.filter(j -> j.toString().endsWith(".jar"))
                    .filter(j -> !j.getFileName().toString().contains("jline"))
                    .sorted((a, b) -> rank(a) != rank(b) ? rank(a) - rank(b) : a.compareTo(b))
                    .toList();
        }
    }

    private static int rank(Path jar) {
        String name = jar.getFileName().toString();
        if (name.contains("fileinstall")) {
            return 3;
        }
        return name.startsWith("org.syrinx.engine") ? 0 : name.startsWith("org.syrinx.") ? 2 : 1;
    }
}
