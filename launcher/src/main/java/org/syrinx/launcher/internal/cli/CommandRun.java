package org.syrinx.launcher.internal.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.syrinx.api.CancelledException;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs one command line: finds the command, parses, calls, prints, and chooses the exit code. */
final class CommandRun {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    /** 128 + SIGINT, as shells report it. */
    static final int INTERRUPTED = 130;

    private final Commands table;
    private final LaunchContext launch;
    private final String version;
    private final PrintStream out;

    CommandRun(Commands table, LaunchContext launch, String version) {
        this.table = table;
        this.launch = launch;
        this.version = version;
        this.out = new PrintStream(launch.output(), false, StandardCharsets.UTF_8);
    }

    int run() {
        int code = dispatch(new ArrayList<>(launch.arguments()));
        out.flush();
        if (out.checkError() && code == OK) {
            launch.messages().println("syrinx: standard output was closed before all was written");
            return FAILED;
        }
        return code;
    }

    private int dispatch(List<String> arguments) {
        List<String> leading = new ArrayList<>();
        while (!arguments.isEmpty() && arguments.get(0).startsWith("-")) {
            String option = arguments.remove(0);
            switch (option) {
                case "-h", "--help" -> {
                    out.println(help());
                    return OK;
                }
                case "-V", "--version" -> {
                    out.println(version);
                    return OK;
                }
                case "--json", "--debug" -> leading.add(option);
                default -> {
                    return usage("unknown option " + option);
                }
            }
        }
        if (arguments.isEmpty()) {
            launch.messages().println(help());
            return USAGE;
        }
        String name = arguments.remove(0);
        if (name.equals("help")) {
            if (arguments.isEmpty()) {
                out.println(help());
                return OK;
            }
            name = arguments.get(0);
            arguments = List.of("--help");
        }
        try (Commands.Use use = table.open(name).orElse(null)) {
            if (use == null) {
                return unknown(name);
            }
            List<String> all = new ArrayList<>(leading);
            all.addAll(arguments);
            return call(use.command(), name, all);
        }
    }

    private int call(Subcommand command, String name, List<String> arguments) {
        ParsedCommand parsed;
        try {
            parsed = ParsedCommand.of("syrinx " + name, command, arguments);
        } catch (UnmatchedArgumentException e) {
            String meant =
                    Suggestions.nearest(
                                    e.getUnmatched().get(0),
                                    e.getCommandLine().getCommandSpec().optionsMap().keySet())
                            .map(option -> " Did you mean " + option + "?")
                            .orElse("");
            return usage(name, e.getMessage() + "." + meant);
        } catch (ParameterException e) {
            return usage(name, e.getMessage());
        }
        if (parsed.help() != null) {
            out.println(parsed.help().strip());
            return OK;
        }
        if (parsed.versionAsked()) {
            out.println(version);
            return OK;
        }
        ConsoleIo io = new ConsoleIo(launch, parsed.json());
        try {
            CommandResult result = parsed.command().run(io);
            io.clearProgress();
            print(result, io);
            return result.exitCode();
        } catch (CancelledException e) {
            io.clearProgress();
            launch.messages().println("syrinx: " + e.getMessage());
            return launch.interrupted().get() ? INTERRUPTED : FAILED;
        } catch (ParameterException e) {
            io.clearProgress();
            return usage(name, e.getMessage());
        } catch (SyrinxException e) {
            return failed(e, io, parsed.debug());
        } catch (OutOfMemoryError e) {
            return failed(
                    new SyrinxException(
                            "enough memory for \"" + name + "\"",
                            "Java ran out of memory (" + e.getMessage() + ")",
                            "give it more with SYRINX_HEAP, or less to do",
                            e),
                    io,
                    parsed.debug());
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            return failed(
                    new SyrinxException(
                            "the command to finish",
                            "an unforeseen error in \"" + name + "\": " + e,
                            "run it again with --debug and report what it shows",
                            e),
                    io,
                    parsed.debug());
        }
    }

    private void print(CommandResult result, ConsoleIo io) {
        String text = io.json() ? Json.of(result.toJson()) : result.toText();
        if (!text.isEmpty()) {
            (io.outputTaken() ? launch.messages() : out).println(text);
        }
    }

    private int failed(SyrinxException e, ConsoleIo io, boolean debug) {
        io.clearProgress();
        launch.messages().println("syrinx: " + e.getMessage());
        if (io.json() && !io.outputTaken()) {
            out.println(Json.error(e));
        }
        if (debug) {
            PrintWriter trace = new PrintWriter(launch.messages());
            StackTraces.write(e, trace);
            trace.flush();
        }
        return FAILED;
    }

    private int unknown(String name) {
        String meant =
                Suggestions.nearest(name, table.summaries().keySet())
                        .map(n -> " Did you mean \"" + n + "\"?")
                        .orElse("");
        return usage("there is no command \"" + name + "\"." + meant + "\n" + commands());
    }

    private int usage(String problem) {
        launch.messages().println("syrinx: " + problem);
        launch.messages().println("Try ./syrinx --help");
        return USAGE;
    }

    private int usage(String name, String problem) {
        launch.messages().println("syrinx " + name + ": " + problem);
        launch.messages().println("Try ./syrinx " + name + " --help");
        return USAGE;
    }

    private String help() {
        return "Usage: ./syrinx COMMAND [OPTION]...\n"
                + "Latent-space speech, from plug-ins.\n\n"
                + "  ./syrinx say \"The quick brown fox.\" -o fox.wav\n\n"
                + commands()
                + "\n\n"
                + "Every command has --help, --json and --debug. Exit codes: 0 success, 1 failure,"
                + " 2 wrong usage.";
    }

    private String commands() {
        Map<String, String> all = table.summaries();
        int width = all.keySet().stream().mapToInt(String::length).max().orElse(0) + 2;
        StringBuilder text = new StringBuilder("Commands:");
        all.forEach(
                (name, summary) ->
                        text.append("\n  ")
                                .append(name)
                                .append(" ".repeat(width - name.length()))
                                .append(summary));
        return text.toString();
    }
}
