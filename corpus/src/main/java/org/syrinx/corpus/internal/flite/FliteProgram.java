package org.syrinx.corpus.internal.flite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.syrinx.api.CancelledException;
import org.syrinx.api.SyrinxException;

/** Calls the flite program: arguments as a list (no shell), output to a file, a time limit. */
final class FliteProgram {
    private static final long LIMIT_SECONDS = 120;

    private final String program;

    FliteProgram(String program) {
        this.program = program;
    }

    /** Runs it and gives what it printed; throws when it is missing, fails or hangs. */
    String run(List<String> arguments) {
        return run(arguments, false);
    }

    /** The version; flite 2.2 prints it and exits with 1. */
    String version() {
        return run(List.of("--version"), true);
    }

    private String run(List<String> arguments, boolean anyExit) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        Path output = null;
        Process process = null;
        try {
            // A file instead of a pipe: nobody has to drain it while the time limit runs.
            output = Files.createTempFile("flite", ".txt");
            process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            process.getOutputStream().close();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw failed("no answer after " + LIMIT_SECONDS + " seconds", command, null);
            }
            String text = Files.readString(output, StandardCharsets.ISO_8859_1);
            if (process.exitValue() != 0 && !anyExit) {
                throw failed(
                        "exit code " + process.exitValue() + " (" + text.strip() + ")",
                        command,
                        null);
            }
            return text;
        } catch (IOException e) {
            if (process == null && output != null) {
                throw missing(e);
            }
            throw failed(e.getMessage(), command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("speaking");
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
            delete(output);
        }
    }

    static void delete(Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException ignored) {
                file.toFile().deleteOnExit();
            }
        }
    }

    private SyrinxException missing(IOException cause) {
        return new SyrinxException(
                "the speech synthesizer flite, installed as a program",
                "no program \"" + program + "\" that can be run",
                "install it (Debian, Ubuntu: apt-get install flite), or use --teacher freetts,"
                        + " which is pure Java",
                cause);
    }

    private static SyrinxException failed(String found, List<String> command, Exception cause) {
        return new SyrinxException(
                "speech from flite",
                found + " from: " + String.join(" ", command),
                "try that command in a terminal",
                cause);
    }
}
