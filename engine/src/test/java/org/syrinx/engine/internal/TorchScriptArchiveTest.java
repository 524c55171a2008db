package org.syrinx.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class TorchScriptArchiveTest {
    @Test
    void theArchiveHoldsStoredEntriesWithTheSourceAsItIs() throws IOException {
        byte[] archive = TorchScriptArchive.of("class Operators(Module):\n");
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry e; (e = zip.getNextEntry()) != null; ) {
                assertEquals(ZipEntry.STORED, e.getMethod());
                entries.put(e.getName(), zip.readAllBytes());
            }
        }
        assertEquals(
                Set.of(
                        "operators/data.pkl",
                        "operators/code/__torch__.py",
                        "operators/constants.pkl",
                        "operators/version"),
                entries.keySet());
        assertEquals(
                "class Operators(Module):\n",
                new String(entries.get("operators/code/__torch__.py"), StandardCharsets.UTF_8));
        assertEquals("10\n", new String(entries.get("operators/version"), StandardCharsets.UTF_8));
    }
}
