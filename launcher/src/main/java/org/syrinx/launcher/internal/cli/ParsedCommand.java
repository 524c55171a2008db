package org.syrinx.launcher.internal.cli;

import java.util.List;
import org.syrinx.api.command.Subcommand;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * A command with its options filled in.
 *
 * @param command the innermost command that was named
 * @param json whether {@code --json} was given
 * @param debug whether {@code --debug} was given
 * @param help the help text if that was asked for, else null
 * @param versionAsked whether the version was asked for
 */
public record ParsedCommand(
        Subcommand command, boolean json, boolean debug, String help, boolean versionAsked) {
    private static final int HELP_WIDTH = 100;

    /**
     * Parses.
     *
     * @param title how the user calls the command
     * @param command a fresh instance
     * @param arguments what follows its name
     * @return the parsed command
     * @throws CommandLine.ParameterException for wrong usage
     */
    public static ParsedCommand of(String title, Subcommand command, List<String> arguments) {
        CommandLine line = new CommandLine(command);
        GlobalOptions options = new GlobalOptions();
        addGlobals(line.getCommandSpec(), options);
        line.setCommandName(title);
        line.setUsageHelpWidth(HELP_WIDTH);
        ParseResult result = line.parseArgs(arguments.toArray(String[]::new));
        while (result.hasSubcommand() && !result.isUsageHelpRequested()) {
            result = result.subcommand();
        }
        CommandSpec spec = result.commandSpec();
        String help = result.isUsageHelpRequested() ? spec.commandLine().getUsageMessage() : null;
        Subcommand target = spec.userObject() instanceof Subcommand inner ? inner : command;
        return new ParsedCommand(
                target, options.json, options.debug, help, result.isVersionHelpRequested());
    }

    private static void addGlobals(CommandSpec spec, GlobalOptions options) {
        if (spec.findOption("--json") == null && spec.findOption("--debug") == null) {
            spec.addMixin("syrinx", CommandSpec.forAnnotatedObject(options));
        }
        spec.subcommands().values().forEach(s -> addGlobals(s.getCommandSpec(), options));
    }
}
