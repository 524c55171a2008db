package org.syrinx.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A short run of every target: the same inputs at every build, because the number of runs and the
 * seed of the fuzzer are fixed and the time is not. Long runs: {@code bench/fuzz}.
 */
class FuzzTest {
    private static final int RUNS = Integer.getInteger("fuzz.runs", 20_000);

    @TempDir Path work;

    static Stream<Targets> targets() {
        return Targets.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void seedsAndFormerFindingsAreAcceptedOrRefusedPlainly(Targets target) throws IOException {
        List<Path> inputs = target.inputs();
        assertTrue(inputs.size() > 1, target + " has seeds");
        for (Path input : inputs) {
            try {
                target.entry().accept(Files.readAllBytes(input));
            } catch (RuntimeException | Error e) {
                throw new AssertionError("the input " + input, e);
            }
        }
        target.entry().accept(new byte[0]);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void aShortRunOfTheFuzzerFindsNothing(Targets target) throws Exception {
        Path log = work.resolve("log");
        Process fuzzer =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx700m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "com.code_intelligence.jazzer.Jazzer",
                                "--target_class=" + target.type().getName(),
                                "--instrumentation_includes=org.syrinx.**",
                                "--custom_hook_includes=org.syrinx.**",
                                "--mutator_framework=false",
                                "--reproducer_path=" + work,
                                "-artifact_prefix=" + work + "/",
                                "-seed=1",
                                "-runs=" + RUNS,
                                "-max_len=" + target.maxLength(),
                                "-print_final_stats=1",
                                // new inputs are written to the first folder
                                Files.createDirectory(work.resolve("new")).toString(),
                                target.seeds().toAbsolutePath().toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertTrue(fuzzer.waitFor(30, TimeUnit.MINUTES), "the fuzzer hangs");
        String output = Files.readString(log);
        assertEquals(0, fuzzer.exitValue(), output);
        assertTrue(output.contains("stat::number_of_executed_units: " + RUNS), output);
    }
}
