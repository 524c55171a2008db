package org.syrinx.launcher.internal.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.syrinx.api.CancelledException;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class CommandRunTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private Function<CommandIo, CommandResult> work = io -> CommandResult.text("done");
    private Greet last;

    /** A command as a bundle would bring it. */
    @Command(mixinStandardHelpOptions = true, description = "Greets people.")
    final class Greet implements Subcommand {
        @Option(names = "--times", description = "How often.")
        private int times = 1;

        @Parameters(arity = "0..*")
        private List<String> names = List.of();

        @Override
        public CommandResult run(CommandIo io) {
            last = this;
            return work.apply(io);
        }
    }

    private final class Table implements Commands {
        @Override
        public Map<String, String> summaries() {
            return new TreeMap<>(Map.of("greet", "greets people", "say", "speaks"));
        }

        @Override
        public Optional<Use> open(String name) {
            if (!name.equals("greet")) {
                return Optional.empty();
            }
            Greet command = new Greet();
            return Optional.of(
                    new Use() {
                        @Override
                        public Subcommand command() {
                            return command;
                        }

                        @Override
                        public void close() {
                            closed.set(true);
                        }
                    });
        }
    }

    private int run(String... arguments) {
        LaunchContext launch =
                new LaunchContext(
                        List.of(arguments),
                        out,
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new ByteArrayInputStream("in".getBytes(StandardCharsets.UTF_8)),
                        "",
                        Path.of("/somewhere"),
                        interrupted);
        return new CommandRun(new Table(), launch, "syrinx 0.1.0").run();
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aResultGoesToStandardOutputAndSuccessIs0() {
        assertEquals(0, run("greet", "--times", "3", "Ann", "Bob"));
        assertEquals("done" + System.lineSeparator(), out());
        assertEquals("", err());
        assertEquals(3, last.times);
        assertEquals(List.of("Ann", "Bob"), last.names);
        assertTrue(closed.get(), "the instance is given back");
    }

    @Test
    void theExitCodeOfAResultIsTheExitCodeOfTheProcess() {
        work = io -> CommandResult.of("differs", Map.of(), 1);
        assertEquals(1, run("greet"));
    }

    @Test
    void anUnknownCommandIsWrongUsageWithTheListAndAGuess() {
        assertEquals(2, run("gret"));
        assertEquals("", out());
        assertTrue(err().contains("no command \"gret\". Did you mean \"greet\"?"), err());
        assertTrue(err().contains("say    speaks"), err());
    }

    @Test
    void noCommandAtAllIsWrongUsageAndShowsTheHelp() {
        assertEquals(2, run());
        assertEquals("", out());
        assertTrue(err().contains("Usage:"), err());
    }

    @Test
    void anUnknownOptionIsWrongUsageAndNamesIt() {
        assertEquals(2, run("greet", "--tmes", "3"));
        assertTrue(err().contains("--tmes"), err());
        assertTrue(err().contains("--times"), "a guess: " + err());
        assertEquals(2, run("--nonsense"));
    }

    @Test
    void aValueOfTheWrongTypeIsWrongUsage() {
        assertEquals(2, run("greet", "--times", "often"));
        assertTrue(err().contains("often"), err());
    }

    @Test
    void helpGoesToStandardOutputWithExitCode0() {
        assertEquals(0, run("--help"));
        assertTrue(out().contains("greet  greets people"), out());
        out.reset();
        assertEquals(0, run("greet", "--help"));
        assertTrue(out().contains("Greets people."), out());
        assertTrue(out().contains("--json"), "the global options are listed: " + out());
        assertTrue(out().contains("syrinx greet"), out());
        String once = out();
        out.reset();
        assertEquals(0, run("help", "greet"));
        assertEquals(once, out());
        assertEquals("", err());
    }

    @Test
    void theVersionIsTold() {
        assertEquals(0, run("--version"));
        assertEquals("syrinx 0.1.0" + System.lineSeparator(), out());
    }

    @Test
    void anErrorIsOneMessageWithoutStackTraceAnd1() {
        work =
                io -> {
                    throw new SyrinxException("a file", "a folder", "name a file");
                };
        assertEquals(1, run("greet"));
        assertEquals(
                "syrinx: A folder. Expected: A file. Name a file." + System.lineSeparator(), err());
        assertEquals("", out());
        assertTrue(closed.get());
    }

    @Test
    void debugAddsTheStackTraceWithItsCauses() {
        work =
                io -> {
                    throw new SyrinxException("a", "b", "c", new IOException("the disk"));
                };
        assertEquals(1, run("greet", "--debug"));
        assertTrue(err().contains("CommandRunTest"), err());
        assertTrue(err().contains("caused by java.io.IOException: the disk"), err());
        err.reset();
        assertEquals(1, run("--debug", "greet"));
        assertTrue(err().contains("CommandRunTest"), "also before the command");
    }

    @Test
    void anUnforeseenErrorIsOneMessageToo() {
        work =
                io -> {
                    throw new IllegalStateException("oops");
                };
        assertEquals(1, run("greet"));
        assertEquals(1, err().lines().count(), err());
        assertTrue(err().contains("oops") && err().contains("--debug"), err());
    }

    @Test
    void jsonResultsHaveNumbersListsAndNullForWhatJsonCannotSay() throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seconds", 1.25);
        json.put("nothing", Double.NaN);
        json.put("names", List.of("a", "b"));
        json.put("inner", Map.of("path", Path.of("x/y"), "on", true));
        work = io -> CommandResult.of("text", json, 0);
        assertEquals(0, run("greet", "--json"));
        Map<String, Object> read = JSON.std.mapFrom(out());
        assertEquals(1.25, read.get("seconds"));
        assertTrue(read.containsKey("nothing"));
        assertEquals(null, read.get("nothing"));
        assertEquals(List.of("a", "b"), read.get("names"));
        assertEquals(Map.of("path", "x/y", "on", true), read.get("inner"));
    }

    @Test
    void anErrorIsJsonTooWhenJsonWasAskedFor() throws IOException {
        work =
                io -> {
                    throw new SyrinxException("x", "y", "z");
                };
        assertEquals(1, run("greet", "--json"));
        Object error = JSON.std.mapFrom(out()).get("error");
        assertEquals(
                Map.of(
                        "message",
                        "Y. Expected: X. Z.",
                        "expected",
                        "x",
                        "found",
                        "y",
                        "action",
                        "z"),
                error);
    }

    @Test
    void aCommandThatWritesBytesHasStandardOutputForItself() throws IOException {
        byte[] bytes = {1, 2, 3};
        work =
                io -> {
                    try {
                        io.output().write(bytes);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                    return CommandResult.text("3 bytes");
                };
        assertEquals(0, run("greet"));
        assertArrayEquals(bytes, out.toByteArray());
        assertEquals("3 bytes" + System.lineSeparator(), err());
        out.reset();
        assertEquals(0, run("greet", "--json"));
        assertArrayEquals(bytes, out.toByteArray(), "also with --json");
    }

    @Test
    void anInterruptCancelsTheWorkAndIsToldBy130() {
        work =
                io -> {
                    interrupted.set(true);
                    io.progress().step("decoding", 1, 2);
                    return CommandResult.text("never");
                };
        assertEquals(130, run("greet"));
        assertTrue(err().contains("Cancelled while decoding"), err());
    }

    @Test
    void workThatCancelsItselfIsAFailureButNoInterrupt() {
        work =
                io -> {
                    throw new CancelledException("training");
                };
        assertEquals(1, run("greet"));
    }

    @Test
    void progressIsSilentWhereThereIsNoTerminal() {
        work =
                io -> {
                    io.progress().step("decoding", 1, 2);
                    return CommandResult.text("");
                };
        assertEquals(0, run("greet"));
        assertEquals("", err());
        assertEquals("", out(), "an empty text prints no empty line");
    }

    @Test
    void pathsAreResolvedAgainstTheDirectoryOfTheUser() {
        Path[] seen = new Path[2];
        work =
                io -> {
                    seen[0] = io.resolve(Path.of("a/../b.wav"));
                    seen[1] = io.resolve(Path.of("/x/y"));
                    assertFalse(io.inputIsTerminal());
                    return CommandResult.text("");
                };
        run("greet");
        assertEquals(Path.of("/somewhere/b.wav"), seen[0]);
        assertEquals(Path.of("/x/y"), seen[1]);
    }
}
