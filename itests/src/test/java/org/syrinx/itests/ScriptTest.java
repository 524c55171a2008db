package org.syrinx.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.itests.framework.Distribution;

/**
 * The script {@code ./syrinx} itself, as a program of its own: in a checkout with nothing but the
 * script and the distribution that this build has made. Maven is a stand-in that only notes how it
 * was called.
 */
class ScriptTest {
    @TempDir Path folder;

    private Path checkout;
    private Path image;

    /** What a process left. */
    private record Ran(int code, byte[] out, String err) {}

    @BeforeEach
    void checkOut() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "the script wants bash");
        assumeTrue(
                Files.isDirectory(Distribution.HOME.resolve("bundle")),
                "no distribution has been built: mvn -pl launcher -am package");
        checkout = Files.createDirectories(folder.resolve("a checkout"));
        executable(checkout.resolve("syrinx"), Files.readString(Path.of("..", "syrinx")));
        image = Files.createDirectories(checkout.resolve("launcher/target/image"));
        try (Stream<Path> parts = Files.list(Distribution.HOME)) {
            for (Path part : parts.toList()) {
                Files.createSymbolicLink(image.resolve(part.getFileName()), part);
            }
        }
        executable(
                Files.createDirectories(folder.resolve("bin")).resolve("mvn"),
                "#!/bin/bash\necho \"$@\" >> '" + folder.resolve("mvn.log") + "'\nexit 1\n");
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ran run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(checkout.resolve("syrinx").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        Map<String, String> env = builder.environment();
        env.keySet().removeIf(name -> name.startsWith("SYRINX_") && !name.equals("SYRINX_CACHE"));
        env.put("JAVA_HOME", System.getProperty("java.home"));
        env.put("PATH", folder.resolve("bin") + ":" + env.getOrDefault("PATH", "/usr/bin:/bin"));
        // making an archive of classes would start Java twice
        env.put("SYRINX_NO_CDS", "1");
        env.putAll(environment);
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(10, TimeUnit.MINUTES), "the script does not end");
        } finally {
            process.destroyForcibly();
        }
        return new Ran(process.exitValue(), Files.readAllBytes(out), Files.readString(err));
    }

    private List<String> buildsAskedFor() throws IOException {
        Path log = folder.resolve("mvn.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    private static final Map<String, String> NO_BUILD = Map.of("SYRINX_NO_BUILD", "1");

    @Test
    void aSentenceBecomesAFileWhereTheCallerIs() throws Exception {
        Ran ran = run(NO_BUILD, "say", "Good morning.", "-o", "hello there.wav");
        assertEquals(0, ran.code, ran.err);
        byte[] wav = Files.readAllBytes(folder.resolve("hello there.wav"));
        assertTrue(isWave(wav) && wav.length > 10_000, wav.length + " bytes");
        assertEquals(List.of(), buildsAskedFor());
    }

    @Test
    void soundAndOnlySoundGoesToStandardOutput() throws Exception {
        Ran ran = run(NO_BUILD, "say", "-o", "-", "Good morning.");
        assertEquals(0, ran.code, ran.err);
        assertTrue(isWave(ran.out) && ran.out.length > 10_000, ran.out.length + " bytes");
        assertFalse(ran.err.isBlank(), "what there is to say goes to standard error");
    }

    @Test
    void wrongUsageExits2AndAFreshBuildIsNotRepeated() throws Exception {
        Files.createFile(image.resolve(".built"));
        Files.createDirectories(checkout.resolve("api/src/main"));
        Path source = Files.writeString(checkout.resolve("api/src/main/A.java"), "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.EPOCH));
        Files.setLastModifiedTime(source.getParent(), FileTime.from(Instant.EPOCH));
        Ran ran = run(Map.of(), "say", "Good morning.", "--format", "mp3");
        assertEquals(2, ran.code, ran.err);
        assertTrue(ran.err.contains("mp3") && ran.err.contains("f32"), ran.err);
        assertEquals(0, ran.out.length);
        assertEquals(List.of(), buildsAskedFor());
    }

    @Test
    void aSourceThatIsNewerThanTheBuildIsBuilt() throws Exception {
        Path built = Files.createFile(image.resolve(".built"));
        Files.setLastModifiedTime(built, FileTime.from(Instant.EPOCH));
        Files.createDirectories(checkout.resolve("api/src/main"));
        Files.writeString(checkout.resolve("api/src/main/A.java"), "");
        Ran ran = run(Map.of(), "say", "Good morning.");
        assertEquals(1, ran.code, ran.err);
        assertTrue(ran.err.contains("building (once"), ran.err);
        assertTrue(ran.err.contains("the build failed"), ran.err);
        assertEquals(0, ran.out.length);
        // without the network first, then with it
        List<String> builds = buildsAskedFor();
        assertEquals(2, builds.size(), builds.toString());
        assertTrue(builds.get(0).startsWith("-o "), builds.get(0));
        assertFalse(builds.get(1).startsWith("-o "), builds.get(1));
        assertTrue(builds.get(1).contains("-pl launcher -am package"), builds.get(1));
    }

    @Test
    void withoutADistributionAndWithoutABuildThereIsOneSentence() throws Exception {
        Files.move(image, image.resolveSibling("elsewhere"));
        Ran ran = run(NO_BUILD, "models");
        assertEquals(1, ran.code, ran.err);
        assertTrue(ran.err.startsWith("syrinx: there is no distribution in "), ran.err);
        assertEquals(1, ran.err.lines().count(), ran.err);
        assertEquals(List.of(), buildsAskedFor());
    }

    private static boolean isWave(byte[] bytes) {
        return bytes.length > 12
                && new String(Arrays.copyOf(bytes, 4), StandardCharsets.US_ASCII).equals("RIFF")
                && new String(Arrays.copyOfRange(bytes, 8, 12), StandardCharsets.US_ASCII)
                        .equals("WAVE");
    }
}
