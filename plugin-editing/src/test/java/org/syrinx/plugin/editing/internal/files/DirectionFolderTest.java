package org.syrinx.plugin.editing.internal.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Denoiser.BottleneckSpec;
import org.syrinx.api.Direction;
import org.syrinx.api.SyrinxException;

class DirectionFolderTest {
    private static final String MODEL = "sha256:0123456789abcdef";

    @TempDir Path installed;

    private Path write(String folder, String name, String fingerprint) {
        Path file = installed.resolve(folder).resolve(name + DirectionFile.SUFFIX);
        DirectionFile.write(
                file,
                new Direction(
                        name,
                        fingerprint,
                        new BottleneckSpec("mid", 2, 1, 1),
                        1,
                        new float[2],
                        "class gap",
                        0,
                        0,
                        Map.of(),
                        Map.of()),
                null);
        return file;
    }

    private Path place(String folder, String name, boolean replace) {
        return DirectionFolder.place(installed.resolve(folder), name, MODEL, replace, installed);
    }

    private String refusal(String folder, String name) {
        return assertThrows(SyrinxException.class, () -> place(folder, name, false)).getMessage();
    }

    @Test
    void aDirectionOfTheSameNameAndModelIsInTheWayWhereverItIsInstalled() {
        assertEquals(
                installed.resolve("model").resolve("gender" + DirectionFile.SUFFIX),
                place("model", "gender", false));
        Path found = write("model", "gender", MODEL);
        assertTrue(refusal("model", "gender").contains(found.toString()));
        assertTrue(refusal("0123456789ab", "gender").contains("--force"), "it would be hidden");
        assertEquals(found, place("0123456789ab", "gender", true), "and takes its place");
        assertEquals(found, place("model", "gender", true));
    }

    @Test
    void thoseOfOtherModelsAndOtherFoldersAreNot() {
        write("other", "gender", "sha256:ffff");
        Path here = installed.resolve("model").resolve("gender" + DirectionFile.SUFFIX);
        assertEquals(here, place("model", "gender", false));
        write("model", "level", MODEL);
        assertEquals(here, place("model", "gender", false));
        Path elsewhere = installed.resolveSibling(installed.getFileName() + "-elsewhere");
        write("model", "gender", MODEL);
        assertEquals(
                elsewhere.resolve("gender" + DirectionFile.SUFFIX),
                DirectionFolder.place(elsewhere, "gender", MODEL, false, installed));
        // a file of another model that lies where it is to go is not lost in silence
        assertTrue(refusal("other", "gender").contains("other"));
        assertTrue(refusal("model", "a/b").contains("a/b"));
    }
}
