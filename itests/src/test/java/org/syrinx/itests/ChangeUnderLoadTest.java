package org.syrinx.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.syrinx.itests.framework.Driver;
import org.syrinx.itests.framework.RunningSyrinx;
import org.syrinx.itests.framework.RunningSyrinx.Outcome;
import org.syrinx.itests.framework.Tensors;

/** Stages, plug-ins and the engine are changed while three threads speak. */
class ChangeUnderLoadTest {
    private static final Path CASE =
            Path.of("..", "plugin-vits", "src", "test", "resources", "parity", "sdp")
                    .toAbsolutePath()
                    .normalize();
    private static final RunningSyrinx SYRINX = RunningSyrinx.get();
    private static Driver driver;

    @TempDir Path folder;

    @BeforeAll
    static void installTheDriver() throws IOException, BundleException {
        driver = new Driver(SYRINX);
    }

    @AfterAll
    static void removeTheDriver() throws BundleException {
        driver.close();
    }

    private Path copy(String name, float scale) throws IOException {
        Path to = Files.createDirectories(folder.resolve(name));
        try (Stream<Path> files = Files.list(CASE)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
        Tensors weights = Tensors.of(to.resolve("model.safetensors"));
        weights.scale("decoder.conv_post.weight", scale);
        weights.write(to.resolve("model.safetensors"));
        return to;
    }

    @Test
    void fortySwapsOfTheVocoderUnderLoadFailNoCallAndMakeNoMixedSound() throws IOException {
        String one = copy("one", 1).toString();
        String two = copy("two", 0.5f).toString();
        assertEquals(0, SYRINX.run("wire", "load", "encoder=" + one, "vocoder=" + one).code());
        boolean[] second = {false};
        Map<String, Object> result =
                driver.underLoad(
                        "load",
                        40,
                        () -> {
                            second[0] = !second[0];
                            Outcome swap =
                                    SYRINX.run("swap", "load", "vocoder", second[0] ? two : one);
                            assertEquals(0, swap.code(), swap.err());
                        });
        assertEquals(List.of(), result.get("failures"));
        assertEquals(2, ((List<?>) result.get("sounds")).size(), "one sound for each vocoder");
        assertTrue((Long) result.get("calls") >= 40, result.toString());
    }

    @Test
    void updatingThePlugInUnderLoadLetsRequestsWaitAndFailsNone() throws IOException {
        String model = copy("updated", 1).toString();
        assertEquals(
                0, SYRINX.run("wire", "update", "encoder=" + model, "vocoder=" + model).code());
        Bundle plugIn = SYRINX.bundle("org.syrinx.plugin.vits");
        Map<String, Object> result =
                driver.underLoad(
                        "update",
                        3,
                        () -> {
                            try {
                                plugIn.update();
                            } catch (BundleException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        assertEquals(List.of(), result.get("failures"));
        assertEquals(1, ((List<?>) result.get("sounds")).size(), "the same sound before and after");
    }

    @Test
    void anUpdateOfTheEngineIsRefusedWithAMessageAndSpeechGoesOn() throws Exception {
        String model = copy("engine", 1).toString();
        String out = folder.resolve("x.wav").toString();
        assertEquals(0, SYRINX.run("say", "--model-dir", model, "-o", out, "quick fox").code());
        Bundle engine = SYRINX.bundle("org.syrinx.engine");
        BundleException refused = assertThrows(BundleException.class, engine::update);
        Throwable told = refused;
        while (told.getCause() != null && !told.getMessage().contains("restart Syrinx")) {
            told = told.getCause();
        }
        assertTrue(told.getMessage().contains("restart Syrinx"), refused.toString());
        for (int i = 0; i < 200 && engine.getState() != Bundle.ACTIVE; i++) {
            Thread.sleep(50);
        }
        assertEquals(Bundle.ACTIVE, engine.getState());
        Outcome after = SYRINX.run("say", "--model-dir", model, "-o", out, "quick fox");
        assertEquals(0, after.code(), after.err());
    }
}
