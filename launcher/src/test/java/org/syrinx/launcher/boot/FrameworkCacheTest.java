package org.syrinx.launcher.boot;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameworkCacheTest {
    private static final String TMP = "java.io.tmpdir";

    @TempDir Path temporary;
    private String before;

    @BeforeEach
    void useAnEmptyTemporaryFolder() {
        before = System.setProperty(TMP, temporary.toString());
    }

    @AfterEach
    void restore() {
        System.setProperty(TMP, before);
    }

    @Test
    void aCacheIsDeletedWithAllThatIsInIt() throws IOException {
        FrameworkCache cache = FrameworkCache.create();
        Files.createDirectories(cache.folder().resolve("bundle0"));
        Files.writeString(cache.folder().resolve("bundle0/id"), "0");
        Path own = cache.folder().getParent();
        cache.delete();
        assertFalse(Files.exists(own));
    }

    @Test
    void whatAKilledProcessLeftIsSweptAndWhatIsInUseIsNot() throws IOException {
        Path left = Files.createDirectory(temporary.resolve("syrinx-framework-123"));
        Files.createFile(left.resolve("in-use"));
        Files.createDirectories(left.resolve("felix/bundle1"));
        FrameworkCache running = FrameworkCache.create();
        assertFalse(Files.exists(left), "nobody held its lock");
        FrameworkCache second = FrameworkCache.create();
        assertTrue(Files.exists(running.folder().getParent()), "it is in use");
        second.delete();
        running.delete();
    }
}
