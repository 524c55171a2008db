package org.syrinx.launcher.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SavedConfigurationsTest {
    @Test
    void theFolderIsThePropertysElseTheEnvironmentsElseTheUsersConfiguration() {
        Map<String, String> all = Map.of("SYRINX_CONFIG", "/b", "XDG_CONFIG_HOME", "/c");
        assertEquals(Path.of("/a"), SavedConfigurations.folder("/a", all));
        assertEquals(Path.of("/b"), SavedConfigurations.folder(null, all));
        assertEquals(
                Path.of("/c/syrinx"),
                SavedConfigurations.folder(null, Map.of("XDG_CONFIG_HOME", "/c")));
        assertEquals(
                Path.of(System.getProperty("user.home"), ".config", "syrinx"),
                SavedConfigurations.folder(null, Map.of()));
    }
}
