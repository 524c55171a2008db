package org.syrinx.itests.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.syrinx.itests.framework.FakeBundle;
import org.syrinx.itests.framework.RunningSyrinx;

/** Bundles come, change and go as files of a folder, with the real FileInstall. */
class DeployFolderTest extends FakePlugInTest {
    private long engine;

    @BeforeEach
    void beginWithAnEmptyFolder() throws IOException, BundleException {
        clear();
        plugIn().uninstall();
        engine = SYRINX.bundle("org.syrinx.engine").getLastModified();
    }

    @AfterEach
    void emptyTheFolder() throws IOException {
        clear();
        // the bundle, not only its services: FileInstall stops first and uninstalls afterwards
        assertTrue(within(DeployFolderTest::noneIsInstalled), "what was in it is gone");
    }

    private static void clear() throws IOException {
        try (Stream<Path> files = Files.list(RunningSyrinx.DEPLOY)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private static boolean within(BooleanSupplier wanted) {
        for (int i = 0; i < 600 && !wanted.getAsBoolean(); i++) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return wanted.getAsBoolean();
    }

    private static boolean noneIsInstalled() {
        return Arrays.stream(SYRINX.context().getBundles())
                .noneMatch(bundle -> FakeBundle.NAME.equals(bundle.getSymbolicName()));
    }

    private static boolean runs(String version) {
        for (Bundle bundle : SYRINX.context().getBundles()) {
            if (FakeBundle.NAME.equals(bundle.getSymbolicName())
                    && bundle.getVersion().toString().equals(version)
                    && bundle.getState() == Bundle.ACTIVE) {
                return true;
            }
        }
        return false;
    }

    private void put(String name, String version, float level) throws IOException {
        Path jar = FakeBundle.jar(folder, version, Map.of("Fake-Level", Float.toString(level)));
        Files.move(jar, RunningSyrinx.DEPLOY.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void aJarIsInstalledReplacedWhileItSpeaksAndRemovedWithItsFile() throws IOException {
        put("plugin.jar", "1.1.0", LEVEL);
        assertTrue(within(() -> runs("1.1.0")), "installed");
        wire("fake-deployed", "fake-good", "fake-good");
        Map<String, Object> result =
                driver.underLoad(
                        "fake-deployed",
                        1,
                        () -> {
                            try {
                                put("plugin.jar", "1.2.0", NEXT);
                            } catch (IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                            assertTrue(within(() -> runs("1.2.0") && !runs("1.1.0")), "replaced");
                        });
        assertEquals("[]", result.get("failures").toString());
        assertEquals(NEXT, driver.firstSample("fake-deployed", "hello"));
        Files.delete(RunningSyrinx.DEPLOY.resolve("plugin.jar"));
        assertTrue(within(() -> !runs("1.2.0")), "removed");
    }

    /** Tells of a file as FileInstall does, but in an order that does not depend on its polls. */
    private void tell(String what, Path jar) throws Exception {
        ServiceReference<?> ref =
                SYRINX.context()
                        .getAllServiceReferences(
                                "org.apache.felix.fileinstall.ArtifactInstaller",
                                "(component.name=*DeployFolder)")[0];
        Object installer = SYRINX.context().getService(ref);
        installer.getClass().getMethod(what, File.class).invoke(installer, jar.toFile());
    }

    private Path jar(String version, float level) throws IOException {
        return FakeBundle.jar(folder, version, Map.of("Fake-Level", Float.toString(level)));
    }

    @Test
    void aBundleOfANameRunsAsLongAsThereIsAFileOfIt() throws Exception {
        Path first = jar("2.1.0", LEVEL);
        tell("install", first);
        wire("fake-beside", "fake-good", "fake-good");
        Path second = jar("2.2.0", NEXT);
        tell("install", second);
        assertTrue(runs("2.2.0") && !runs("2.1.0"), "the later file is an update");
        Files.delete(first);
        tell("uninstall", first);
        assertTrue(runs("2.2.0"), "the file that it came from is still there");
        Path third = jar("2.3.0", LEVEL);
        tell("install", third);
        Files.delete(third);
        tell("uninstall", third);
        assertTrue(runs("2.2.0") && !runs("2.3.0"), "the file that is left counts again");
        assertEquals(NEXT, driver.firstSample("fake-beside", "hello"));
        Files.delete(second);
        tell("uninstall", second);
        assertTrue(noneIsInstalled(), "the last file has gone");
    }

    @Test
    void aFileThatIsExchangedForOneOfAnotherNameIsAnUpdateWithoutAGap() throws Exception {
        Path old = jar("2.4.0", LEVEL);
        tell("install", old);
        wire("fake-exchanged", "fake-good", "fake-good");
        Files.delete(old);
        Path next = jar("2.5.0", NEXT);
        // FileInstall tells of what has gone first
        tell("uninstall", old);
        assertEquals(LEVEL, driver.firstSample("fake-exchanged", "it is still there"));
        tell("install", next);
        assertTrue(runs("2.5.0") && !runs("2.4.0"));
        assertEquals(NEXT, driver.firstSample("fake-exchanged", "hello"));
        Files.delete(next);
        tell("uninstall", next);
        assertTrue(noneIsInstalled());
    }

    @Test
    void aRunningRequestEndsBeforeItsBundleIsRemovedWithTheFile() throws Exception {
        Path jar = jar("2.6.0", LEVEL);
        tell("install", jar);
        wire("fake-leaving", "fake-slow", "fake-slow");
        long begun = System.nanoTime();
        // 300 frames, each at least 20 ms: twice as long as the framework itself would wait
        CompletableFuture<Map<String, Object>> running =
                CompletableFuture.supplyAsync(() -> driver.speak("fake-leaving", "x".repeat(300)));
        assertTrue(within(() -> isRequestOf("fake-leaving")));
        Files.delete(jar);
        CompletableFuture<Void> removed =
                CompletableFuture.runAsync(
                        () -> {
                            try {
                                tell("uninstall", jar);
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        });
        while (!removed.isDone()) {
            boolean there = runs("2.6.0");
            assertTrue(there || System.nanoTime() - begun > 6_000_000_000L, "removed too early");
            Thread.sleep(50);
        }
        removed.get();
        assertEquals(300 * 160, ((float[]) running.get().get("samples")).length);
        assertTrue(noneIsInstalled());
        String listed = driver.command("pipelines").get("text").toString();
        assertTrue(listed.contains("Missing: encoder (syrinx.model=fake-slow)"), listed);
    }

    private static boolean isRequestOf(String pipeline) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("syrinx-request-" + pipeline));
    }

    @Test
    void aHalfCopiedJarIsLeftAloneUntilItIsWhole() throws Exception {
        byte[] whole;
        try (var in = FakeBundle.stream("1.3.0", Map.of())) {
            whole = in.readAllBytes();
        }
        Path target = RunningSyrinx.DEPLOY.resolve("half.jar");
        Files.write(target, Arrays.copyOf(whole, whole.length / 2));
        Thread.sleep(1500); // several polls of 200 ms
        assertFalse(runs("1.3.0"));
        Files.write(target, whole);
        assertTrue(within(() -> runs("1.3.0")), "installed when it was whole");
    }

    @Test
    void aBrokenVersionInTheFolderLeavesTheOldOneServing() throws IOException {
        put("plugin.jar", "1.4.0", LEVEL);
        assertTrue(within(() -> runs("1.4.0")));
        wire("fake-kept", "fake-good", "fake-good");
        Path broken = FakeBundle.jar(folder, "1.5.0", Map.of("Fake-Fault", "nan"));
        Files.move(
                broken,
                RunningSyrinx.DEPLOY.resolve("plugin.jar"),
                StandardCopyOption.REPLACE_EXISTING);
        assertTrue(
                within(
                        () ->
                                driver.command("models")
                                        .get("text")
                                        .toString()
                                        .contains(FakeBundle.NAME + "-1.5.0")),
                () -> "listed: " + driver.command("models").get("text"));
        assertEquals(LEVEL, driver.firstSample("fake-kept", "as before"));
        put("plugin.jar", "1.6.0", NEXT);
        assertTrue(within(() -> runs("1.6.0") && !runs("1.4.0")), "the next one is taken");
    }

    @Test
    void anEngineInTheFolderIsRefusedAndTheRunningOneIsNotTouched() throws Exception {
        Path jar =
                FakeBundle.jar(folder, "9.9.0", Map.of("Bundle-SymbolicName", "org.syrinx.engine"));
        Files.move(jar, RunningSyrinx.DEPLOY.resolve("engine.jar"));
        put("plugin.jar", "1.7.0", LEVEL);
        assertTrue(within(() -> runs("1.7.0")));
        Bundle running = SYRINX.bundle("org.syrinx.engine");
        assertEquals(Bundle.ACTIVE, running.getState());
        assertEquals(engine, running.getLastModified());
        wire("fake-engine", "fake-good", "fake-good");
        assertEquals(LEVEL, driver.firstSample("fake-engine", "hello"));
    }
}
