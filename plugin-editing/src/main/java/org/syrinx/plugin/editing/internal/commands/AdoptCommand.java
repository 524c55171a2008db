package org.syrinx.plugin.editing.internal.commands;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.syrinx.api.Direction;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.plugin.editing.internal.capture.Voice;
import org.syrinx.plugin.editing.internal.files.DirectionFile;
import org.syrinx.plugin.editing.internal.files.DirectionFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The way round the refusal of another model's direction: a copy that says what it is. */
@Command(
        name = "adopt",
        mixinStandardHelpOptions = true,
        description = {
            "Copies a direction of another model, such as an earlier state of the same training,"
                    + " for a model whose bottleneck has the same shape.",
            "Nothing says that it does there what it did: the copy is not validated, and every use"
                    + " of it warns."
        })
final class AdoptCommand implements Subcommand {
    @ParentCommand private DirectionsCommand parent;

    @Parameters(paramLabel = "NAME", description = "An installed direction of another model.")
    private String name;

    @Mixin private final VoiceOption voice = new VoiceOption();

    @Option(
            names = "--from",
            paramLabel = "HASH",
            defaultValue = "",
            description = "Start of that model's fingerprint, if several have such a direction.")
    private String from = "";

    @Option(names = "--force", description = "Replace a direction of this model that has the name.")
    private boolean force;

    @Option(names = "--out", paramLabel = "DIR", description = "Default: the installed ones.")
    private Path out;

    @Override
    public CommandResult run(CommandIo io) {
        Direction d = Selected.byName(parent.directions.installed(), name, from);
        try (Voice opened = voice.open(parent.pipelines, io)) {
            String model = opened.denoiser().info().model();
            String fingerprint = opened.denoiser().info().fingerprint();
            if (d.fingerprint().equals(fingerprint)) {
                throw new SyrinxException(
                        "a direction of another model than \"" + model + "\"",
                        "\"" + name + "\" is its own",
                        "use it as it is, or say with --from which one is meant");
            }
            if (!d.hook().hook().startsWith("conditioning:")
                    && !d.hook().equals(opened.bottleneck())) {
                throw new SyrinxException(
                        "a direction for the bottleneck " + opened.bottleneck(),
                        "\"" + name + "\" was found at " + d.hook(),
                        "find it on this model: no copy can fit");
            }
            Map<String, String> provenance = new TreeMap<>(d.provenance());
            provenance.put("adopted from", d.fingerprint());
            provenance.remove("effects");
            Direction copy =
                    new Direction(
                            d.name(),
                            fingerprint,
                            d.hook(),
                            d.steps(),
                            d.values(),
                            d.unit(),
                            0,
                            0,
                            Map.of(),
                            provenance,
                            d.times());
            Path folder = out == null ? DirectionFolder.standard().resolve(model) : io.resolve(out);
            Path file = DirectionFolder.place(folder, d.name(), fingerprint, force);
            DirectionFile.write(file, copy, null);
            io.messages()
                    .println(
                            "warning: \""
                                    + name
                                    + "\" was found on another model ("
                                    + d.fingerprint()
                                    + "); what it does to \""
                                    + model
                                    + "\" is not known.");
            return CommandResult.of(Selected.line(copy) + "\n  " + file, Selected.json(copy), 0);
        }
    }
}
