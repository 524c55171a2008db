package org.syrinx.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.itests.framework.RunningSyrinx;
import org.syrinx.itests.framework.RunningSyrinx.Outcome;

/**
 * Runs every command line of the README as it is printed there, in the running framework. Files and
 * folders that a reader would have are laid into a folder; everything else is literal.
 */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Path MODEL =
            Path.of("..", "plugin-vits", "src", "test", "resources", "parity", "sdp")
                    .toAbsolutePath()
                    .normalize();

    /** Not run here, each with the reason. */
    private static final List<String> ELSEWHERE =
            List.of(
                    "doctor", // other tests leave faults on purpose; DistributionTest runs it
                    "models", // the same
                    "stages", // the same; ShellTourTest reads it
                    "compare", // minutes of work with an optional program; CompareTest runs it
                    "shell", // interactive; the shell has tests of its own
                    "corpus", // minutes of work with an optional program; its module tests it
                    "train", // minutes of work; its module tests it
                    "evaluate", // needs a corpus
                    "bench"); // a measurement

    @TempDir Path folder;

    @BeforeEach
    void layOut() throws IOException {
        Files.writeString(folder.resolve("chapter.txt"), "It was late. The rain had stopped.\n");
        Outcome made =
                RunningSyrinx.get()
                        .run(
                                "say",
                                "--speaker",
                                "f1",
                                "-o",
                                folder.resolve("in.wav").toString(),
                                "Good morning.");
        assertEquals(0, made.code(), made.err());
    }

    @TestFactory
    Stream<DynamicTest> everyCommandOfTheReadmeDoesWhatItSays() throws IOException {
        List<String> commands = new ArrayList<>();
        for (String line : Files.readAllLines(README)) {
            if (line.startsWith("    ") && line.contains("./syrinx ")) {
                // two spaces or more begin the explanation
                commands.add(line.strip().replaceAll("\\s{2,}.*$", ""));
            }
        }
        assertTrue(commands.size() >= 8, "only " + commands + " were found");
        return commands.stream()
                .filter(c -> ELSEWHERE.stream().noneMatch(e -> c.contains("./syrinx " + e)))
                .map(c -> DynamicTest.dynamicTest(c, () -> run(c)));
    }

    private void run(String command) throws IOException {
        String input = "";
        for (String part : command.split("\\s\\|\\s")) {
            List<String> words = words(part);
            if (words.get(0).equals("echo")) {
                input = words.get(1) + "\n";
            } else if (words.get(0).equals("./syrinx")) {
                List<String> arguments = words.subList(1, words.size());
                Outcome outcome =
                        RunningSyrinx.get().runWithInput(input, arguments.toArray(String[]::new));
                assertEquals(0, outcome.code(), outcome.err());
                check(arguments, outcome);
            }
        }
    }

    private void check(List<String> arguments, Outcome outcome) throws IOException {
        int at = arguments.indexOf("-o");
        if (at >= 0) {
            String target = arguments.get(at + 1);
            byte[] wav = target.equals("-") ? outcome.out() : Files.readAllBytes(Path.of(target));
            assertEquals("RIFF", new String(wav, 0, 4, StandardCharsets.US_ASCII));
            assertTrue(wav.length > 500, "hardly a sound in " + target);
        } else {
            assertTrue(!outcome.text().isBlank(), "nothing was said");
        }
    }

    private List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher m = Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(command);
        while (m.find()) {
            words.add(m.group(1) != null ? m.group(1) : place(m.group(2)));
        }
        return words;
    }

    /** A reader's files, in the test's folder. */
    private String place(String word) {
        if (word.startsWith("~/") || word.equals("DIR")) {
            return MODEL.toString();
        }
        return word.endsWith(".wav") || word.endsWith(".txt")
                ? folder.resolve(word).toString()
                : word;
    }
}
