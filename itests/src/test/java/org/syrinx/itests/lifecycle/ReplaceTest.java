package org.syrinx.itests.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.syrinx.itests.framework.FakeBundle;

/**
 * Models and plug-ins are replaced while a pipeline speaks. The names of the situations are those
 * of the life-cycle tests of model servers.
 */
class ReplaceTest extends FakePlugInTest {
    @Test
    void availabilityOnReloadTheNewModelLoadsWhileTheOldOneSpeaks() throws Exception {
        wire("fake-reload", "fake-good", "fake-good");
        plugIn().uninstall();
        install("1.0.1", Map.of("Fake-Loading", "300"));
        Map<String, Object> result =
                driver.underLoad(
                        "fake-reload",
                        6,
                        () -> {
                            String next =
                                    driver.json("pipelines").toString().contains("model=fake-other")
                                            ? "fake-good"
                                            : "fake-other";
                            driver.json("swap", "fake-reload", "vocoder", next);
                        });
        assertEquals(List.of(), result.get("failures"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void aSwapTellsHowLongEachPhaseTookAndWhatItDidToMemory() {
        wire("fake-phases", "fake-good", "fake-good");
        Map<String, Object> done = driver.json("swap", "fake-phases", "vocoder", "fake-other");
        assertEquals("fake-good", done.get("from"));
        assertEquals("fake-other", done.get("model"));
        assertEquals("available", done.get("mode"));
        assertEquals(
                List.of("load", "warm-up", "switch", "drain", "free"),
                List.copyOf(((Map<String, Double>) done.get("seconds")).keySet()));
        Map<String, Map<String, Long>> memory =
                (Map<String, Map<String, Long>>) done.get("memory_bytes");
        assertTrue(memory.get("before").get("resident") > 1 << 20, memory.toString());
        assertEquals(memory.get("before").keySet(), memory.get("after").keySet());
        String text =
                (String) driver.command("swap", "fake-phases", "vocoder", "none").get("error");
        assertTrue(text.contains("vocoder is not named"), text);
        driver.json("swap", "fake-phases", "encoder", "fake-other");
        assertFalse(loaded().contains("fake-good"), "nobody uses it any more");
    }

    private Set<String> loaded() {
        Object models = driver.json("models").get("models");
        Set<String> names = new java.util.TreeSet<>();
        for (Object model : (List<?>) models) {
            if ("loaded".equals(((Map<?, ?>) model).get("state"))) {
                names.add(String.valueOf(((Map<?, ?>) model).get("name")));
            }
        }
        return names;
    }

    @Test
    void reloadFailureAModelThatDoesNotLoadLeavesTheOldOneAndIsListedWithItsReason() {
        wire("fake-broken", "fake-good", "fake-good");
        String error = driver.error("swap", "fake-broken", "vocoder", "fake-fails");
        assertTrue(
                error.contains("the fake weights are broken") || error.contains("The fake"), error);
        assertEquals(LEVEL, driver.firstSample("fake-broken", "still"));
        assertTrue(
                driver.command("models").get("text").toString().contains("fake weights are broken"),
                "listed");
    }

    @Test
    void aModelThatLoadsButCannotSayAWordIsRefusedBeforeTheSwitch() {
        wire("fake-trial", "fake-good", "fake-good");
        String error = driver.error("swap", "fake-trial", "vocoder", "fake-nan");
        assertTrue(error.contains("delivered NaN"), error);
        assertEquals(LEVEL, driver.firstSample("fake-trial", "still"));
        assertFalse(loaded().contains("fake-nan"), "what was loaded for nothing is gone");
        assertTrue(driver.command("models").get("text").toString().contains("delivered NaN"));
    }

    @Test
    void aSwapThatLeavesNobodyToMakeTheLatentIsRefusedAndThePipelineSpeaksOn() {
        driver.json(
                "wire",
                "fake-start",
                "encoder=fake-no-start",
                "denoiser=fake-denoiser",
                "vocoder=fake-good");
        String missing = driver.error("swap", "fake-start", "denoiser", "none");
        assertTrue(missing.contains("start latent"), missing);
        String needs = driver.error("swap", "fake-start", "denoiser", "fake-denoiser-needs");
        assertTrue(needs.contains("the tensor \"mu\""), needs);
        assertEquals(LEVEL, driver.firstSample("fake-start", "still"));
        assertTrue(driver.json("pipelines").toString().contains("model=fake-denoiser,"));
    }

    @Test
    void aPipelineThatIsWiredAnewIsTriedFirstToo() {
        wire("fake-rewire", "fake-good", "fake-good");
        String error = driver.error("wire", "fake-rewire", "vocoder=fake-nan");
        assertTrue(error.contains("delivered NaN"), error);
        assertEquals(LEVEL, driver.firstSample("fake-rewire", "still"));
        String start = driver.error("wire", "fake-rewire", "encoder=fake-no-start");
        assertTrue(start.contains("start latent"), start);
        assertEquals(LEVEL, driver.firstSample("fake-rewire", "still"));
    }

    @Test
    void frugalFreesTheOldModelFirstRequestsWaitAndNoneFails() throws Exception {
        driver.json("models", "--load", "fake-good");
        wire("fake-frugal", "fake-good", "fake-other");
        plugIn().uninstall();
        install("1.0.2", Map.of("Fake-Loading", "200"));
        boolean[] other = {true};
        Map<String, Object> result =
                driver.underLoad(
                        "fake-frugal",
                        4,
                        () -> {
                            other[0] = !other[0];
                            Map<String, Object> done =
                                    driver.json(
                                            "swap",
                                            "--mode",
                                            "frugal",
                                            "fake-frugal",
                                            "vocoder",
                                            other[0] ? "fake-other" : "fake-slow");
                            assertEquals(
                                    "[drain, free, load, warm-up, switch]",
                                    ((Map<?, ?>) done.get("seconds")).keySet().toString());
                        });
        assertEquals(List.of(), result.get("failures"));
        String error =
                driver.error("swap", "--mode", "frugal", "fake-frugal", "vocoder", "fake-fails");
        assertTrue(error.contains("was loaded again and serves"), error);
        assertEquals(LEVEL, driver.firstSample("fake-frugal", "again"));
    }

    @Test
    void howASwapWasMadeIsToldWhereItIsNotHowItWasAskedFor() {
        wire("fake-modes", "fake-good", "fake-other");
        String[] frugally = {"swap", "--mode", "frugal", "fake-modes", "vocoder"};
        Map<String, Object> kept = swap(frugally, "fake-good-too", "--keep");
        assertEquals("available", kept.get("mode"));
        assertTrue(kept.get("notes").toString().contains("\"fake-other\" is to be kept"));
        Map<String, Object> shared = swap(frugally, "fake-good");
        assertEquals("frugal", shared.get("mode"));
        Map<String, Object> back = swap(frugally, "fake-other");
        assertEquals("available", back.get("mode"));
        assertTrue(back.get("notes").toString().contains("it serves as encoder of fake-modes"));
        String error = driver.error("swap", "--mode", "frugal", "fake-modes", "vocoder", "none");
        assertTrue(error.contains("vocoder is not named"), error);
        assertEquals(LEVEL, driver.firstSample("fake-modes", "still"));
    }

    private Map<String, Object> swap(String[] words, String... more) {
        List<String> all = new java.util.ArrayList<>(List.of(words));
        all.addAll(List.of(more));
        return driver.json(all.toArray(String[]::new));
    }

    @Test
    void twoPipelinesThatSwapTheSameModelsAtOnceNeverFreeEachOthers() throws Exception {
        wire("fake-left", "fake-good", "fake-good");
        wire("fake-right", "fake-good", "fake-good");
        List<CompletableFuture<Void>> swaps = new java.util.ArrayList<>();
        for (String name : List.of("fake-left", "fake-right")) {
            swaps.add(
                    CompletableFuture.runAsync(
                            () -> {
                                for (int i = 0; i < 20; i++) {
                                    String next = i % 2 == 0 ? "fake-other" : "fake-good-too";
                                    driver.json("swap", name, "vocoder", next);
                                    driver.firstSample(name, "hello");
                                }
                            }));
        }
        for (CompletableFuture<Void> swap : swaps) {
            swap.get();
        }
    }

    @Test
    void aPipelineWhoseTargetNamesNoModelWakesWhatItWouldFind() {
        driver.json("models", "--load", "fake-good");
        driver.configure(
                "org.syrinx.pipeline~fake-latent",
                Map.of(
                        "encoder.target", "(syrinx.latent=fake.z)",
                        "vocoder.target", "(syrinx.latent=fake.z)",
                        "latentspace", "none",
                        "denoiser", "none"));
        for (int i = 0; i < 500 && !pipelines().contains("fake-latent "); i++) {
            pause();
        }
        assertEquals(LEVEL, driver.firstSample("fake-latent", "loaded"));
        driver.json("unload", "fake-good");
        assertFalse(loaded().contains("fake-good"));
        assertEquals(LEVEL, driver.firstSample("fake-latent", "loaded again"));
        assertTrue(loaded().contains("fake-good"));
    }

    @Test
    void byConfigurationTheOldStageServesUntilTheConfiguredOneIsThere() throws Exception {
        wire("fake-config", "fake-good", "fake-good");
        driver.configure(
                "org.syrinx.pipeline~fake-config",
                Map.of(
                        "encoder.target", "(syrinx.model=fake-good)",
                        "vocoder.target", "(syrinx.model=fake-late)",
                        "latentspace", "none",
                        "denoiser", "none"));
        String listed = "";
        for (int i = 0; i < 500 && !listed.contains("still speaks"); i++) {
            Thread.sleep(10);
            listed = driver.command("pipelines").get("text").toString();
        }
        assertTrue(listed.contains("fake-config still speaks with the stages before"), listed);
        assertTrue(listed.contains("vocoder (syrinx.model=fake-late)"), listed);
        assertEquals(LEVEL, driver.firstSample("fake-config", "meanwhile"));
        driver.configure("org.syrinx.fake~fake-late", Map.of("fault", "good"));
        for (int i = 0; i < 500 && listed.contains("still speaks"); i++) {
            Thread.sleep(10);
            listed = driver.command("pipelines").get("text").toString();
        }
        assertTrue(listed.contains("vocoder      fake-late (fake"), listed);
    }

    @Test
    void updateUnderLoadBothVersionsAreHeardAndNoRequestFails() throws IOException {
        wire("fake-update", "fake-good", "fake-good");
        int[] version = {1};
        Map<String, Object> result =
                driver.underLoad(
                        "fake-update",
                        4,
                        () -> {
                            version[0]++;
                            float level = version[0] % 2 == 0 ? NEXT : LEVEL;
                            driver.json("update", version(version[0] + ".0.0", level).toString());
                        });
        assertEquals(List.of(), result.get("failures"));
        assertEquals(2, ((List<?>) result.get("sounds")).size(), "one for each level");
        assertEquals(1, bundles(), "the old versions are gone");
    }

    private Path version(String version, float level) {
        try {
            return FakeBundle.jar(folder, version, Map.of("Fake-Level", Float.toString(level)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private int bundles() {
        int count = 0;
        for (Bundle bundle : SYRINX.context().getBundles()) {
            count += FakeBundle.NAME.equals(bundle.getSymbolicName()) ? 1 : 0;
        }
        return count;
    }

    @Test
    void aBrokenVersionLeavesTheOldOneServingAndIsListedWithItsReason() throws IOException {
        wire("fake-versions", "fake-good", "fake-good");
        Map<String, Map<String, String>> broken =
                Map.of(
                        "2.0.1", Map.of("Fake-Start", "throws"),
                        "2.0.2", Map.of("Fake-Loading", "fails"),
                        "2.0.3", Map.of("Fake-Fault", "nan"),
                        "2.0.4", Map.of("Fake-Fault", "wrong-rate"),
                        "2.0.5", Map.of("Import-Package", "org.nowhere"));
        Map<String, String> reasons =
                Map.of(
                        "2.0.1", "cannot even start",
                        "2.0.2", "weights are broken",
                        "2.0.3", "delivered NaN",
                        "2.0.4", "8000 Hz",
                        "2.0.5", "org.nowhere");
        for (Map.Entry<String, Map<String, String>> version : broken.entrySet()) {
            Path jar = FakeBundle.jar(folder, version.getKey(), version.getValue());
            String error = driver.error("update", jar.toString());
            String reason = reasons.get(version.getKey());
            assertTrue(error.contains(reason), version.getKey() + ": " + error);
            assertEquals(LEVEL, driver.firstSample("fake-versions", "as before"));
            String models = driver.command("models").get("text").toString();
            assertTrue(
                    models.lines()
                            .anyMatch(
                                    l ->
                                            l.startsWith(FakeBundle.NAME + "-" + version.getKey())
                                                    && l.contains(reason)),
                    models);
            assertEquals(1, bundles(), version.getKey());
        }
        Path torn = folder.resolve("torn.jar");
        byte[] whole = Files.readAllBytes(version("2.1.0", NEXT));
        Files.write(torn, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertTrue(driver.error("update", torn.toString()).contains("Expected: A whole jar"));
        driver.json("update", version("2.1.0", NEXT).toString());
        assertEquals(NEXT, driver.firstSample("fake-versions", "new"));
    }

    @Test
    void anUpdateThatAPipelineDoesNotFollowIsTakenBack() throws IOException {
        wire("fake-follows", "fake-good", "fake-good");
        wire("fake-stays", "fake-good", "fake-good");
        driver.configure(
                "org.syrinx.pipeline~fake-stays",
                Map.of(
                        "encoder.target", "(syrinx.model=fake-good)",
                        "vocoder.target", "(syrinx.model=fake-late)",
                        "latentspace", "none",
                        "denoiser", "none"));
        for (int i = 0; i < 500 && !pipelines().contains("still speaks"); i++) {
            pause();
        }
        String error = driver.error("update", version("2.2.0", NEXT).toString());
        assertTrue(error.contains("\"fake-stays\" does not: missing: vocoder"), error);
        assertEquals(1, bundles(), "the new version is gone");
        assertEquals(LEVEL, driver.firstSample("fake-stays", "as before"));
        assertEquals(LEVEL, driver.firstSample("fake-follows", "as before"));
    }

    private String pipelines() {
        return driver.command("pipelines").get("text").toString();
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void thePinnedBundlesAreNeverUpdatedBesideThemselves() throws IOException {
        for (String pinned : List.of("org.syrinx.engine", "org.syrinx.api", "org.syrinx.audio")) {
            Path jar = FakeBundle.jar(folder, "9.0.0", Map.of("Bundle-SymbolicName", pinned));
            String error = driver.error("update", jar.toString());
            assertTrue(error.contains("restart Syrinx"), error);
        }
    }

    @Test
    void aRunningRequestFinishesOnTheVersionThatItStartedWith() throws Exception {
        driver.json("models", "--load", "fake-slow");
        wire("fake-running", "fake-slow", "fake-slow");
        String text = "x".repeat(60); // 60 frames, 20 ms each
        CompletableFuture<Map<String, Object>> running =
                CompletableFuture.supplyAsync(() -> driver.speak("fake-running", text));
        Thread.sleep(200);
        driver.json("update", version("3.0.0", NEXT).toString());
        float[] samples = (float[]) running.get().get("samples");
        assertEquals(60 * 160, samples.length);
        for (float sample : samples) {
            assertEquals(LEVEL, sample);
        }
        assertEquals(NEXT, driver.firstSample("fake-running", "x"));
    }

    @Test
    void uninstallAndReinstallWaitingRequestsGoToTheNewBundle() throws Exception {
        wire("fake-reinstall", "fake-good", "fake-good");
        plugIn().uninstall();
        String listed = driver.command("pipelines").get("text").toString();
        assertTrue(listed.contains("Missing: encoder (syrinx.model=fake-good)"), listed);
        CompletableFuture<Map<String, Object>> waiting =
                CompletableFuture.supplyAsync(() -> driver.speak("fake-reinstall", "wait for me"));
        Thread.sleep(100);
        assertFalse(waiting.isDone(), "it waits");
        install("4.0.0", Map.of("Fake-Level", Float.toString(NEXT)));
        assertEquals(NEXT, ((float[]) waiting.get().get("samples"))[0]);
    }

    @Test
    void theWaitIsBoundedAndEndsWithAPlainMessage() throws BundleException {
        wire("fake-bounded", "fake-good", "fake-good");
        driver.configure(
                "org.syrinx.pipeline~fake-bounded",
                Map.of(
                        "encoder.target", "(syrinx.model=fake-good)",
                        "vocoder.target", "(syrinx.model=fake-good)",
                        "latentspace", "none",
                        "denoiser", "none",
                        "swap.wait", 50L));
        plugIn().uninstall();
        Object error = driver.speak("fake-bounded", "hello").get("error");
        assertTrue(String.valueOf(error).contains("Missing: encoder"), String.valueOf(error));
    }
}
