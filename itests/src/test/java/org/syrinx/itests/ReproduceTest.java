package org.syrinx.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.itests.framework.BuzzCorpus;
import org.syrinx.itests.framework.RunningSyrinx;
import org.syrinx.itests.framework.RunningSyrinx.Outcome;

/** The experiment of paper 1 as a command, with the Grad-TTS model that is shipped, very small. */
class ReproduceTest {
    private static final Pattern CLAIM =
            Pattern.compile(
                    "\"id\"\\s*:\\s*\"(H\\d)\".*?\"verdict\"\\s*:\\s*\"([^\"]*)\"", Pattern.DOTALL);

    private final RunningSyrinx syrinx = RunningSyrinx.get();

    @TempDir Path folder;

    private String[] command(Path corpus, Path out) {
        return new String[] {
            "reproduce",
            "paper1",
            "--pipeline",
            "gradtts-small",
            "--vocoder",
            "griffinlim-16k",
            "--corpus",
            corpus.toString(),
            "--profile",
            "smoke",
            "--steps",
            "1",
            "--workers",
            "2",
            "--out",
            out.toString()
        };
    }

    /** What has been measured, one key a line. */
    private static List<String> measured(Path out) {
        if (!Files.isDirectory(out)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(out)) {
            List<Path> journals =
                    files.filter(f -> f.getFileName().toString().startsWith("trials-")).toList();
            assertTrue(journals.size() <= 1, "one experiment, one journal: " + journals);
            return journals.isEmpty()
                    ? List.of()
                    : Files.readAllLines(journals.get(0)).stream()
                            .filter(l -> l.endsWith("}"))
                            .map(l -> l.replaceFirst(".*\"key\":\"([^\"]*)\".*", "$1"))
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anInterruptedRunGoesOnAndEndsInAVerdictForEachClaim() throws IOException {
        Path corpus = folder.resolve("corpus");
        Path out = folder.resolve("out");
        BuzzCorpus.write(corpus);
        Outcome stopped =
                syrinx.runInterrupted(() -> measured(out).size() >= 10, command(corpus, out));
        assertNotEquals(0, stopped.code(), stopped.text());
        List<String> before = measured(out);
        assertTrue(before.size() >= 10, before.size() + " trials; " + stopped.err());
        assertTrue(Files.notExists(out.resolve("report.json")));

        Outcome outcome = syrinx.run(command(corpus, out));
        assertEquals(0, outcome.code(), outcome.err());
        List<String> after = measured(out);
        assertEquals(before, after.subList(0, before.size()));
        Set<String> once = new HashSet<>(after);
        assertEquals(once.size(), after.size(), "nothing was spoken twice");

        String json = Files.readString(out.resolve("report.json"));
        Map<String, String> verdicts = new LinkedHashMap<>();
        for (Matcher m = CLAIM.matcher(json); m.find(); ) {
            verdicts.put(m.group(1), m.group(2));
        }
        assertEquals(Set.of("H1", "H2", "H3", "H4"), verdicts.keySet(), json);
        Set<String> words = Set.of("reproduced", "not reproduced", "inconclusive");
        assertTrue(words.containsAll(verdicts.values()), verdicts.toString());
        assertEquals("inconclusive", verdicts.get("H1"), "four items cannot decide");
        for (String part :
                List.of(
                        "protocol",
                        "hspace",
                        "embedding",
                        "random",
                        "shuffled",
                        "swap",
                        "curves")) {
            assertTrue(json.contains("\"" + part + "\""), part + ": " + json);
        }
        String text = outcome.text();
        assertTrue(text.contains("94 %") && text.contains("76 %"), text);
        assertTrue(Files.readString(out.resolve("report.html")).contains("<audio"));
        assertTrue(Files.size(out.resolve("effects.png")) > 10_000);
    }
}
