package org.syrinx.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.itests.framework.RunningSyrinx;
import org.syrinx.itests.framework.RunningSyrinx.Outcome;
import org.syrinx.itests.framework.Sound;

/** The shell as a newcomer meets it: the example script, the table of stages, completion, help. */
class ShellTourTest {
    private static final Path TOUR = Path.of("..", "examples", "tour.gosh");
    private static final RunningSyrinx SYRINX = RunningSyrinx.get();

    @TempDir Path folder;

    private static Outcome shell(String... lines) {
        return SYRINX.runWithInput(String.join("\n", lines) + "\n", "shell");
    }

    @Test
    void theTourRunsToItsEndAndSpeaks() throws IOException {
        String script = Files.readString(TOUR).replace("tour-", folder + "/tour-");
        Outcome outcome = SYRINX.runWithInput(script, "shell");
        assertEquals(0, outcome.code(), outcome.err() + outcome.text());
        String text = outcome.text();
        assertTrue(text.contains("tour is ready to speak"), text);
        assertTrue(
                Pattern.compile("^tour +vocoder +default \\(vits, cpu\\)", Pattern.MULTILINE)
                        .matcher(text)
                        .find(),
                text);
        assertTrue(text.lines().toList().containsAll(List.of("latents", "mismatches")), text);
        assertTrue(text.contains("Usage: syrinx:bench"), text);
        Sound spoken = Sound.of(folder.resolve("tour-1.wav"));
        Sound again = Sound.of(folder.resolve("tour-2.wav"));
        assertEquals(spoken.samples().length, again.samples().length, 2 * 256, "samples");
        double alike = spoken.envelopeCorrelation(again);
        assertTrue(alike > 0.9, "through a mel and back it rises and falls otherwise: " + alike);
    }

    @Test
    void anApostropheInsideDoubleQuotesIsText() throws IOException {
        Path typed = folder.resolve("typed.wav");
        Path printed = folder.resolve("printed.wav");
        Outcome outcome =
                shell("say \"Don't stop.\" -o " + typed, "say \"Don\u2019t stop.\" -o " + printed);
        assertEquals(0, outcome.code(), outcome.err());
        assertEquals(-1, Files.mismatch(typed, printed), "the same words, the same sound");
    }

    @Test
    void stagesOfOneLatentStandOnOneLineAndTheRestSaysWhyNot() {
        Outcome outcome = SYRINX.run("stages");
        List<String> lines = outcome.text().lines().toList();
        assertTrue(
                lines.stream()
                        .anyMatch(l -> l.matches("vits\\.z .*\\bdefault\\b.*\\bdefault\\b.*")),
                outcome.text());
        assertTrue(
                lines.stream()
                        .anyMatch(
                                l ->
                                        l.matches(
                                                "mel +80 +16000 Hz +256 .*mel-16k.*"
                                                        + "griffinlim-16k.*")),
                outcome.text());
        assertTrue(
                lines.stream()
                        .anyMatch(
                                l ->
                                        l.matches(
                                                "  default -> .*griffinlim-16k.*: id vits\\.z"
                                                        + " against mel")),
                outcome.text());
        String json = SYRINX.run("stages", "--json").text();
        assertTrue(json.contains("\"mel.fmax\""), "every parameter is in the JSON: " + json);
        assertTrue(
                json.contains("\"made\":\"vits.z\"") || json.contains("\"made\" : \"vits.z\""),
                json);
    }

    @Test
    void wiringWhatDoesNotFitIsRefusedWithTheFieldsAndTheShellStops() {
        Outcome outcome =
                shell("wire misfit encoder=default vocoder=griffinlim-16k", "echo not reached");
        assertEquals(1, outcome.code());
        assertTrue(outcome.err().contains("id vits.z against mel"), outcome.err());
        assertTrue(outcome.err().contains("mel.bands (not stated) against 80"), outcome.err());
        assertEquals("", outcome.text());
    }

    @Test
    void completionOffersWhatThereIsAtEachPlace() {
        Outcome outcome =
                shell(
                        "wire completed encoder=default vocoder=default",
                        "_arguments swap [swap x] 1",
                        "_arguments swap [swap completed x] 2",
                        "_arguments swap [swap completed vocoder x] 3",
                        "_arguments wire [wire completed x] 2",
                        "_arguments say [say --voice x] 2");
        assertEquals(0, outcome.code(), outcome.err());
        List<String> offered = outcome.text().lines().toList();
        assertTrue(
                offered.containsAll(
                        List.of(
                                "completed",
                                "vocoder",
                                "griffinlim-16k",
                                "vocoder=griffinlim-16k",
                                "denoiser=none",
                                "default")),
                outcome.text());
    }

    @Test
    void helpDescribesEveryCommandOfComposition() {
        for (String command : List.of("stages", "wire", "swap", "pipelines", "say", "bench")) {
            Outcome outcome = shell("help syrinx:" + command);
            assertEquals(0, outcome.code(), outcome.err());
            assertTrue(
                    outcome.text().contains("Usage: syrinx:" + command)
                            && outcome.text().lines().count() > 4,
                    outcome.text());
        }
    }
}
