package org.syrinx.launcher.internal.shell;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.syrinx.api.command.CommandIo;
import org.syrinx.launcher.internal.cli.Commands;
import org.syrinx.launcher.internal.cli.ParsedCommand;

/** One sub-command as a Gogo function: parses, runs, returns the result, throws the error. */
final class SubcommandFunction implements Function {
    private final String name;
    private final Commands table;
    private final CommandIo process;

    SubcommandFunction(String name, Commands table, CommandIo process) {
        this.name = name;
        this.table = table;
        this.process = process;
    }

    @Override
    public Object execute(CommandSession session, List<Object> arguments) {
        List<String> words = arguments.stream().map(String::valueOf).toList();
        try (Commands.Use use = table.open(name).orElseThrow()) {
            ParsedCommand parsed = ParsedCommand.of("syrinx:" + name, use.command(), words);
            if (parsed.help() != null) {
                return parsed.help().strip();
            }
            return parsed.command().run(new SessionIo(session, process, parsed.json()));
        }
    }
}
