package org.syrinx.api.command;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A sub-command: {@code ./syrinx NAME ...} and {@code syrinx:NAME ...} in the shell.
 *
 * <p>An implementation is a <b>prototype-scope</b> component that is registered under this
 * interface with the service properties {@link #NAME} and {@link #SUMMARY}, and is annotated for
 * picocli ({@code @Command}, {@code @Option}, {@code @Parameters}); a fresh instance is parsed and
 * called for each use. Add {@code mixinStandardHelpOptions = true} so that {@code --help} works
 * everywhere.
 */
@ConsumerType
public interface Subcommand {
    /** Service property: the name of the command. */
    String NAME = "syrinx.command";

    /** Service property: one line for the list of commands. */
    String SUMMARY = "syrinx.command.summary";

    /**
     * Does the work. The options and parameters have been filled in.
     *
     * @param io streams, progress, output format
     * @return the result: shown by its {@link CommandResult#toText} or as JSON on the command line,
     *     returned as an object in the shell
     * @throws org.syrinx.api.SyrinxException for anything the user can mend; shown as one message,
     *     exit code 1
     */
    CommandResult run(CommandIo io);
}
