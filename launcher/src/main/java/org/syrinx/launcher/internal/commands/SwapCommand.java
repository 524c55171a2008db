package org.syrinx.launcher.internal.commands;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.syrinx.api.Pipeline;
import org.syrinx.api.Role;
import org.syrinx.api.StageInfo;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.launcher.internal.model.Models;
import org.syrinx.launcher.internal.model.Pipelines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code syrinx:swap demo vocoder griffinlim}: replaces a stage while the pipeline speaks. */
@Component(
        scope = ServiceScope.PROTOTYPE,
        property = {
            Subcommand.NAME + "=swap",
            Subcommand.SUMMARY + "=replace one stage of a running pipeline (for the shell)"
        })
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Replaces one stage of a pipeline while it speaks.",
            "Requests that are running finish on the old stage. The new model is loaded first; if"
                    + " it fails, the old one stays."
        })
public final class SwapCommand implements Subcommand {
    @Parameters(index = "0", paramLabel = "PIPELINE", description = "Name of the pipeline.")
    private String pipeline;

    @Parameters(
            index = "1",
            paramLabel = "ROLE",
            description = "encoder, latentspace, denoiser, vocoder.")
    private String role;

    @Parameters(
            index = "2",
            paramLabel = "MODEL",
            description = "A model by name or folder; or none.")
    private String model;

    @Option(names = "--device", paramLabel = "DEVICE", description = "auto, cpu, gpu0 ...")
    private String device;

    private final Models models;
    private final Pipelines pipelines;

    /**
     * Creates the command for one use.
     *
     * @param models the model instances
     * @param pipelines the pipelines
     */
    @Activate
    public SwapCommand(@Reference Models models, @Reference Pipelines pipelines) {
        this.models = models;
        this.pipelines = pipelines;
    }

    @Override
    public CommandResult run(CommandIo io) {
        Role which = Role.of(role);
        String name =
                "none".equals(model) ? model : models.ensure(Arguments.model(model, io), device);
        pipelines.swap(pipeline, which, name);
        Pipeline now = pipelines.await(pipeline);
        StageInfo info = now.stages().get(which);
        return CommandResult.of(
                pipeline + ": " + which.key() + " is now " + (info == null ? "none" : info.model()),
                Map.of("pipeline", pipeline, "role", which.key(), "model", name),
                0);
    }
}
