package org.syrinx.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** First starts, each in a process of its own. */
class EmptyCacheTest {
    @TempDir Path directory;

    @Test
    void theFirstStartFillsAnEmptyCacheAndSaysNothing() throws Exception {
        Path cache = directory.resolve("cache");
        Run run = run("-Dsyrinx.cache=" + cache, "-Duser.home=" + directory.resolve("home"));
        assertEquals("3.0", run.out().strip());
        assertEquals("", run.err());
        try (var files = Files.list(cache.resolve("natives"))) {
            assertEquals(2, files.count());
        }
        assertFalse(Files.exists(directory.resolve("home/.djl.ai")));
    }

    @Test
    void missingLibrariesAreReportedOnEveryCallInOneSentence() throws Exception {
        Path empty = Files.createDirectory(directory.resolve("native"));
        Run run =
                run(
                        "-Dsyrinx.natives.dir=" + empty,
                        "-Dsyrinx.cache=" + directory.resolve("cache"));
        String message =
                "No native libraries of PyTorch for linux-x86_64 in "
                        + empty
                        + ": pytorch-native-*-linux-x86_64.jar is missing. Build the distribution"
                        + " again; nothing is downloaded at run time.\n";
        assertEquals(message + message, run.out());
    }

    @Test
    void anotherPlatformIsReported() throws Exception {
        Run run = run("-Dos.arch=riscv64", "-Dsyrinx.cache=" + directory.resolve("cache"));
        assertTrue(
                run.out()
                        .startsWith(
                                "Syrinx has no native libraries for Linux on riscv64. Supported:"
                                        + " linux-x86_64."));
    }

    private record Run(String out, String err) {}

    private Run run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), FirstSum.class.getName()));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment()
                .keySet()
                .removeAll(List.of("DJL_OFFLINE", "OPT_OUT_TRACKING", "DJL_CACHE_DIR"));
        Process process = builder.start();
        assertTrue(process.waitFor(120, TimeUnit.SECONDS));
        String errors = Files.readString(err, StandardCharsets.UTF_8);
        assertEquals(0, process.exitValue(), errors);
        return new Run(Files.readString(out, StandardCharsets.UTF_8), errors);
    }

    /** Adds one and two, or says twice why it cannot. */
    static final class FirstSum {
        private FirstSum() {}

        public static void main(String[] args) {
            try {
                sum();
            } catch (EngineUnavailableException e) {
                System.out.println(e.getMessage());
                try {
                    sum();
                } catch (EngineUnavailableException again) {
                    System.out.println(again.getMessage());
                }
            }
        }

        private static void sum() {
            try (NDManager manager = Operators.engine().newBaseManager();
                    NDArray sum = Operators.call("shift", manager.ones(new Shape(1)), 2.0)) {
                System.out.println(sum.toFloatArray()[0]);
            }
        }
    }
}
