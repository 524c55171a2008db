package org.syrinx.launcher.internal.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Backend;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Trainer;
import org.syrinx.api.command.CommandResult;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class TrainCommandTest {
    /** A machine with one GPU. */
    private static final Backend BACKEND =
            (Backend)
                    Proxy.newProxyInstance(
                            Backend.class.getClassLoader(),
                            new Class<?>[] {Backend.class},
                            (proxy, method, given) -> {
                                assertEquals("resolve", method.getName());
                                return given[0].equals("auto") ? "gpu0" : given[0];
                            });

    @TempDir Path folder;
    private Trainer.Request asked;
    private boolean finished = true;

    private final class Fake implements Trainer {
        @Override
        public String id() {
            return "vits";
        }

        @Override
        public Map<String, String> configurations() {
            return Map.of("small", "for two cores");
        }

        @Override
        public Report train(Request request, Progress progress) {
            asked = request;
            return new Report(
                    request.run().resolve("model"),
                    40,
                    12.4,
                    finished,
                    Map.of("mel", 0.51234),
                    List.of(request.run().resolve("loss.png")));
        }
    }

    private CommandResult run(String... arguments) {
        TrainCommand command = new TrainCommand(List.of(new Fake()), BACKEND);
        new CommandLine(command).parseArgs(arguments);
        return command.run(FakeIo.in(folder));
    }

    @Test
    void everyOptionReachesTheTrainer() {
        CommandResult result =
                run(
                        "vits",
                        "--corpus",
                        "c",
                        "--config",
                        "small",
                        "--out",
                        "r",
                        "--from",
                        "m",
                        "--resume",
                        "--steps",
                        "40",
                        "--minutes",
                        "1.5",
                        "--seed",
                        "9",
                        "--device",
                        "cpu",
                        "--set",
                        "weights=w",
                        "--set",
                        "kl=0.1");
        assertEquals(folder.resolve("c"), asked.corpus());
        assertEquals(folder.resolve("r"), asked.run());
        assertEquals("small", asked.configuration());
        assertEquals(Optional.of(folder.resolve("m")), asked.initial());
        assertTrue(asked.resume());
        assertEquals(OptionalLong.of(40), asked.steps());
        assertEquals(OptionalLong.of(90), asked.seconds());
        assertEquals(9, asked.seed());
        assertEquals("cpu", asked.device());
        assertEquals(Map.of("weights", "w", "kl", "0.1"), asked.options());
        assertTrue(result.toText().endsWith("finished at step 40 after 12 s on cpu; mel 0.5123"));
        assertEquals(0, result.exitCode());
    }

    @Test
    void whatIsNotGivenIsTheTrainersOwn() {
        run("vits", "--corpus", "c", "--config", "small");
        assertEquals(folder.resolve("runs/vits-small"), asked.run());
        assertEquals(OptionalLong.empty(), asked.steps());
        assertEquals(OptionalLong.empty(), asked.seconds());
        assertFalse(asked.resume());
        assertEquals("gpu0", asked.device());
    }

    @Test
    void aConfigurationFileIsResolvedAndNamesTheRun() {
        run("vits", "--corpus", "c", "--config", "conf/mine.json");
        assertEquals(folder.resolve("conf/mine.json").toString(), asked.configuration());
        assertEquals(folder.resolve("runs/vits-mine"), asked.run());
    }

    @Test
    void anUnfinishedRunSaysHowToGoOn() {
        finished = false;
        String text = run("vits", "--corpus", "c", "--config", "small").toText();
        assertTrue(text.contains("stopped (go on with --resume) at step 40"), text);
    }

    @Test
    void anUnknownFamilyNamesTheKnownOnes() {
        SyrinxException e =
                assertThrows(
                        SyrinxException.class,
                        () -> run("tacotron", "--corpus", "c", "--config", "small"));
        assertTrue(e.getMessage().contains("tacotron"), e.getMessage());
        assertTrue(e.expected().contains("vits"), e.getMessage());
    }

    @Test
    void whatIsMissingIsAUsageError() {
        for (String[] arguments : new String[][] {{}, {"vits"}, {"vits", "--corpus", "c"}}) {
            assertThrows(ParameterException.class, () -> run(arguments));
        }
        assertEquals(null, asked);
    }

    @Test
    void theListNamesEveryConfiguration() {
        CommandResult result = run("--list");
        assertEquals("vits --config small: for two cores", result.toText());
        assertEquals(Map.of("vits", Map.of("small", "for two cores")), result.toJson());
    }

    @Test
    void aRunSaysWhereItReallyTookPlace() {
        CommandResult result = run("vits", "--corpus", "c", "--config", "small");
        assertEquals("gpu0", asked.device());
        assertEquals("gpu0", result.toJson().get("device"));
        assertTrue(result.toText().contains("on gpu0"), result.toText());
    }
}
