package org.syrinx.launcher.internal.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the process was started with.
 *
 * @param arguments of the command line
 * @param output the real standard output, unbuffered
 * @param messages standard error
 * @param input standard input
 * @param terminals which of the descriptors 0, 1 and 2 are terminals, as digits
 * @param directory where the user is
 * @param interrupted set when the user wants the work to stop
 */
record LaunchContext(
        List<String> arguments,
        OutputStream output,
        PrintStream messages,
        InputStream input,
        String terminals,
        Path directory,
        AtomicBoolean interrupted) {
    /**
     * Service properties of the object that the boot part registers; bnd's launcher has the same.
     */
    static final String ARGUMENTS = "launcher.arguments";

    static final String OUTPUT = "syrinx.output";
    static final String TERMINALS = "syrinx.terminals";
    static final String INTERRUPTED = "syrinx.interrupted";

    static LaunchContext of(Map<String, Object> properties) {
        Object out = properties.get(OUTPUT);
        Object flag = properties.get(INTERRUPTED);
        Object terminals = properties.get(TERMINALS);
        return new LaunchContext(
                List.of((String[]) properties.get(ARGUMENTS)),
                out instanceof OutputStream stream ? stream : System.out,
                System.err,
                System.in,
                terminals == null ? "" : terminals.toString(),
                Path.of("").toAbsolutePath(),
                flag instanceof AtomicBoolean atomic ? atomic : new AtomicBoolean());
    }

    boolean terminal(int descriptor) {
        return terminals.indexOf('0' + descriptor) >= 0;
    }
}
