package org.syrinx.eval.internal.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Audio;
import org.syrinx.api.Progress;
import org.syrinx.eval.Signals;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.MetricRunner;
import org.syrinx.eval.metric.Sample;

class PesqTest {
    private static final Audio SOUND = new Audio(new float[800], 16_000);
    private static final Sample PAIR = Signals.pair(SOUND, SOUND, true);

    @TempDir private Path folder;

    @Test
    void isNotAvailableWithoutAProgramAndSaysHowToSetOne() {
        MetricResult r = measure("");
        assertFalse(r.available());
        assertTrue(r.why().contains("SYRINX_PESQ"), r.why());
        assertTrue(measure("pesq a b").why().contains("{reference}"));
    }

    @Test
    void givesTheProgramTwoFilesAndTakesTheLastNumberItPrints() throws IOException {
        String program =
                script(
                        "test \"$(head -c 4 \"$2\")\" = RIFF || exit 3",
                        "test \"$(head -c 4 \"$3\")\" = RIFF || exit 3",
                        "echo \"version 1.2\"",
                        "echo \"P.862.2 Prediction (MOS-LQO): = 3.914\"");
        assertEquals(3.914, measure(program + " +wb {reference} {degraded}").value());
    }

    @Test
    void anotherCommandOrAnotherProgramIsAnotherFingerprint() throws IOException {
        String program = script("echo 3.9");
        String narrow = fingerprint(program + " +8000 {reference} {degraded}");
        String wide = fingerprint(program + " +16000 {reference} {degraded}");
        assertNotEquals(narrow, wide);
        script("echo 4.1");
        assertNotEquals(wide, fingerprint(program + " +16000 {reference} {degraded}"));
    }

    private static String fingerprint(String command) {
        return new Pesq(command, Duration.ofMinutes(5)).fingerprint();
    }

    @Test
    void aProgramThatFailsIsNoFigure() throws IOException {
        String program = script("echo 1.5; echo no licence; exit 4");
        MetricResult r = measure(program + " {reference} {degraded}");
        assertFalse(r.available());
        assertTrue(r.why().contains("ended with 4"), r.why());
        assertTrue(measure("/nowhere/pesq {reference} {degraded}").why().contains("/nowhere"));
    }

    @Test
    void aProgramWithoutANumberIsNoFigure() throws IOException {
        MetricResult r = measure(script("echo utterance too short") + " {reference} {degraded}");
        assertTrue(r.why().contains("utterance too short"), r.why());
    }

    @Test
    void aProgramThatDoesNotEndIsStopped() throws IOException {
        // the sleep is a child of the script's and holds what the script prints to
        String program = script("echo 1.5", "sleep 1000");
        MetricResult r = run(new Pesq(program + " {reference} {degraded}", Duration.ofMillis(500)));
        assertFalse(r.available());
        assertTrue(r.why().contains("no answer within"), r.why());
    }

    @Test
    void aProgramIsLookedForWhereSyrinxWasStarted() throws IOException {
        Path here = Files.createTempDirectory(Path.of("target"), "pesq");
        Path program = Files.move(Path.of(script("echo 2.5")), here.resolve("pesq.sh"));
        assertFalse(program.isAbsolute());
        assertEquals(2.5, measure("./" + program + " {reference} {degraded}").value());
    }

    private static MetricResult measure(String command) {
        return run(new Pesq(command, Duration.ofMinutes(5)));
    }

    private static MetricResult run(Pesq pesq) {
        return MetricRunner.run(pesq, List.of(PAIR), Progress.NONE).results().get(0);
    }

    private String script(String... lines) throws IOException {
        Path file = folder.resolve("pesq.sh");
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        assertTrue(file.toFile().setExecutable(true));
        return file.toString();
    }
}
