package org.syrinx.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.itests.framework.RunningSyrinx;
import org.syrinx.itests.framework.RunningSyrinx.Outcome;

/** Directions from the capture to the sound, as a user finds them. */
class FindDirectionsTest {
    private static final RunningSyrinx SYRINX = RunningSyrinx.get();

    /** As in this module's build; nobody's own. */
    private static final Path INSTALLED = Path.of(System.getenv("SYRINX_DIRECTIONS"));

    @TempDir Path folder;

    @BeforeEach
    @AfterEach
    void leaveNothingInstalled() throws IOException {
        assertTrue(
                INSTALLED.startsWith(Path.of("target").toAbsolutePath()),
                INSTALLED + " is somebody's: set SYRINX_DIRECTIONS to a folder of this build");
        if (!Files.isDirectory(INSTALLED)) {
            return;
        }
        Files.walkFileTree(
                INSTALLED,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path dir, IOException e)
                            throws IOException {
                        Files.delete(dir);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private String[] find(String... more) {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                "directions find --voice gradtts-small --vocoder vocoder-16k"
                                        + " --speakers f1,m1 --female f1 --male m1 --steps 1"
                                        + " --texts 2 --workers 1 --cache",
                                folder.resolve("cache").toString()));
        List<String> words = new ArrayList<>(List.of(line.remove(0).split(" ")));
        words.addAll(line);
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    /** What was captured, and when it was written. */
    private TreeMap<Path, FileTime> records() {
        Path cache = folder.resolve("cache");
        TreeMap<Path, FileTime> out = new TreeMap<>();
        if (Files.isDirectory(cache)) {
            try (Stream<Path> files = Files.walk(cache)) {
                for (Path f : files.filter(f -> f.toString().endsWith(".safetensors")).toList()) {
                    out.put(f, Files.getLastModifiedTime(f));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return out;
    }

    private static String done(String... line) {
        Outcome outcome = SYRINX.run(line);
        assertEquals(0, outcome.code(), String.join(" ", line) + ": " + outcome.err());
        return outcome.text();
    }

    private static String refused(String... line) {
        Outcome outcome = SYRINX.run(line);
        assertEquals(1, outcome.code(), String.join(" ", line) + ": " + outcome.text());
        return outcome.err();
    }

    private byte[] say(String... edit) throws IOException {
        Path wav = folder.resolve("said.wav");
        List<String> line =
                new ArrayList<>(
                        List.of("say", "--voice", "gradtts-small", "--vocoder", "vocoder-16k"));
        line.addAll(List.of("--speaker", "m1", "--steps", "1", "-o", wav.toString()));
        line.addAll(List.of(edit));
        line.add("Good morning.");
        done(line.toArray(String[]::new));
        return Files.readAllBytes(wav);
    }

    @Test
    void aDirectionIsFoundInterruptedFoundShownComposedAndHeard() throws IOException {
        String[] trial = find("--attribute", "gender", "--validate", "1", "--name", "trial");
        Outcome stopped = SYRINX.runInterrupted(() -> !records().isEmpty(), trial);
        assertNotEquals(0, stopped.code(), stopped.text());
        TreeMap<Path, FileTime> before = records();
        assertTrue(!before.isEmpty() && Files.notExists(INSTALLED), before + stopped.err());

        assertTrue(done(trial).contains("trial.direction.safetensors"));
        TreeMap<Path, FileTime> after = records();
        assertEquals(4, after.size(), "two speakers say two texts");
        before.forEach((f, time) -> assertEquals(time, after.get(f), f + " was spoken twice"));
        assertTrue(
                done("directions", "list").lines().anyMatch(l -> l.startsWith("trial ")),
                "installed");

        Path png = folder.resolve("trial.png");
        String shown = done("directions", "show", "trial", "--png", png.toString());
        assertTrue(shown.contains("capture.sampler: euler-ode"), shown);
        assertTrue(shown.contains("capture.temperature: "), shown);
        assertTrue(shown.contains("means at strength:"), shown);
        assertEquals("PNG", new String(Files.readAllBytes(png), 1, 3, "ISO-8859-1"));

        assertTrue(refused(trial).contains("--force"));
        done("directions", "compose", "trial=0.5", "--name", "half");
        assertTrue(
                refused("directions", "compose", "trial=0.25", "--name", "half")
                        .contains("--force"));
        byte[] plain = say();
        byte[] half = say("--edit", "half=1");
        assertNotEquals(-1, java.util.Arrays.mismatch(plain, half));
        assertEquals(-1, java.util.Arrays.mismatch(half, say("--edit", "trial=0.5")));
        assertEquals(-1, java.util.Arrays.mismatch(plain, say("--edit", "half=0")));

        // another method speaks nothing more, and what is protected leaves a cosine
        done(
                find(
                        "--method",
                        "pca-joint",
                        "--set",
                        "components=1",
                        "--name",
                        "own",
                        "--validate",
                        "0"));
        assertEquals(after, records());
        String kept =
                done("directions", "compose", "trial=1", "--protect", "own1", "--name", "kept");
        assertTrue(kept.contains("protects own1; its cosine to what it was before: 0."), kept);
        assertTrue(
                refused("directions", "compose", "half=1", "--protect", "trial", "--name", "none")
                        .contains("Nothing of"));
    }

    @Test
    void aScriptOfTheShellFindsAndShows() throws IOException {
        Path found = folder.resolve("found");
        String find = String.join(" ", find("--attribute", "gender", "--name", "scripted"));
        String script =
                String.join(
                        "\n",
                        find + " --validate 0 --out " + found,
                        find + " --validate 0",
                        "directions list",
                        "directions show scripted",
                        "say --voice gradtts-small --vocoder vocoder-16k --speaker f1 --steps 1"
                                + " --edit scripted=-1 -o "
                                + folder.resolve("scripted.wav")
                                + " \"Good morning.\"",
                        "");
        Outcome outcome = SYRINX.runWithInput(script, "shell");
        assertEquals(0, outcome.code(), outcome.err() + outcome.text());
        assertTrue(Files.isRegularFile(found.resolve("scripted.direction.safetensors")));
        assertTrue(outcome.text().contains("how it was found:"), outcome.text());
        assertTrue(
                outcome.err().contains("\"scripted\" has not been validated"),
                outcome.err() + outcome.text());
        assertTrue(Files.size(folder.resolve("scripted.wav")) > 1000);
    }

    @Test
    void whatIsWrongWithACommandIsSaidBeforeAnythingIsSpoken() {
        assertTrue(refused(find("--attribute", "gender", "--at", "top")).contains("--at"));
        assertTrue(refused(find("--attribute", "gender", "--seeds", "0")).contains("--seeds"));
        assertTrue(refused(find("--attribute", "pich")).contains("pich"));
        assertTrue(refused(find("--attribute", "gender", "--set", "x=1")).contains("\"x\""));
        assertTrue(refused(find("--attribute", "gender", "--name", "a b")).contains("a b"));
        assertTrue(
                refused(find("--attribute", "gender", "--validate", "-1")).contains("--validate"));
        assertTrue(records().isEmpty());
    }
}
