package org.syrinx.launcher.internal.shell;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.syrinx.launcher.internal.cli.Commands;
import org.syrinx.launcher.internal.cli.ParsedCommand;

/**
 * {@code help}: Gogo's own for Gogo's commands, the full description of a sub-command for ours.
 * Gogo's finds descriptions in method annotations, which a command of many options does not have.
 */
final class HelpFunction implements Function {
    private final Commands table;

    HelpFunction(Commands table) {
        this.table = table;
    }

    @Override
    public Object execute(CommandSession session, List<Object> arguments) throws Exception {
        if (arguments.isEmpty()) {
            StringBuilder text = new StringBuilder();
            table.summaries()
                    .forEach(
                            (name, about) ->
                                    text.append(String.format("syrinx:%-14s %s%n", name, about)));
            return text + "help syrinx:NAME describes one; felix:help lists all commands";
        }
        String name = arguments.get(0).toString();
        String plain = name.startsWith("syrinx:") ? name.substring("syrinx:".length()) : name;
        try (Commands.Use use = table.open(plain).orElse(null)) {
            if (use != null) {
                return ParsedCommand.of("syrinx:" + plain, use.command(), List.of("--help"))
                        .help()
                        .strip();
            }
        }
        return session.execute("felix:help '" + name.replace("'", "") + "'");
    }
}
