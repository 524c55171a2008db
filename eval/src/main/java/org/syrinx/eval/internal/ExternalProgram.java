package org.syrinx.eval.internal;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program of the user's and gives what it printed. It prints into a file, so that one that
 * says nothing and does not end is waited for no longer than allowed, and ends with all that it
 * started.
 */
public final class ExternalProgram {
    private final Duration limit;
    private final boolean errors;

    /**
     * A way to run programs.
     *
     * @param limit time that one call may take
     * @param errors whether what is printed on the error stream is wanted too
     */
    public ExternalProgram(Duration limit, boolean errors) {
        this.limit = limit;
        this.errors = errors;
    }

    /**
     * Runs one.
     *
     * @param words program and arguments
     * @param folder where it runs
     * @param input what it reads, or null for nothing
     * @return what it printed
     * @throws IOException if it cannot be started, takes too long, is interrupted or ends with
     *     another status than 0
     */
    public String run(List<String> words, Path folder, Path input) throws IOException {
        Path printed = Files.createTempFile("syrinx-program", ".txt");
        try {
            Process process =
                    new ProcessBuilder(words)
                            .directory(folder.toFile())
                            .redirectErrorStream(errors)
                            .redirectError(errors ? Redirect.PIPE : Redirect.DISCARD)
                            .redirectOutput(printed.toFile())
                            .redirectInput(
                                    Redirect.from(
                                            input == null ? new File("/dev/null") : input.toFile()))
                            .start();
            int status = await(process);
            String out = new String(Files.readAllBytes(printed), StandardCharsets.UTF_8);
            if (status != 0) {
                throw new IOException("it ended with " + status + ": " + out.strip());
            }
            return out;
        } finally {
            Files.deleteIfExists(printed);
        }
    }

    private int await(Process process) throws IOException {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("no answer within " + limit.toSeconds() + " seconds");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /**
     * The words of a command line, separated by spaces. A word with a slash that names a file where
     * Syrinx was started becomes absolute, because the program runs in another folder.
     *
     * @param command without quotes
     * @return its words
     */
    public static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        for (String word : command.strip().split("\\s+")) {
            boolean file = word.contains("/") && Files.exists(Path.of(word));
            words.add(file ? Path.of(word).toAbsolutePath().normalize().toString() : word);
        }
        return words;
    }
}
