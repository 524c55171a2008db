package org.syrinx.nn.models;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Where things lie that can be made again: {@code syrinx.cache}, else {@code
 * $XDG_CACHE_HOME/syrinx}, else ~/.cache/syrinx.
 */
public final class CacheDirectory {
    private CacheDirectory() {}

    /**
     * Finds it.
     *
     * @param properties of the framework, by name; null for one that is not set
     * @return the directory, which need not exist yet
     */
    public static Path of(UnaryOperator<String> properties) {
        String configured = properties.apply("syrinx.cache");
        if (configured != null) {
            return Path.of(configured);
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base =
                xdg != null && !xdg.isEmpty()
                        ? Path.of(xdg)
                        : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("syrinx");
    }
}
