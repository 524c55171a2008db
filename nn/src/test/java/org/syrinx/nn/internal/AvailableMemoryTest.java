package org.syrinx.nn.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvailableMemoryTest {
    @TempDir Path dir;

    @Test
    void theSmallerOfMachineAndControlGroupCounts() throws IOException {
        Path meminfo =
                Files.writeString(
                        dir.resolve("meminfo"),
                        "MemTotal:       24684000 kB\nMemFree: 100 kB\nMemAvailable:   2048 kB\n");
        assertEquals(2 << 20, AvailableMemory.machine(meminfo, dir));
        Files.writeString(dir.resolve("memory.max"), "1000000\n");
        Files.writeString(dir.resolve("memory.current"), "900000\n");
        assertEquals(100_000, AvailableMemory.machine(meminfo, dir));
        Files.writeString(dir.resolve("memory.stat"), "anon 5\ninactive_file 50000\n");
        assertEquals(150_000, AvailableMemory.machine(meminfo, dir));
        Files.writeString(dir.resolve("memory.max"), "max\n");
        assertEquals(2 << 20, AvailableMemory.machine(meminfo, dir));
    }

    @Test
    void aSystemThatDoesNotTellHasNoLimit() {
        assertEquals(
                Long.MAX_VALUE, AvailableMemory.machine(dir.resolve("none"), dir.resolve("none")));
    }

    @Test
    void theHeapHasRoomBelowItsLimit() {
        long heap = AvailableMemory.heap();
        assertTrue(heap > 0 && heap <= Runtime.getRuntime().maxMemory(), heap + " bytes");
    }
}
