package org.syrinx.launcher.internal.cli;

import picocli.CommandLine.Option;

/** Options that every command has, wherever they are written. */
final class GlobalOptions {
    @Option(names = "--json", description = "Print the result as JSON.")
    boolean json;

    @Option(names = "--debug", description = "Print the stack trace of an error.")
    boolean debug;
}
