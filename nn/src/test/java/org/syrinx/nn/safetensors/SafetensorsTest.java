package org.syrinx.nn.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.ModelFormatException;
import org.syrinx.api.SyrinxException;

class SafetensorsTest {
    @TempDir Path dir;

    private static byte[] file(String header, byte... data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data)
                .array();
    }

    private SafetensorsFile open(byte[] bytes) throws IOException {
        return SafetensorsFile.open(Files.write(dir.resolve("t.safetensors"), bytes));
    }

    @Test
    void aFileWrittenByHandIsRead() throws IOException {
        String header =
                "{\"__metadata__\":{\"format\":\"pt\"},"
                        + "\"b\":{\"dtype\":\"I16\",\"shape\":[2],\"data_offsets\":[8,12]},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]}}   ";
        byte[] data =
                ByteBuffer.allocate(12)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putFloat(1.5f)
                        .putFloat(-2)
                        .putShort((short) -7)
                        .putShort((short) 300)
                        .array();
        try (SafetensorsFile f = open(file(header, data))) {
            assertEquals(List.of("a", "b"), List.copyOf(f.names()));
            assertEquals(Map.of("format", "pt"), f.metadata());
            assertEquals(new TensorInfo("a", DType.F32, List.of(2L, 1L), 0, 8), f.info("a"));
            assertArrayEquals(new float[] {1.5f, -2}, f.floats("a"));
            assertArrayEquals(new long[] {-7, 300}, f.longs("b"));
            assertArrayEquals(new float[] {-7, 300}, f.floats("b"));
            assertThrows(ModelFormatException.class, () -> f.longs("a"));
            assertThrows(ModelFormatException.class, () -> f.floats("c"));
        }
    }

    @Test
    void everyTypeSurvivesARoundTrip() {
        double[] values = {0, -0.0, 1, -1.5, 65504, 6.103515625e-5, 5.9604644775390625e-8, 0.25};
        long[] small = {0, 1, 1, 0};
        Path path = dir.resolve("all.safetensors");
        SafetensorsWriter.write(
                path,
                Map.of("k", "a \"quoted\" \u00e4\u4e16"),
                List.of(
                        new Tensor("f64", DType.F64, new long[] {2, 4}, values),
                        new Tensor("f32", DType.F32, new long[] {8}, values),
                        new Tensor("f16", DType.F16, new long[] {8}, values),
                        new Tensor(
                                "bf16", DType.BF16, new long[] {3}, new float[] {1, -2.5f, 3e38f}),
                        new Tensor(
                                "i64",
                                DType.I64,
                                new long[] {2},
                                new long[] {Long.MIN_VALUE, Long.MAX_VALUE}),
                        new Tensor(
                                "i32",
                                DType.I32,
                                new long[] {2},
                                new long[] {Integer.MIN_VALUE, 5}),
                        new Tensor("i16", DType.I16, new long[] {1}, new long[] {-32768}),
                        new Tensor("i8", DType.I8, new long[] {1}, new long[] {-128}),
                        new Tensor("u8", DType.U8, new long[] {1}, new long[] {255}),
                        new Tensor("bool", DType.BOOL, new long[] {4}, small),
                        Tensor.of("scalar", new float[] {7}),
                        Tensor.of("empty", new float[0], 0, 3)));
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        try (SafetensorsFile f = SafetensorsFile.open(path)) {
            assertEquals("a \"quoted\" \u00e4\u4e16", f.metadata().get("k"));
            for (String n : List.of("f64", "f32", "f16")) {
                assertArrayEquals(floats, f.floats(n), n);
            }
            assertArrayEquals(
                    new float[] {1, -2.5f, Half.fromBf16(Half.toBf16(3e38f) & 0xffff)},
                    f.floats("bf16"));
            assertArrayEquals(new long[] {Long.MIN_VALUE, Long.MAX_VALUE}, f.longs("i64"));
            assertArrayEquals(new long[] {Integer.MIN_VALUE, 5}, f.longs("i32"));
            assertArrayEquals(new long[] {-32768}, f.longs("i16"));
            assertArrayEquals(new long[] {-128}, f.longs("i8"));
            assertArrayEquals(new long[] {255}, f.longs("u8"));
            assertArrayEquals(small, f.longs("bool"));
            assertArrayEquals(new float[] {7}, f.floats("scalar"));
            assertEquals(List.of(), f.info("scalar").shape());
            assertEquals(0, f.floats("empty").length);
        }
    }

    @Test
    void theSameTensorsGiveTheSameBytesWhateverTheirOrder() throws IOException {
        Tensor a = Tensor.of("a", new float[] {1, 2}, 2);
        Tensor b = Tensor.of("b", new long[] {3}, 1);
        Path one = dir.resolve("one");
        Path two = dir.resolve("two");
        SafetensorsWriter.write(one, Map.of("x", "1", "y", "2"), List.of(a, b));
        SafetensorsWriter.write(two, Map.of("y", "2", "x", "1"), List.of(b, a));
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
    }

    @Test
    void aFailedWriteLeavesTheOldFileAndNoOther() throws IOException {
        Path path = dir.resolve("m.safetensors");
        SafetensorsWriter.write(path, Map.of(), List.of(Tensor.of("a", new float[] {1}, 1)));
        byte[] before = Files.readAllBytes(path);
        Tensor tooLarge = new Tensor("u", DType.U8, new long[] {1}, new long[] {256});
        assertThrows(
                IllegalArgumentException.class,
                () -> SafetensorsWriter.write(path, Map.of(), List.of(tooLarge)));
        Tensor twice = Tensor.of("a", new float[] {1}, 1);
        assertThrows(
                IllegalArgumentException.class,
                () -> SafetensorsWriter.write(path, Map.of(), List.of(twice, twice)));
        assertArrayEquals(before, Files.readAllBytes(path));
        try (Stream<Path> list = Files.list(dir)) {
            assertEquals(List.of(path), list.toList());
        }
        assertThrows(
                SyrinxException.class,
                () ->
                        SafetensorsWriter.write(
                                dir.resolve("no/such/folder"), Map.of(), List.of(twice)));
    }

    @Test
    void elementsThatCrossASegmentAreReadWhole() throws IOException {
        float[] values = new float[101];
        for (int i = 0; i < values.length; i++) {
            values[i] = i + 0.5f;
        }
        Path path = dir.resolve("s.safetensors");
        SafetensorsWriter.write(
                path,
                Map.of(),
                List.of(
                        new Tensor("odd", DType.I8, new long[] {3}, new long[] {1, 2, 3}),
                        new Tensor("z64", DType.F64, new long[] {101}, values),
                        new Tensor("f32", DType.F32, new long[] {101}, values),
                        new Tensor("f16", DType.F16, new long[] {101}, values)));
        for (int segment : new int[] {1, 2, 3, 5, 7, 8, 13, 64}) {
            try (SafetensorsFile f = SafetensorsFile.open(path, 1 << 20, segment)) {
                assertArrayEquals(values, f.floats("z64"), "segment " + segment);
                assertArrayEquals(values, f.floats("f32"), "segment " + segment);
                assertArrayEquals(values, f.floats("f16"), "segment " + segment);
                assertArrayEquals(new long[] {1, 2, 3}, f.longs("odd"), "segment " + segment);
            }
        }
    }

    @Test
    void aFileLargerThanTwoGibibytesIsRead() throws IOException {
        long big = (1L << 31) + 4096; // sparse: takes no space on disk
        String header =
                "{\"a\":{\"dtype\":\"U8\",\"shape\":["
                        + big
                        + "],\"data_offsets\":[0,"
                        + big
                        + "]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":["
                        + big
                        + ","
                        + (big + 8)
                        + "]}}";
        byte[] head = file(header);
        Path path = dir.resolve("big.safetensors");
        try (RandomAccessFile f = new RandomAccessFile(path.toFile(), "rw")) {
            f.write(head);
            f.setLength(head.length + big + 8);
            f.seek(head.length + big);
            f.write(
                    ByteBuffer.allocate(8)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putFloat(3)
                            .putFloat(4)
                            .array());
        }
        try (SafetensorsFile f = SafetensorsFile.open(path)) {
            assertArrayEquals(new float[] {3, 4}, f.floats("b"));
            assertThrows(ModelFormatException.class, () -> f.floats("a"));
        }
        ModelFormatException e =
                assertThrows(
                        ModelFormatException.class, () -> SafetensorsFile.open(path, 1L << 30));
        assertTrue(e.expected().contains(Long.toString(1L << 30)));
    }

    @Test
    void nonFiniteValuesAreLegalAndCounted() {
        Path path = dir.resolve("n.safetensors");
        float[] v = {1, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0};
        SafetensorsWriter.write(
                path,
                Map.of(),
                List.of(
                        Tensor.of("f32", v, 5),
                        Tensor.of("f16", v, 5).as(DType.F16),
                        Tensor.of("bf16", v, 5).as(DType.BF16),
                        Tensor.of("i", new long[] {1}, 1)));
        try (SafetensorsFile f = SafetensorsFile.open(path)) {
            assertEquals(3, f.nonFinite("f32"));
            assertEquals(3, f.nonFinite("f16"));
            assertEquals(3, f.nonFinite("bf16"));
            assertEquals(0, f.nonFinite("i"));
        }
    }

    @Test
    void aClosedFileSaysSo() throws IOException {
        SafetensorsFile f =
                open(
                        file(
                                "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}",
                                (byte) 9));
        f.close();
        f.close();
        assertThrows(IllegalStateException.class, () -> f.floats("a"));
        assertEquals(1, f.info("a").count());
    }

    @Test
    void aMissingFileIsNotCalledMalformed() {
        SyrinxException e =
                assertThrows(
                        SyrinxException.class, () -> SafetensorsFile.open(dir.resolve("absent")));
        assertEquals(SyrinxException.class, e.getClass());
    }

    @Test
    void aFileThatShrinksWhileItIsOpenIsAnErrorAndNotACrash() throws IOException {
        Path path = dir.resolve("shrinks.safetensors");
        SafetensorsWriter.write(
                path, Map.of(), List.of(Tensor.of("w", new float[1 << 20], 1 << 20)));
        try (SafetensorsFile f = SafetensorsFile.open(path)) {
            try (RandomAccessFile cut = new RandomAccessFile(path.toFile(), "rw")) {
                cut.setLength(4096);
            }
            ModelFormatException e = assertThrows(ModelFormatException.class, () -> f.floats("w"));
            assertTrue(e.found().contains("became shorter"), e.found());
        }
    }
}
