package org.syrinx.nn.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Diagnostic.Finding;
import org.syrinx.api.Diagnostic.Level;

class CacheDiagnosticTest {
    private static final long MIB = 1 << 20;

    @TempDir Path folder;

    private static Finding about(String subject, List<Finding> all) {
        return all.stream().filter(f -> f.subject().equals(subject)).findFirst().orElseThrow();
    }

    @Test
    void placeSizeAndFreeSpaceAreTold() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("natives/2.7.1"));
        Files.write(deep.resolve("libtorch.so"), new byte[(int) (3 * MIB)]);
        Files.write(folder.resolve("small"), new byte[(int) MIB]);
        List<Finding> all = new CacheDiagnostic(folder).examine();
        assertEquals(new Finding(Level.OK, "folder", folder.toString()), about("folder", all));
        assertEquals("4 MiB", about("size", all).detail());
        assertTrue(about("free space", all).detail().matches("[0-9]+ MiB.*"), all.toString());
    }

    @Test
    void aFolderThatDoesNotExistYetIsMadeWhenNeeded() {
        List<Finding> all = new CacheDiagnostic(folder.resolve("a/b")).examine();
        assertEquals(Level.OK, about("folder", all).level());
        assertTrue(about("folder", all).detail().endsWith("(made when needed)"));
        assertEquals("0 MiB", about("size", all).detail());
        assertFalse(Files.exists(folder.resolve("a")), "looking makes nothing");
    }

    @Test
    void aFileInItsPlaceIsAnErrorThatSaysWhatToDo() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        List<Finding> all = new CacheDiagnostic(file.resolve("syrinx")).examine();
        assertEquals(1, all.size());
        assertEquals(Level.ERROR, all.get(0).level());
        assertTrue(all.get(0).detail().contains(file + " is no folder"), all.toString());
        assertTrue(all.get(0).detail().contains("SYRINX_CACHE"), all.toString());
    }

    @Test
    void littleRoomIsAWarningUntilTheLibrariesAreUnpacked() {
        assertEquals(Level.WARNING, CacheDiagnostic.free(100 * MIB, 3 * MIB).level());
        assertEquals(Level.INFO, CacheDiagnostic.free(100 * MIB, 460 * MIB).level());
        assertEquals(Level.INFO, CacheDiagnostic.free(900 * MIB, 0).level());
    }
}
