package org.syrinx.nn.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.syrinx.api.ModelFormatException;

/** Files made to break readers, among them the published break-ins of other implementations. */
class HostileSafetensorsTest {
    @TempDir Path dir;

    private static byte[] file(long claimed, byte[] json, int dataBytes) {
        return ByteBuffer.allocate(8 + json.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(claimed)
                .put(json)
                .array();
    }

    private static byte[] file(String header, int dataBytes) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return file(json.length, json, dataBytes);
    }

    private static String tensor(String name, String dtype, String shape, String offsets) {
        return "\""
                + name
                + "\":{\"dtype\":\""
                + dtype
                + "\",\"shape\":"
                + shape
                + ",\"data_offsets\":"
                + offsets
                + "}";
    }

    private static Arguments bad(String what, String rule, byte[] bytes) {
        return Arguments.of(what, rule, bytes);
    }

    static Stream<Arguments> vectors() {
        return Stream.of(headers(), entries(), shapes(), offsets()).flatMap(v -> v);
    }

    private static Stream<Arguments> headers() {
        String good = "{" + tensor("a", "F32", "[2]", "[0,8]") + "}";
        byte[] json = good.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                bad("nothing", "header", new byte[0]),
                bad("seven bytes", "header", new byte[7]),
                bad("header length 2^63", "header", file(Long.MIN_VALUE, json, 8)),
                bad("header length 2^64-1", "header", file(-1, json, 8)),
                bad("header longer than the file", "header", file(json.length + 9L, json, 8)),
                bad("header above the limit", "header", file(100_000_001L, json, 8)),
                bad("header that starts with a space", "starts with {", file(" " + good, 8)),
                bad("empty header", "starts with {", file("", 0)),
                bad("a list", "starts with {", file("[]", 0)),
                bad(
                        "UTF-16",
                        "padded with spaces",
                        file(json.length * 2L, good.getBytes(StandardCharsets.UTF_16LE), 8)),
                bad("not UTF-8", "UTF-8", file(3, new byte[] {'{', (byte) 0xff, '}'}, 0)),
                bad("padding with line feeds", "padded with spaces", file(good + "\n", 8)),
                bad("two objects", "JSON", file(good + " {}", 8)),
                bad(
                        "cut short",
                        "padded with spaces",
                        file(good.substring(0, good.length() - 3) + "],", 8)));
    }

    private static Stream<Arguments> entries() {
        return Stream.of(
                bad(
                        "duplicate tensors",
                        "duplicate keys",
                        file(
                                "{"
                                        + tensor("a", "U8", "[1]", "[0,1]")
                                        + ","
                                        + tensor("a", "U8", "[1]", "[1,2]")
                                        + "}",
                                2)),
                bad(
                        "duplicate fields",
                        "duplicate keys",
                        file(
                                "{\"a\":{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}",
                                1)),
                bad(
                        "duplicate metadata",
                        "duplicate keys",
                        file("{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}}", 0)),
                bad(
                        "metadata of numbers",
                        "strings to strings",
                        file("{\"__metadata__\":{\"k\":1}}", 0)),
                bad(
                        "nested metadata",
                        "strings to strings",
                        file("{\"__metadata__\":{\"k\":{}}}", 0)),
                bad("metadata that is text", "object", file("{\"__metadata__\":\"x\"}", 0)),
                bad("a number for a tensor", "object", file("{\"a\":1}", 0)),
                bad(
                        "unknown dtype",
                        "dtype is one of",
                        file("{" + tensor("a", "F8_E4M3", "[1]", "[0,1]") + "}", 1)),
                bad(
                        "dtype in lower case",
                        "dtype is one of",
                        file("{" + tensor("a", "f32", "[1]", "[0,4]") + "}", 4)),
                bad(
                        "unknown field",
                        "nothing else",
                        file(
                                "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1],\"code\":\"x\"}}",
                                1)),
                bad(
                        "no dtype",
                        "has dtype",
                        file("{\"a\":{\"shape\":[1],\"data_offsets\":[0,1]}}", 1)),
                bad("no offsets", "has dtype", file("{\"a\":{\"dtype\":\"U8\",\"shape\":[0]}}", 0)),
                bad(
                        "one offset",
                        "has dtype",
                        file("{" + tensor("a", "U8", "[0]", "[0]") + "}", 0)),
                bad(
                        "three offsets",
                        "data_offsets",
                        file("{" + tensor("a", "U8", "[1]", "[0,1,2]") + "}", 1)));
    }

    private static Stream<Arguments> shapes() {
        return Stream.of(
                bad(
                        "negative axis",
                        "shape",
                        file("{" + tensor("a", "U8", "[-1]", "[0,1]") + "}", 1)),
                bad("minus zero", "shape", file("{" + tensor("a", "U8", "[-0]", "[0,0]") + "}", 0)),
                bad(
                        "fractional axis",
                        "shape",
                        file("{" + tensor("a", "U8", "[1.0]", "[0,1]") + "}", 1)),
                bad(
                        "axis in exponent form",
                        "shape",
                        file("{" + tensor("a", "U8", "[1e0]", "[0,1]") + "}", 1)),
                bad(
                        "axis as text",
                        "shape",
                        file("{" + tensor("a", "U8", "[\"1\"]", "[0,1]") + "}", 1)),
                bad(
                        "axis of 2^64",
                        "shape",
                        file("{" + tensor("a", "U8", "[18446744073709551616]", "[0,0]") + "}", 0)),
                bad(
                        "axis of a thousand digits",
                        "JSON",
                        file(
                                "{"
                                        + tensor("a", "U8", "[" + "9".repeat(1000) + "]", "[0,0]")
                                        + "}",
                                0)),
                bad(
                        "shape that is a number",
                        "shape",
                        file("{" + tensor("a", "U8", "1", "[0,1]") + "}", 1)),
                bad(
                        "shape nested",
                        "shape",
                        file("{" + tensor("a", "U8", "[[[[[[1]]]]]]", "[0,1]") + "}", 1)),
                bad(
                        "shape of 65 axes",
                        "shape",
                        file(
                                "{"
                                        + tensor("a", "U8", "[" + "1,".repeat(64) + "1]", "[0,1]")
                                        + "}",
                                1)));
    }

    private static Stream<Arguments> offsets() {
        String good = "{" + tensor("a", "F32", "[2]", "[0,8]") + "}";
        return Stream.of(
                bad(
                        "negative offset",
                        "data_offsets",
                        file("{" + tensor("a", "U8", "[1]", "[-1,0]") + "}", 0)),
                bad(
                        "shape product overflow",
                        "63 bits",
                        file(
                                "{"
                                        + tensor(
                                                "a",
                                                "F32",
                                                "[4194305,4194305,211106198978564]",
                                                "[0,4]")
                                        + "}",
                                4)),
                bad(
                        "overflow hidden by a zero",
                        "63 bits",
                        file(
                                "{"
                                        + tensor(
                                                "a",
                                                "F32",
                                                "[4194305,4194305,211106198978564,0]",
                                                "[0,0]")
                                        + "}",
                                0)),
                bad(
                        "end beyond the file",
                        "inside the data",
                        file("{" + tensor("a", "F32", "[1000]", "[0,4000]") + "}", 8)),
                bad(
                        "end before begin",
                        "inside the data",
                        file("{" + tensor("a", "U8", "[1]", "[1,0]") + "}", 1)),
                bad(
                        "too few bytes for the shape",
                        "length of the data",
                        file("{" + tensor("a", "F32", "[1000,1000]", "[0,4]") + "}", 4)),
                bad(
                        "two tensors on the same bytes",
                        "without holes",
                        file(
                                "{"
                                        + tensor("a", "U8", "[4]", "[0,4]")
                                        + ","
                                        + tensor("b", "U8", "[4]", "[0,4]")
                                        + "}",
                                4)),
                bad(
                        "overlap",
                        "without holes",
                        file(
                                "{"
                                        + tensor("a", "U8", "[4]", "[0,4]")
                                        + ","
                                        + tensor("b", "U8", "[4]", "[3,7]")
                                        + "}",
                                7)),
                bad(
                        "hole",
                        "without holes",
                        file(
                                "{"
                                        + tensor("a", "U8", "[4]", "[0,4]")
                                        + ","
                                        + tensor("b", "U8", "[4]", "[5,9]")
                                        + "}",
                                9)),
                bad(
                        "data before the first tensor",
                        "without holes",
                        file("{" + tensor("a", "U8", "[4]", "[1,5]") + "}", 5)),
                bad(
                        "empty tensor inside another",
                        "without holes",
                        file(
                                "{"
                                        + tensor("a", "U8", "[8]", "[0,8]")
                                        + ","
                                        + tensor("z", "U8", "[0]", "[4,4]")
                                        + "}",
                                8)),
                bad(
                        "two empty tensors at one offset",
                        "shared offsets",
                        file(
                                "{"
                                        + tensor("y", "U8", "[0]", "[0,0]")
                                        + ","
                                        + tensor("z", "U8", "[0]", "[0,0]")
                                        + "}",
                                0)),
                bad("data appended after the last tensor", "end of the file", file(good, 9)),
                bad("data without tensors", "end of the file", file("{}", 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void aHostileFileIsRefusedByTheRuleThatItBreaks(String what, String rule, byte[] bytes)
            throws IOException {
        Path path = Files.write(dir.resolve("hostile.safetensors"), bytes);
        ModelFormatException e =
                assertThrows(ModelFormatException.class, () -> SafetensorsFile.open(path));
        assertTrue(e.expected().contains(rule), e.expected());
        assertTrue(e.getMessage().contains("hostile.safetensors"), e.getMessage());
        assertTrue(e.getMessage().length() < 1000, e.getMessage());
    }

    @Test
    void aMessageNamesTheTensorWithoutItsControlCharacters() throws IOException {
        byte[] bytes = file("{" + tensor("evil\\u001b[31mname", "F32", "[1]", "[0,3]") + "}", 3);
        Path path = Files.write(dir.resolve("x"), bytes);
        ModelFormatException e =
                assertThrows(ModelFormatException.class, () -> SafetensorsFile.open(path));
        assertTrue(e.found().contains("evil?[31mname"), e.found());
    }

    @Test
    void theValidNeighboursOfTheVectorsAreAccepted() throws IOException {
        for (byte[] bytes :
                List.of(
                        file("{}", 0),
                        file("{}        ", 0),
                        file("{\"__metadata__\":{}}", 0),
                        file("{" + tensor("s", "F32", "[]", "[0,4]") + "}", 4),
                        file(
                                "{"
                                        + tensor("z", "F32", "[0]", "[0,0]")
                                        + ","
                                        + tensor("a", "U8", "[4]", "[0,4]")
                                        + "}",
                                4),
                        file(
                                "{"
                                        + tensor("a", "U8", "[4]", "[0,4]")
                                        + ","
                                        + tensor("z", "F32", "[5,0]", "[4,4]")
                                        + "}",
                                4))) {
            Path path = Files.write(dir.resolve("good"), bytes);
            try (SafetensorsFile f = SafetensorsFile.open(path)) {
                f.names().forEach(n -> assertEquals(f.info(n).count(), f.floats(n).length));
            }
        }
    }

    @Test
    void randomlyDamagedFilesAreReadInFullOrRefusedInOneWay() throws IOException {
        Path seedFile = dir.resolve("seed");
        SafetensorsWriter.write(
                seedFile,
                Map.of("format", "pt"),
                List.of(
                        Tensor.of("w", new float[] {1, 2, 3, 4, 5, 6}, 2, 3),
                        new Tensor("h", DType.BF16, new long[] {3}, new float[] {1, 2, 3}),
                        Tensor.of("ids", new long[] {1, 2}, 2),
                        Tensor.of("none", new float[0], 0)));
        byte[] good = Files.readAllBytes(seedFile);
        Random random = new Random(20231);
        int refused = 0;
        int accepted = 0;
        for (int i = 0; i < 5000; i++) {
            Path path = Files.write(dir.resolve("fuzz"), damage(good, random));
            try (SafetensorsFile f = SafetensorsFile.open(path)) {
                for (String n : f.names()) {
                    assertEquals(f.info(n).count(), f.floats(n).length);
                    f.nonFinite(n);
                }
                accepted++;
            } catch (ModelFormatException e) {
                refused++;
            }
        }
        assertTrue(refused > 2000, "damage was found " + refused + " times");
        assertTrue(accepted > 100, "damage to values only was accepted " + accepted + " times");
    }

    /**
     * One to three edits: a byte, a digit, an inserted or deleted range, a truncation, a repeated
     * range.
     */
    private static byte[] damage(byte[] good, Random random) {
        byte[] b = good.clone();
        for (int edits = 1 + random.nextInt(3); edits > 0 && b.length > 0; edits--) {
            int at = random.nextInt(b.length);
            int n = Math.min(1 + random.nextInt(12), b.length - at);
            switch (random.nextInt(7)) {
                case 0 -> b[at] = (byte) random.nextInt(256);
                case 1 -> b[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> b = Arrays.copyOf(b, at);
                case 3 -> b = splice(b, at, n, new byte[0]);
                case 4 -> b = splice(b, at, 0, Arrays.copyOfRange(b, at, at + n));
                case 5 -> {
                    for (int i = at; i < b.length; i++) {
                        if (b[i] >= '0' && b[i] <= '9') {
                            b[i] = (byte) ('0' + random.nextInt(10));
                            break;
                        }
                    }
                }
                default ->
                        b =
                                splice(
                                        b,
                                        at,
                                        0,
                                        "{}[]\",:-1e9null"
                                                .substring(0, n)
                                                .getBytes(StandardCharsets.UTF_8));
            }
        }
        return b;
    }

    private static byte[] splice(byte[] b, int at, int removed, byte[] added) {
        byte[] out = new byte[b.length - removed + added.length];
        System.arraycopy(b, 0, out, 0, at);
        System.arraycopy(added, 0, out, at, added.length);
        System.arraycopy(b, at + removed, out, at + added.length, b.length - at - removed);
        return out;
    }
}
