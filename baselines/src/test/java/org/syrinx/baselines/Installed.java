package org.syrinx.baselines;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Which programs this machine has: what needs one is skipped, and says so, where it is missing. */
final class Installed {
    private Installed() {}

    static boolean flite() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve("flite")));
    }
}
