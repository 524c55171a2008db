package org.syrinx.launcher.internal.shell;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;

/** Runs commands from standard input, without prompt and banner. Stops at the first error. */
final class PipedShell {
    private PipedShell() {}

    static int run(CommandProcessor processor, CommandIo io) {
        PrintStream out = new PrintStream(io.output(), true, StandardCharsets.UTF_8);
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(io.input(), StandardCharsets.UTF_8));
        try (CommandSession session =
                processor.createSession(
                        new ByteArrayInputStream(new byte[0]), out, io.messages())) {
            session.put("SCOPE", GogoCommands.SCOPE_PATH);
            session.currentDir(io.resolve(java.nio.file.Path.of("")));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.strip().matches("exit|quit")) {
                    return 0;
                }
                if (!execute(session, line, out, io)) {
                    return 1;
                }
            }
            return 0;
        } catch (IOException e) {
            throw new SyrinxException(
                    "commands on standard input",
                    "it cannot be read: " + e.getMessage(),
                    "check it");
        }
    }

    private static boolean execute(
            CommandSession session, String line, PrintStream out, CommandIo io) {
        if (line.isBlank() || line.strip().startsWith("#")) {
            return true;
        }
        try {
            Object result = session.execute(Apostrophes.escaped(line));
            if (result != null) {
                String text = String.valueOf(session.format(result, Converter.INSPECT));
                if (!text.isEmpty()) {
                    out.println(text);
                }
            }
            return true;
        } catch (Exception | LinkageError | AssertionError | VirtualMachineError e) {
            io.messages().println("syrinx: " + (e.getMessage() == null ? e : e.getMessage()));
            return false;
        }
    }
}
