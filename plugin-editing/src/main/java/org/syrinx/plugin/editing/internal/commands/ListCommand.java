package org.syrinx.plugin.editing.internal.commands;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.syrinx.api.Direction;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.plugin.editing.internal.files.DirectionFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** The installed directions. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the installed directions, of the user's folder and of the bundles.")
final class ListCommand implements Subcommand {
    @ParentCommand private DirectionsCommand parent;

    @Override
    public CommandResult run(CommandIo io) {
        DirectionFolder.read(DirectionFolder.standard())
                .refused()
                .forEach((file, why) -> io.messages().println("warning: " + why));
        List<Direction> all = parent.directions.installed();
        String text =
                all.isEmpty()
                        ? "No directions are installed in "
                                + DirectionFolder.standard()
                                + ". Find one with ./syrinx directions find."
                        : String.format(
                                        Locale.ROOT,
                                        "%-16s %-18s %-20s %-18s %-12s %s%n",
                                        "NAME",
                                        "VALIDATED RANGE",
                                        "STRENGTH 1 IS",
                                        "METHOD",
                                        "MODEL",
                                        "WHERE")
                                + all.stream()
                                        .map(Selected::line)
                                        .collect(Collectors.joining("\n"));
        return CommandResult.of(
                text, Map.of("directions", all.stream().map(Selected::json).toList()), 0);
    }
}
