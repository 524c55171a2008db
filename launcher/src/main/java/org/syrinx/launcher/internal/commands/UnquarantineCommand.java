package org.syrinx.launcher.internal.commands;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.launcher.internal.model.Pipelines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code syrinx:unquarantine demo}: gives a stage with faults another chance. */
@Component(
        scope = ServiceScope.PROTOTYPE,
        property = {
            Subcommand.NAME + "=unquarantine",
            Subcommand.SUMMARY + "=give a stage that was refused for its faults another chance"
        })
@Command(
        mixinStandardHelpOptions = true,
        description =
                "Lets a pipeline use the stages again that it refuses because of their faults."
                        + " syrinx:pipelines lists them.")
public final class UnquarantineCommand implements Subcommand {
    @Parameters(paramLabel = "PIPELINE", description = "Name of the pipeline.")
    private String pipeline;

    private final Pipelines pipelines;

    /**
     * Creates the command for one use.
     *
     * @param pipelines the pipelines
     */
    @Activate
    public UnquarantineCommand(@Reference Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    @Override
    public CommandResult run(CommandIo io) {
        if (!pipelines.require(pipeline).release()) {
            throw new SyrinxException(
                    "a pipeline with a stage in quarantine",
                    "\"" + pipeline + "\" has none",
                    "look at syrinx:pipelines");
        }
        return CommandResult.of(
                pipeline + ": the quarantine is over", Map.of("pipeline", pipeline), 0);
    }
}
