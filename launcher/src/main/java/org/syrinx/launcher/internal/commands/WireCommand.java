package org.syrinx.launcher.internal.commands;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.syrinx.api.Role;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.launcher.internal.model.Models;
import org.syrinx.launcher.internal.model.Pipelines;
import org.syrinx.launcher.internal.model.SavedPipelines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code syrinx:wire demo encoder=a latentspace=a vocoder=b}: makes a pipeline. */
@Component(
        scope = ServiceScope.PROTOTYPE,
        property = {
            Subcommand.NAME + "=wire",
            Subcommand.SUMMARY + "=wire a pipeline from stages of several models (for the shell)"
        })
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Makes a pipeline, or changes one. Roles that are not named stay as they are; a new"
                    + " pipeline has no latent space and no denoiser unless they are named.",
            "Stages that do not fit are refused, with every field that differs."
        })
public final class WireCommand implements Subcommand {
    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PIPELINE", description = "Name of the pipeline.")
    private String pipeline;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "ROLE=MODEL",
            description = "A model by name or folder, or none, for a role.")
    private Map<String, String> stages = new LinkedHashMap<>();

    @Mixin private StageOptions options = new StageOptions();

    private final Models models;
    private final Pipelines pipelines;
    private final SavedPipelines saved;

    /**
     * Creates the command for one use.
     *
     * @param models the model instances
     * @param pipelines the pipelines
     * @param saved keeps them
     */
    @Activate
    public WireCommand(
            @Reference Models models,
            @Reference Pipelines pipelines,
            @Reference SavedPipelines saved) {
        this.models = models;
        this.pipelines = pipelines;
        this.saved = saved;
    }

    @Override
    public CommandResult run(CommandIo io) {
        if (!pipeline.matches("[A-Za-z0-9._+-]+")) {
            throw Usage.wrong(
                    spec,
                    new SyrinxException(
                            "a name of letters, digits and . _ + -",
                            "\"" + pipeline + "\"",
                            "rename it"));
        }
        saved.restore(pipeline);
        Map<Role, String> wanted = new EnumMap<>(Role.class);
        Map<Role, String> typed = new EnumMap<>(Role.class);
        stages.forEach((role, model) -> typed.put(Usage.of(spec, () -> Role.of(role)), model));
        typed.forEach((role, model) -> wanted.put(role, options.load(model, io, models)));
        Map<String, Object> stagesNow = new LinkedHashMap<>();
        pipelines
                .rewire(pipeline, wanted)
                .stages()
                .forEach((role, info) -> stagesNow.put(role.key(), Tables.json(info)));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pipeline", pipeline);
        json.put("stages", stagesNow);
        options.saveIfAsked(pipeline, saved, json);
        return CommandResult.of(pipeline + " is ready to speak", json, 0);
    }
}
