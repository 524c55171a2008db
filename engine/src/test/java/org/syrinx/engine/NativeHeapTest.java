package org.syrinx.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class NativeHeapTest {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int ARRAYS = 4000;

    private static long resident() throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void freedArraysOfLessThanAnMmapAreKeptByTheLibraryUntilTheHeapIsTrimmed() throws IOException {
        Assumptions.assumeTrue(Files.isReadable(STATUS), "not Linux");
        try (NDManager manager = Operators.engine().newBaseManager()) {
            NativeHeap.trim();
            List<NDArray> arrays = new ArrayList<>();
            for (int i = 0; i < ARRAYS; i++) {
                // 64 KiB each, below the 128 KiB from which glibc maps every block on its own
                arrays.add(manager.ones(new Shape(16384)));
            }
            NDArray last = arrays.remove(ARRAYS - 1); // holds the top of the heap
            arrays.forEach(NDArray::close);
            long before = resident();
            assertTrue(NativeHeap.trim());
            long given = before - resident();
            assertTrue(given > ARRAYS * 65536L / 2, given + " bytes");
            last.close();
        }
    }

    @Test
    void whatIsInUseGrowsByAnArrayAndShrinksWithIt() {
        Assumptions.assumeTrue(NativeHeap.inUse() >= 0, "another C library");
        long size = 4L << 24;
        try (NDManager manager = Operators.engine().newBaseManager()) {
            manager.ones(new Shape(1)).close(); // what the engine keeps for itself
            long before = NativeHeap.inUse();
            NDArray large = manager.ones(new Shape(size / 4));
            NDArray small = manager.ones(new Shape(16384));
            long with = NativeHeap.inUse();
            large.close();
            long after = NativeHeap.inUse();
            small.close();
            // other threads of this JVM take and give a little meanwhile
            long slack = size / 8;
            assertTrue(Math.abs(with - before - size) < slack, before + " to " + with);
            assertTrue(Math.abs(with - after - size) < slack, with + " to " + after);
        }
    }
}
