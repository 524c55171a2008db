package org.syrinx.nn.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Lease;
import org.syrinx.api.ModelFormatException;
import org.syrinx.api.SyrinxException;

class ModelsTest {
    @TempDir Path temp;

    @Test
    void aClosedModelIsFreedOnceWithItsLastLease() {
        AtomicInteger freed = new AtomicInteger();
        Leases leases = new Leases("m", freed::incrementAndGet);
        Lease a = leases.lease();
        Lease b = leases.lease();
        a.close();
        a.close();
        leases.close();
        assertEquals(0, freed.get(), "b is open");
        assertThrows(SyrinxException.class, leases::lease);
        b.close();
        leases.close();
        assertEquals(1, freed.get());
    }

    @Test
    void aFileIsFingerprintedAsItLiesThere() throws IOException {
        Files.writeString(temp.resolve("config.json"), "abc");
        ModelFolder folder = ModelFolder.open(temp);
        // the example of FIPS 180-2, B.1
        assertEquals(
                "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                folder.fingerprint(ModelFolder.CONFIG));
        ModelFormatException e =
                assertThrows(ModelFormatException.class, () -> folder.fingerprint("absent"));
        assertTrue(e.getMessage().contains("absent"), e.getMessage());
    }

    @Test
    void fieldsAreCheckedAndNamedWithTheirFile() {
        JsonFields f =
                new JsonFields(
                        Map.of("n", 4, "x", 0.5, "s", "a", "l", List.of(1, 2), "o", Map.of("n", 1)),
                        "config.json");
        assertEquals(4, f.integer("n", 1, 0, 10));
        assertEquals(7, f.integer("absent", 7, 0, 10));
        assertEquals(0.5, f.number("x", 1, 0, 1));
        assertEquals(List.of(1, 2), f.integers("l", List.of(), 0, 9));
        assertEquals(1, f.object("o").integer("n", 0, 0, 10));
        for (Runnable wrong :
                List.<Runnable>of(
                        () -> f.integer("n", 1, 5, 10),
                        () -> f.integer("x", 1, 0, 10),
                        () -> f.text("n", ""),
                        () -> f.flag("s", false),
                        () -> f.oneOf("s", "b", List.of("b")),
                        () -> f.object("n"))) {
            ModelFormatException e = assertThrows(ModelFormatException.class, wrong::run);
            assertTrue(e.getMessage().contains("config.json"), e.getMessage());
        }
    }

    @Test
    void filesOutsideTheFolderAreRefusedAndPicklesAreNamed() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("model"));
        Path outside = Files.writeString(temp.resolve("secret.json"), "{}");
        Files.createSymbolicLink(folder.resolve("config.json"), outside);
        ModelFolder files = ModelFolder.open(folder);
        assertThrows(ModelFormatException.class, files::config);
        Files.writeString(folder.resolve("model.pt"), "x");
        String message =
                assertThrows(ModelFormatException.class, () -> files.require(ModelFolder.WEIGHTS))
                        .getMessage();
        assertTrue(message.contains("model.pt, which is a pickle"), message);
        assertEquals(Optional.empty(), files.find("absent"));
        assertThrows(ModelFormatException.class, () -> ModelFolder.open(temp.resolve("nowhere")));
    }

    @Test
    void theLicenceIsWhatTheCardSays() throws IOException {
        ModelFolder files = ModelFolder.open(temp);
        assertEquals("not stated", files.licence());
        Files.writeString(temp.resolve("README.md"), "---\nlicense: \"mit\"\n---\n# A model\n");
        assertEquals("mit", files.licence());
    }

    @Test
    void aBundleWithoutModelsHasNone() {
        BuiltInModels none = new BuiltInModels(String.class, "f");
        assertTrue(none.names().isEmpty());
        assertThrows(SyrinxException.class, () -> none.unpack("x", temp));
    }

    @Test
    void theCacheIsWhereThePropertySays() {
        assertEquals(Path.of("/c"), CacheDirectory.of(n -> n.equals("syrinx.cache") ? "/c" : null));
        assertTrue(CacheDirectory.of(n -> null).endsWith("syrinx"));
    }

    @Test
    void recordedNoiseOfAnotherLengthIsRefused() {
        RecordedNoise noise = new RecordedNoise(Map.of("a", new float[] {1, 2}));
        assertArrayEquals(new float[] {1, 2}, noise.gaussian("a", 2));
        assertThrows(SyrinxException.class, () -> noise.gaussian("a", 3));
        assertThrows(SyrinxException.class, () -> noise.gaussian("b", 2));
    }

    @Test
    void aToleranceAddsItsPartsAndRefusesNan() {
        Tolerance t = new Tolerance(1, 0.5, "");
        assertTrue(t.allows(2, 2));
        assertFalse(t.allows(2.1, 2));
        assertFalse(t.allows(Double.NaN, 2));
        assertTrue(Tolerance.EXACT.allows(0, 5));
        assertFalse(Tolerance.relative(1e-4).allows(1, 5));
    }
}
