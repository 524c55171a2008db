package org.syrinx.plugin.editing.internal.commands;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.syrinx.api.Direction;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.plugin.editing.internal.measure.Attributes;
import org.syrinx.plugin.editing.internal.measure.EffectCurves;
import org.syrinx.plugin.editing.internal.measure.Plots;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** One direction: what it does, to what else, and how it was found. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Shows a direction: range, side effects, provenance, and curves as a picture.")
final class ShowCommand implements Subcommand {
    @ParentCommand private DirectionsCommand parent;

    @Parameters(paramLabel = "NAME", description = "An installed direction.")
    private String name;

    @Option(
            names = "--model",
            paramLabel = "HASH",
            defaultValue = "",
            description = "Start of the model's fingerprint, if several have one of this name.")
    private String model = "";

    @Option(
            names = "--png",
            paramLabel = "FILE",
            description = "Draw every attribute against the strength.")
    private Path png;

    @Override
    public CommandResult run(CommandIo io) {
        Direction d = Selected.byName(parent.directions.installed(), name, model);
        EffectCurves curves = EffectCurves.parse(d.provenance().get("effects"));
        if (png != null) {
            if (curves == null) {
                throw new SyrinxException(
                        "a direction whose effects have been measured",
                        "\"" + name + "\" has none",
                        "find it again with --validate of at least 1");
            }
            Plots.draw(io.resolve(png), Plots.of(d.name(), d.unit(), curves));
        }
        StringBuilder text = new StringBuilder(Selected.line(d));
        text.append("\n\neffect of one unit of strength, near 0:");
        d.sideEffects()
                .forEach(
                        (attribute, slope) ->
                                text.append(
                                        String.format(
                                                Locale.ROOT,
                                                "%n  %-12s %+10.3f %s",
                                                attribute,
                                                slope,
                                                Attributes.unit(attribute))));
        text.append(d.sideEffects().isEmpty() ? " not measured" : "");
        if (curves != null) {
            text.append(table(curves));
        }
        text.append("\n\nhow it was found:");
        d.provenance()
                .forEach(
                        (key, value) -> {
                            if (!key.equals("effects")) {
                                text.append("\n  ").append(key).append(": ").append(value);
                            }
                        });
        Map<String, Object> json = Selected.json(d);
        return CommandResult.of(text.toString(), json, 0);
    }

    /** Means at every strength that was measured: an effect need not be a straight line. */
    private static String table(EffectCurves curves) {
        StringBuilder text = new StringBuilder("\n\nmeans at strength:\n  ");
        text.append(" ".repeat(12));
        for (double strength : curves.strengths()) {
            text.append(String.format(Locale.ROOT, " %8s", Selected.signed(strength)));
        }
        curves.means()
                .forEach(
                        (attribute, means) -> {
                            text.append(String.format(Locale.ROOT, "%n  %-12s", attribute));
                            for (double mean : means) {
                                text.append(
                                        Double.isNaN(mean)
                                                ? "        -"
                                                : String.format(Locale.ROOT, " %8.2f", mean));
                            }
                            text.append(' ').append(Attributes.unit(attribute));
                        });
        return text.toString();
    }
}
