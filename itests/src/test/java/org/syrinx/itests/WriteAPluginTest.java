package org.syrinx.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.itests.framework.Checkout;
import org.syrinx.itests.framework.Sound;

/**
 * Does what docs/write-a-plugin.md says, all of it and literally: installs the API, makes a project
 * from the archetype, builds it with the contract, drops it into a running Syrinx, and listens.
 */
class WriteAPluginTest {
    private static final Path PAGE = Path.of("..", "docs", "write-a-plugin.md");
    private static final Path LOG = Path.of("target", "write-a-plugin.log").toAbsolutePath();
    private static final double OLD_PITCH = 110;
    private static final double NEW_PITCH = 160;

    @TempDir static Path folder;
    private static Path project;
    private static String log;

    @BeforeAll
    static void doWhatThePageSays() throws IOException, InterruptedException {
        Checkout checkout = Checkout.under(folder);
        Path work = Files.createDirectories(folder.resolve("work"));
        project = work.resolve("my-vocoder");
        ProcessBuilder bash = new ProcessBuilder("bash", "-euxo", "pipefail", "-c", script());
        bash.environment().put("SYRINX", checkout.folder().toString());
        bash.environment().put("WORK", work.toString());
        bash.environment().put("MAVEN_OPTS", "-Dmaven.repo.local=" + checkout.repository());
        bash.redirectErrorStream(true).redirectOutput(LOG.toFile());
        Process process = bash.directory(work.toFile()).start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(15, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly();
        }
        log = Files.readString(LOG);
        assertTrue(ended, "not done within 15 minutes; see " + LOG);
        assertEquals(0, process.exitValue(), () -> "see " + LOG + ", which ends:\n" + end());
    }

    private static String end() {
        return log.substring(Math.max(0, log.length() - 3000));
    }

    /** Every block of the page that is marked as shell, in order, in one shell. */
    private static String script() throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher m = Pattern.compile("(?ms)^```sh\\n(.*?)^```$").matcher(Files.readString(PAGE));
        while (m.find()) {
            blocks.add(m.group(1));
        }
        assertTrue(blocks.size() >= 5, "only " + blocks.size() + " blocks in " + PAGE);
        return String.join("\n", blocks);
    }

    @Test
    void everyFenceOfThePageIsShellOrJava() throws IOException {
        List<String> fences =
                Files.readAllLines(PAGE).stream().filter(l -> l.startsWith("```")).toList();
        assertTrue(
                fences.stream().allMatch(f -> f.matches("```(sh|java)?")),
                "a block that no test sees among " + fences);
    }

    @Test
    void theContractOfVocodersWasTestedAndKept() throws IOException {
        Path report =
                project.resolve(
                        "target/surefire-reports/TEST-com.example.voice.RobotVocoderTest.xml");
        Matcher counts =
                Pattern.compile("tests=\"(\\d+)\" errors=\"0\" skipped=\"(\\d+)\" failures=\"0\"")
                        .matcher(Files.readString(report));
        assertTrue(counts.find(), Files.readString(report).substring(0, 500));
        int ran = Integer.parseInt(counts.group(1)) - Integer.parseInt(counts.group(2));
        assertTrue(ran >= 28, "only " + counts.group());
    }

    @Test
    void theBundleIsThePluginAndNothingElse() throws IOException {
        try (var jar =
                new java.util.jar.JarFile(
                        project.resolve("target/my-vocoder-1.0-SNAPSHOT.jar").toFile())) {
            assertEquals(
                    List.of("com/example/voice/RobotVocoder.class"),
                    jar.stream().map(e -> e.getName()).filter(n -> n.endsWith(".class")).toList());
            assertTrue(
                    jar.getManifest()
                            .getMainAttributes()
                            .getValue("Provide-Capability")
                            .contains("org.syrinx.model=robot"),
                    "the capability");
        }
    }

    @Test
    void theStageTableShowsItWhereItFits() {
        String line =
                log.lines()
                        .filter(l -> l.startsWith("mel ") && l.contains("16000 Hz"))
                        .collect(Collectors.joining("\n"));
        assertTrue(line.contains("mel-16k"), log);
        assertTrue(log.lines().anyMatch(l -> l.strip().matches(".*\\brobot")), log);
    }

    @Test
    void theRobotSaysWhatWasSaidInItsOwnVoice() throws IOException {
        Sound spoken = Sound.of(project.resolve("morning.wav"));
        Sound robot = Sound.of(project.resolve("robot.wav"));
        assertEquals(spoken.rate(), robot.rate());
        assertEquals(spoken.samples().length, robot.samples().length, 2 * 256, "samples");
        assertEquals(OLD_PITCH, robot.pitch(70, 300), 1, "the pitch of the robot");
        assertTrue(
                robot.envelopeCorrelation(spoken) > 0.8,
                "the robot rises and falls otherwise: " + robot.envelopeCorrelation(spoken));
    }

    @Test
    void theRobotSpeaksInAPipelineOfAnotherMakersStages() throws IOException {
        Sound spoken = Sound.of(project.resolve("spoken.wav"));
        assertEquals(16_000, spoken.rate());
        double seconds = spoken.samples().length / 16_000.0;
        assertTrue(seconds > 0.8 && seconds < 5, "six words in " + seconds + " s");
        assertEquals(OLD_PITCH, spoken.pitch(70, 300), 1, "the pitch of the robot");
        // the same words by another model: pauses and vowels fall elsewhere, speech is not a hum
        Sound robot = Sound.of(project.resolve("robot.wav"));
        assertTrue(
                spoken.envelopeVariation() > robot.envelopeVariation() / 2,
                "it hums: its level varies by " + spoken.envelopeVariation());
    }

    @Test
    void aChangedRobotIsHeardToBeChanged() throws IOException {
        assertEquals(
                NEW_PITCH, Sound.of(project.resolve("higher.wav")).pitch(70, 300), 1, "the pitch");
    }
}
