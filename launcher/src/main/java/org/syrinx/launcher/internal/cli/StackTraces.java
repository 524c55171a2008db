package org.syrinx.launcher.internal.cli;

import java.io.PrintWriter;

/** Stack traces for {@code --debug}, the only place where a person sees one. */
final class StackTraces {
    private StackTraces() {}

    static void write(Throwable error, PrintWriter out) {
        for (Throwable t = error; t != null; t = t.getCause()) {
            out.println((t == error ? "" : "caused by ") + t);
            for (StackTraceElement at : t.getStackTrace()) {
                out.println("    at " + at);
            }
        }
    }
}
