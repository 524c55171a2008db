package org.syrinx.plugin.editing.internal.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.syrinx.api.Denoiser.BottleneckSpec;
import org.syrinx.api.Direction;
import org.syrinx.api.DirectionFinder.ActivationSet;
import org.syrinx.api.DirectionFinder.Sample;
import org.syrinx.api.ModelFormatException;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.nn.safetensors.SafetensorsWriter;
import org.syrinx.nn.safetensors.Tensor;

class DirectionFileTest {
    @TempDir Path folder;

    private static Direction direction() {
        float[] values = new float[2 * 3 * 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 0.25f - 1;
        }
        return new Direction(
                "gender",
                "sha256:abc",
                new BottleneckSpec("after_mid", 3, 4, 4),
                2,
                values,
                "class gap",
                -1.5,
                2,
                Map.of("level", -1.25),
                Map.of("finder", "mean-diff", "speakers", "f1, m1"));
    }

    /** Spec 4.6: v and mean (N, C, F), std (N). */
    @Test
    void theSpreadOfTheUtterancesAlongTheDirectionIsKeptForEachStep() {
        Direction d = direction();
        float[] plus = new float[24];
        float[] minus = new float[24];
        for (int step = 0; step < 2; step++) {
            double length = 0;
            for (int k = 12 * step; k < 12 * step + 12; k++) {
                length += d.values()[k] * (double) d.values()[k];
            }
            // two utterances that lie 3 and 5 to either side of 1, along the direction
            for (int k = 12 * step; k < 12 * step + 12; k++) {
                double along = (step == 0 ? 3 : 5) * d.values()[k] / Math.sqrt(length);
                plus[k] = (float) (1 + along);
                minus[k] = (float) (1 - along);
            }
        }
        ActivationSet data =
                new ActivationSet(
                        d.fingerprint(),
                        d.hook(),
                        2,
                        List.of(
                                new Sample(plus, Map.of(), Map.of(), Map.of()),
                                new Sample(minus, Map.of(), Map.of(), Map.of())),
                        d.times());
        Path file = folder.resolve("gender" + DirectionFile.SUFFIX);
        DirectionFile.write(file, d, data);
        assertArrayEquals(d.values(), DirectionFile.read(file).values());
        try (SafetensorsFile f = SafetensorsFile.open(file)) {
            assertEquals(List.of(2L), f.info("std").shape());
            float[] expected = {(float) (3 * Math.sqrt(2)), (float) (5 * Math.sqrt(2))};
            assertArrayEquals(expected, f.floats("std"), 1e-4f);
            float[] ones = new float[24];
            java.util.Arrays.fill(ones, 1);
            assertArrayEquals(ones, f.floats("mean"), 1e-6f);
        }
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Path file = folder.resolve("a/gender" + DirectionFile.SUFFIX);
        Direction d = direction();
        DirectionFile.write(file, d, null);
        Direction r = DirectionFile.read(file);
        assertArrayEquals(d.values(), r.values());
        assertArrayEquals(d.times(), r.times());
        assertEquals(d.hook(), r.hook());
        assertEquals(
                List.of(
                        d.name(),
                        d.fingerprint(),
                        d.unit(),
                        d.minimum(),
                        d.maximum(),
                        d.sideEffects(),
                        d.provenance()),
                List.of(
                        r.name(),
                        r.fingerprint(),
                        r.unit(),
                        r.minimum(),
                        r.maximum(),
                        r.sideEffects(),
                        r.provenance()));
    }

    static Stream<Arguments> lies() {
        return Stream.of(
                Arguments.of("format", "other"),
                Arguments.of("format_version", "2"),
                Arguments.of("name", "../../etc/passwd"),
                Arguments.of("name", ""),
                Arguments.of("fingerprint", "\n"),
                Arguments.of("hook", "a b"),
                Arguments.of("channels", "-3"),
                Arguments.of("channels", "99999999999999999999"),
                Arguments.of("channels", "4"),
                Arguments.of("bins", "0x4"),
                Arguments.of("time_stride", ""),
                Arguments.of("minimum", "NaN"),
                Arguments.of("minimum", "1"),
                Arguments.of("maximum", "-1"),
                Arguments.of("maximum", "Infinity"),
                Arguments.of("times", "[0.25,0.75]"),
                Arguments.of("times", "[0.75]"),
                Arguments.of("times", "[0.75,\"x\"]"),
                Arguments.of("times", "{}"),
                Arguments.of("times", "[".repeat(100_000)),
                Arguments.of("side_effects", "{\"level\":\"loud\"}"),
                Arguments.of("side_effects", "[1]"),
                Arguments.of("provenance", "{\"finder\":{\"a\":1}}"),
                Arguments.of("provenance", "{"),
                Arguments.of("unit", null));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void aHeaderThatLiesIsRefused(String key, String value) {
        Path file = folder.resolve("good" + DirectionFile.SUFFIX);
        DirectionFile.write(file, direction(), null);
        Map<String, String> header;
        float[] v;
        try (SafetensorsFile f = SafetensorsFile.open(file)) {
            header = new TreeMap<>(f.metadata());
            v = f.floats("v");
        }
        if (value == null) {
            header.remove(key);
        } else {
            header.put(key, value);
        }
        Path bad = folder.resolve("bad" + DirectionFile.SUFFIX);
        SafetensorsWriter.write(bad, header, List.of(Tensor.of("v", v, 2, 3, 4)));
        ModelFormatException e =
                assertThrows(ModelFormatException.class, () -> DirectionFile.read(bad));
        assertTrue(e.getMessage().contains("bad" + DirectionFile.SUFFIX), e.getMessage());
        assertTrue(e.getMessage().length() < 5000);
    }

    @Test
    void valuesThatAreNotFiniteAreRefused() {
        Direction d = direction();
        d.values()[5] = Float.NaN;
        Path file = folder.resolve("nan" + DirectionFile.SUFFIX);
        DirectionFile.write(file, d, null);
        assertThrows(ModelFormatException.class, () -> DirectionFile.read(file));
    }

    @Test
    void bytesThatAreTurnedOverNeverDoWorseThanAPlainRefusal() throws Exception {
        Path file = folder.resolve("fuzz" + DirectionFile.SUFFIX);
        DirectionFile.write(file, direction(), null);
        byte[] good = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(1);
        int refused = 0;
        for (int n = 0; n < 300; n++) {
            byte[] bytes = good.clone();
            for (int flips = 0; flips < 1 + n % 5; flips++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            if (n % 7 == 0) {
                bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            Files.write(file, bytes);
            try {
                DirectionFile.read(file);
            } catch (SyrinxException e) {
                refused++;
            }
        }
        assertTrue(refused > 100, "refused " + refused);
    }

    @Test
    void aFolderWithOneBrokenFileStillShowsTheOthers() throws Exception {
        DirectionFile.write(folder.resolve("toy/gender" + DirectionFile.SUFFIX), direction(), null);
        Path broken = folder.resolve("toy/broken" + DirectionFile.SUFFIX);
        Files.writeString(broken, "nonsense");
        DirectionFolder.Contents contents = DirectionFolder.read(folder);
        assertEquals(1, contents.directions().size());
        assertEquals(List.of(broken), List.copyOf(contents.refused().keySet()));
        assertEquals(0, DirectionFolder.read(folder.resolve("missing")).directions().size());
    }
}
