package org.syrinx.plugin.editing.internal.commands;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.api.Direction;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.plugin.editing.internal.edits.Composition;
import org.syrinx.plugin.editing.internal.files.DirectionFile;
import org.syrinx.plugin.editing.internal.files.DirectionFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** A new direction from installed ones. */
@Command(
        name = "compose",
        mixinStandardHelpOptions = true,
        description = {
            "Adds directions of one model, and projects out what others do.",
            "The result is not validated: nobody has listened to it yet."
        })
final class ComposeCommand implements Subcommand {
    @ParentCommand private DirectionsCommand parent;

    @Parameters(paramLabel = "NAME=FACTOR", arity = "1..*", description = "What to add.")
    private Map<String, Double> parts = new LinkedHashMap<>();

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "Of the result.")
    private String name;

    @Option(
            names = "--protect",
            paramLabel = "A,B",
            split = ",",
            description = "Directions whose effect is projected out.")
    private List<String> protect = List.of();

    @Option(
            names = "--model",
            paramLabel = "HASH",
            defaultValue = "",
            description = "Start of the model's fingerprint, if several have such directions.")
    private String model = "";

    @Option(names = "--force", description = "Replace a direction of this model that has the name.")
    private boolean force;

    @Option(names = "--out", paramLabel = "DIR", description = "Default: the installed ones.")
    private Path out;

    @Override
    public CommandResult run(CommandIo io) {
        List<Direction> installed = parent.directions.installed();
        Map<Direction, Double> weights = new LinkedHashMap<>();
        parts.forEach((n, w) -> weights.put(Selected.byName(installed, n, model), w));
        Direction sum = Composition.sum(name, weights);
        List<Direction> kept = Selected.ofModel(installed, sum.fingerprint(), protect);
        Direction result = kept.isEmpty() ? sum : Composition.protect(sum, kept);
        Path folder =
                out == null
                        ? DirectionFolder.standard().resolve(Selected.shortPrint(result))
                        : io.resolve(out);
        Path file = DirectionFolder.place(folder, name, result.fingerprint(), force);
        DirectionFile.write(file, result, null);
        return CommandResult.of(
                Selected.line(result) + Selected.protection(result) + "\n  " + file,
                Selected.json(result),
                0);
    }
}
