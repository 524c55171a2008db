package org.syrinx.launcher.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            assertFalse(BundleSet.wanted(shellOnly, false, false, false), shellOnly.toString());
        }
        assertTrue(BundleSet.wanted(gogo, true, false, false));
        assertFalse(BundleSet.wanted(jline, true, false, false));
        assertTrue(BundleSet.wanted(jline, true, true, false));
        assertTrue(BundleSet.wanted(gogoJline, true, true, false));
        assertTrue(BundleSet.wanted(scr, false, false, false));
    }

    @Test
    void fileInstallRunsOnlyWithADeployFolderAndStartsLast() throws IOException {
        Path fileInstall = Path.of("org.apache.felix.fileinstall-3.7.4.jar");
        assertFalse(BundleSet.wanted(fileInstall, true, true, false));
        assertTrue(BundleSet.wanted(fileInstall, true, false, true));
        for (String name : List.of(fileInstall.toString(), "org.syrinx.launcher-1.jar")) {
            Files.createFile(folder.resolve(name));
        }
        assertEquals(
                List.of("org.syrinx.launcher-1.jar", fileInstall.toString()),
                BundleSet.jars(folder).stream().map(p -> p.getFileName().toString()).toList());
    }

    @Test
    void theDeployFolderIsTheOptionsOrTheEnvironmentsAndNeverEverybodys() throws IOException {
        assertEquals(
                Optional.empty(), DeployOption.of(new String[] {"shell"}, Map.of("PATH", "/bin")));
        assertEquals(
                Optional.of(Path.of("/a")),
                DeployOption.of(new String[] {"shell"}, Map.of("SYRINX_DEPLOY", "/a")));
        for (String[] words :
                List.of(
                        new String[] {"shell", "--deploy", "/b"},
                        new String[] {"shell", "--deploy=/b"})) {
            assertEquals(
                    Optional.of(Path.of("/b")),
                    DeployOption.of(words, Map.of("SYRINX_DEPLOY", "/a")));
        }
        assertEquals(Optional.empty(), DeployOption.reject(folder));
        assertTrue(DeployOption.reject(folder.resolve("none")).orElseThrow().contains("no folder"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertTrue(DeployOption.reject(folder).orElseThrow().contains("everybody"));
    }

    @Test
    void theShellIsWantedWhenItIsTheFirstWord() {
        assertTrue(BundleSet.wantsShell(new String[] {"shell"}));
        assertTrue(BundleSet.wantsShell(new String[] {"--debug", "shell"}));
        assertFalse(BundleSet.wantsShell(new String[] {"say", "shell"}));
        assertFalse(BundleSet.wantsShell(new String[] {}));
    }
}
