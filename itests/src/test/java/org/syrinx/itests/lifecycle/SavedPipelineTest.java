package org.syrinx.itests.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.syrinx.itests.framework.RunningSyrinx.Outcome;

/** A saved pipeline is there for the next process, which loads nothing before it is wanted. */
class SavedPipelineTest extends FakePlugInTest {
    private static final Path SAVED = Path.of("target", "saved").toAbsolutePath();

    @AfterEach
    void forget() throws IOException {
        if (Files.isDirectory(SAVED)) {
            try (Stream<Path> files = Files.list(SAVED)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** As at the end of a process: what it configured is gone. */
    private void nextProcess() throws InterruptedException {
        driver.deleteConfigurations(
                "(|(service.factoryPid=org.syrinx.fake)(service.pid=org.syrinx.pipeline~fake-*))");
        for (int i = 0; i < 500 && driver.json("pipelines").toString().contains("fake-k"); i++) {
            if (driver.json("pipelines").get("saved").toString().contains("fake-k")) {
                return;
            }
            Thread.sleep(10);
        }
    }

    @Test
    void aSavedPipelineSpeaksInTheNextProcessWithTheStagesItWasSavedWith() throws Exception {
        driver.json("wire", "fake-kept", "encoder=fake-good", "vocoder=fake-other", "--save");
        Path file = SAVED.resolve("org.syrinx.pipeline~fake-kept.cfg.json");
        assertTrue(Files.readString(file).contains("(syrinx.model=fake-other)"));
        nextProcess();
        String listed = driver.command("pipelines").get("text").toString();
        assertTrue(listed.contains("Saved, made when they are wanted: fake-kept"), listed);
        assertEquals(LEVEL, driver.firstSample("fake-kept", "hello"));
        driver.json("swap", "fake-kept", "vocoder", "fake-good", "--save");
        assertFalse(Files.readString(file).contains("fake-other"));
    }

    @Test
    void sayFindsASavedPipelineInTheNextProcess() throws Exception {
        driver.json("wire", "fake-kept", "encoder=fake-good", "vocoder=fake-other", "--save");
        nextProcess();
        Path sound = folder.resolve("hello.wav");
        Outcome said =
                SYRINX.run("say", "--pipeline", "fake-kept", "hello", "-o", sound.toString());
        assertEquals(0, said.code(), said.err());
        assertTrue(Files.size(sound) > 44);
    }

    @Test
    void aFileWrittenByHandIsAPipelineAndABrokenOneIsOnePlainError() throws Exception {
        Files.createDirectories(SAVED);
        Files.writeString(
                SAVED.resolve("org.syrinx.pipeline~fake-kind.cfg.json"),
                "{\"encoder.target\": \"(syrinx.model=fake-good)\","
                        + " \"vocoder.target\": \"(syrinx.model=fake-good)\","
                        + " \"latentspace\": \"none\", \"denoiser\": \"none\","
                        + " \"swap.wait:Long\": 5000}");
        assertEquals(LEVEL, driver.firstSample("fake-kind", "hello"));
        Files.writeString(
                SAVED.resolve("org.syrinx.pipeline~fake-torn.cfg.json"), "{\"encoder.target\":");
        Map<String, Object> result = driver.speak("fake-torn", "hello");
        assertTrue(
                String.valueOf(result.get("error")).contains("fake-torn.cfg.json cannot be read"),
                result.toString());
    }
}
