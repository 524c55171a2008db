package org.syrinx.plugin.editing.internal.commands;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.syrinx.api.Backend;
import org.syrinx.api.DirectionFinder;
import org.syrinx.api.Directions;
import org.syrinx.api.Pipelines;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./syrinx directions find|find-all|list|show|compose|adopt|probe}. */
@Component(
        service = Subcommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {
            Subcommand.NAME + "=directions",
            Subcommand.SUMMARY + "=find, list, show and compose semantic directions (sliders)"
        })
@Command(
        name = "directions",
        mixinStandardHelpOptions = true,
        description = {
            "A direction is a slider in the bottleneck of a diffusion model: gender, pitch, level"
                    + " ...",
            "./syrinx say --edit NAME=STRENGTH moves along it."
        },
        subcommands = {
            FindCommand.class,
            FindAllCommand.class,
            ListCommand.class,
            ShowCommand.class,
            ComposeCommand.class,
            AdoptCommand.class,
            ProbeCommand.class
        })
public final class DirectionsCommand implements Subcommand {
    @Spec private CommandSpec spec;

    final Pipelines pipelines;
    final Backend backend;
    final Directions directions;
    final List<DirectionFinder> finders;

    /**
     * Wired by Declarative Services.
     *
     * @param pipelines whose models are examined
     * @param backend for edits
     * @param directions that are installed
     * @param finders methods
     */
    @Activate
    public DirectionsCommand(
            @Reference Pipelines pipelines,
            @Reference Backend backend,
            @Reference Directions directions,
            @Reference List<DirectionFinder> finders) {
        this.pipelines = pipelines;
        this.backend = backend;
        this.directions = directions;
        this.finders = List.copyOf(finders);
    }

    @Override
    public CommandResult run(CommandIo io) {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "say what: find, find-all, list, show, compose, adopt or probe");
    }
}
