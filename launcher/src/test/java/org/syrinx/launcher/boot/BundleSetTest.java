package org.syrinx.launcher.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleSetTest {
    @TempDir Path folder;

    @Test
    void theEngineStartsFirstThenTheInfrastructureThenOurBundles() throws IOException {
        for (String name :
                List.of(
                        "org.syrinx.api-1.jar",
                        "picocli-4.jar",
                        "org.syrinx.engine-1.jar",
                        "org.apache.felix.scr-2.jar",
                        "notes.txt")) {
            Files.createFile(folder.resolve(name));
        }
        assertEquals(
                List.of(
                        "org.syrinx.engine-1.jar",
                        "org.apache.felix.scr-2.jar",
                        "picocli-4.jar",
                        "org.syrinx.api-1.jar"),
                BundleSet.jars(folder).stream().map(p -> p.getFileName().toString()).toList());
    }

    @Test
    void oneCommandNeedsNoShellAndAPipeNeedsNoTerminal() {
        Path gogo = Path.of("org.apache.felix.gogo.runtime-1.1.6.jar");
        Path gogoJline = Path.of("org.apache.felix.gogo.jline-1.1.8.jar");
        Path jline = Path.of("jline-3.13.2.jar");
        Path scr = Path.of("org.apache.felix.scr-2.2.18.jar");
        for (Path shellOnly : List.of(gogo, gogoJline, jline)) {
            assertFalse(BundleSet.wanted(shellOnly, false, false), shellOnly.toString());
        }
        assertTrue(BundleSet.wanted(gogo, true, false));
        assertFalse(BundleSet.wanted(jline, true, false));
        assertTrue(BundleSet.wanted(jline, true, true));
        assertTrue(BundleSet.wanted(gogoJline, true, true));
        assertTrue(BundleSet.wanted(scr, false, false));
    }

    @Test
    void theShellIsWantedWhenItIsTheFirstWord() {
        assertTrue(BundleSet.wantsShell(new String[] {"shell"}));
        assertTrue(BundleSet.wantsShell(new String[] {"--debug", "shell"}));
        assertFalse(BundleSet.wantsShell(new String[] {"say", "shell"}));
        assertFalse(BundleSet.wantsShell(new String[] {}));
    }
}
