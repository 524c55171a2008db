package org.syrinx.nn.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.ModelFormatException;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.params.MemoryBudget;

/** What a reader can meet besides wrong bytes: things that are no files, and sizes that hurt. */
class HostileFilesTest {
    @TempDir Path dir;

    @Test
    void aPipeIsRefusedAtOnceInsteadOfWaitedFor() throws Exception {
        Path pipe = dir.resolve("model.safetensors");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        SyrinxException e =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(20),
                        () ->
                                assertThrows(
                                        SyrinxException.class, () -> SafetensorsFile.open(pipe)));
        assertTrue(e.getMessage().contains("not a regular file"), e.getMessage());
    }

    @Test
    void devicesAndFoldersAreRefused() {
        assumeTrue(Files.exists(Path.of("/dev/zero")));
        for (Path path : List.of(Path.of("/dev/zero"), dir)) {
            String message =
                    assertThrows(SyrinxException.class, () -> SafetensorsFile.open(path))
                            .getMessage();
            assertTrue(message.contains("it is "), message);
        }
    }

    /** A hash table of a parser gives up on such names, or becomes quadratic. */
    @Test
    void namesThatCollideAreReadAsAnyOthers() {
        List<String> names = new ArrayList<>(List.of(""));
        for (int i = 0; i < 10; i++) {
            List<String> longer = new ArrayList<>();
            names.forEach(n -> longer.addAll(List.of(n + "Aa", n + "B@")));
            names = longer;
        }
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < names.size(); i++) {
            json.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(names.get(i))
                    .append("\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[")
                    .append(i + "," + (i + 1) + "]}");
        }
        assertEquals(1024, names.size());
        try (SafetensorsFile f = SafetensorsFile.of("x", file(json.append("}").toString(), 1024))) {
            assertEquals(1024, f.names().size());
        }
    }

    @Test
    void aHeaderThatWouldNotFitIntoTheHeapOnceReadIsRefused() {
        SafetensorsFile.requireRoom(dir, 1000, 16_000);
        String message =
                assertThrows(
                                ModelFormatException.class,
                                () -> SafetensorsFile.requireRoom(dir, 100_000_000, 1L << 30))
                        .getMessage();
        assertTrue(message.contains("may take 1525 MiB of 1024 MiB"), message);
        assertTrue(message.contains("SYRINX_HEAP"), message);
    }

    @Test
    void weightsBeyondALimitAreRefusedWithBothSizes() throws IOException {
        // 3 TiB of weights in a file that takes no room: a hole
        Path sparse = dir.resolve("sparse.safetensors");
        long bytes = 3L << 38;
        byte[] head =
                file(
                        "{\"w\":{\"dtype\":\"BF16\",\"shape\":["
                                + bytes / 2
                                + "],\"data_offsets\":[0,"
                                + bytes
                                + "]}}",
                        0);
        try (RandomAccessFile f = new RandomAccessFile(sparse.toFile(), "rw")) {
            f.write(head);
            try {
                f.setLength(head.length + bytes);
            } catch (IOException e) {
                assumeTrue(false, "this file system has no files of " + bytes + " bytes: " + e);
            }
        }
        try (SafetensorsFile f = SafetensorsFile.open(sparse, Long.MAX_VALUE)) {
            assertEquals(2 * bytes, MemoryBudget.weights(f));
            String message =
                    assertThrows(
                                    ModelFormatException.class,
                                    () -> MemoryBudget.requireFree(f, ai.djl.Device.cpu()))
                            .getMessage();
            assertTrue(message.contains("would take 1572864 MiB"), message);
            assertTrue(message.contains("are free on this machine"), message);
            message =
                    assertThrows(
                                    ModelFormatException.class,
                                    () -> MemoryBudget.requireWithin(f, 5 << 20))
                            .getMessage();
            assertTrue(message.contains("5120 KiB are allowed"), message);
        }
        // and the reader itself has a limit, without which that file would be mapped
        assertThrows(ModelFormatException.class, () -> SafetensorsFile.open(sparse));
    }

    @Test
    void bytesInMemoryAreReadAsAFileIs() throws IOException {
        Path path = dir.resolve("a");
        SafetensorsWriter.write(
                path, Map.of("k", "v"), List.of(Tensor.of("w", new float[] {1, Float.NaN}, 2)));
        try (SafetensorsFile f = SafetensorsFile.of("a", Files.readAllBytes(path))) {
            assertEquals(Map.of("k", "v"), f.metadata());
            assertEquals(1, f.floats("w")[0]);
            assertEquals(1, f.nonFinite("w"));
        }
        byte[] cut = java.util.Arrays.copyOf(Files.readAllBytes(path), 50);
        assertThrows(ModelFormatException.class, () -> SafetensorsFile.of("a", cut));
    }

    private static byte[] file(String header, int dataBytes) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }
}
