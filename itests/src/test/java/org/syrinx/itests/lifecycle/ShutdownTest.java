package org.syrinx.itests.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.itests.framework.Distribution;
import org.syrinx.itests.framework.FakeBundle;

/** The process ends while a model is on its way in or out: a shell of its own for each. */
@Timeout(180)
class ShutdownTest {
    @TempDir Path folder;

    /** A shell that reads commands from a pipe. */
    private final class Shell implements AutoCloseable {
        private final Process process;
        private final Writer in;
        private final BufferedReader out;
        private final Path errors = folder.resolve("errors.txt");

        Shell() throws IOException {
            ProcessBuilder builder =
                    new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-Xmx512m",
                            "-XX:TieredStopAtLevel=1",
                            "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                            "-Dsyrinx.home=" + Distribution.HOME,
                            "-Dsyrinx.config=" + folder.resolve("saved"),
                            "-cp",
                            Distribution.HOME.resolve("lib") + "/*",
                            "org.syrinx.launcher.boot.Main",
                            "shell");
            builder.redirectError(errors.toFile());
            process = builder.start();
            in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
            out =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8));
        }

        void say(String command) throws IOException {
            in.write(command + "\n");
            in.flush();
        }

        void awaitLine(String words) throws IOException {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.contains(words)) {
                    return;
                }
            }
            throw new AssertionError("no line with " + words + "; " + Files.readString(errors));
        }

        /** The exit code; the process must end by itself. */
        int end() throws IOException, InterruptedException {
            in.close();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it does not end");
            return process.exitValue();
        }

        String errors() throws IOException {
            return Files.readString(errors);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private void assertClean(Shell shell) throws IOException {
        assertFalse(shell.errors().contains("Exception"), shell.errors());
        try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
            List<Path> caches =
                    left.filter(p -> p.getFileName().toString().startsWith("syrinx-")).toList();
            assertEquals(List.of(), caches, "the framework's folder is removed");
        }
    }

    @Test
    void shutdownWhileLoadingEndsInTimeAndCleansUp() throws Exception {
        Path slow = FakeBundle.jar(folder, "1.0.0", Map.of("Fake-Loading", "20000"));
        try (Shell shell = new Shell()) {
            shell.say("syrinx:update " + slow);
            shell.awaitLine("newly installed");
            // a job in the background: the model loads for 20 s, and the shell goes on
            shell.say("syrinx:models --load fake-good &");
            shell.say("exit");
            assertEquals(0, shell.end());
            assertClean(shell);
        }
    }

    @Test
    void shutdownWhileBackgroundUnloadingEndsInTimeAndCleansUp() throws Exception {
        Path plugIn = FakeBundle.jar(folder, "1.0.0", Map.of());
        try (Shell shell = new Shell()) {
            shell.say("syrinx:update " + plugIn);
            shell.awaitLine("newly installed");
            shell.say("syrinx:wire fake-demo encoder=fake-good vocoder=fake-other");
            shell.awaitLine("ready to speak");
            shell.say("syrinx:unload fake-good &");
            shell.say("syrinx:unload fake-other &");
            shell.say("exit");
            assertEquals(0, shell.end());
            assertClean(shell);
        }
    }
}
