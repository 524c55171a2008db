package org.syrinx.launcher.internal.commands;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.syrinx.api.Role;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.launcher.internal.model.SavedPipelines;
import org.syrinx.launcher.internal.model.Swapper;
import org.syrinx.launcher.internal.pipeline.SwapMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
            "Replaces one stage of a pipeline while it speaks, and tells how long each phase took"
                    + " and what it did to memory.",
            "Requests that are running finish on the old stage. The new model is loaded and tried"
                    + " first; if that fails, the old one stays."
        })
public final class SwapCommand implements Subcommand {
    @Spec private CommandSpec spec;

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

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description =
                    "available: load the new one, then switch; two are in memory. frugal: free the"
                            + " old one first; requests wait. Default: as the pipeline is"
                            + " configured (property swap), else available.")
    private String mode;

    @Option(names = "--keep", description = "Leave the old model in memory.")
    private boolean keep;

    @Mixin private StageOptions options = new StageOptions();

    private final Swapper swapper;
    private final SavedPipelines saved;

    /**
     * Creates the command for one use.
     *
     * @param swapper does it
     * @param saved keeps it
     */
    @Activate
    public SwapCommand(@Reference Swapper swapper, @Reference SavedPipelines saved) {
        this.swapper = swapper;
        this.saved = saved;
    }

    @Override
    public CommandResult run(CommandIo io) {
        Role which = Usage.of(spec, () -> Role.of(role));
        Optional<SwapMode> how = Usage.of(spec, () -> Optional.ofNullable(mode).map(SwapMode::of));
        saved.restore(pipeline);
        Swapper.Result done =
                swapper.swap(
                        new Swapper.Request(
                                pipeline,
                                which,
                                options.model(model, io),
                                options.device,
                                how,
                                keep));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pipeline", pipeline);
        json.put("role", which.key());
        json.put("model", done.to());
        json.put("from", done.from());
        json.put("mode", done.mode().key());
        json.putAll(done.report().toJson());
        options.saveIfAsked(pipeline, saved, json);
        String head =
                pipeline + ": " + which.key() + " is now " + done.to() + ", was " + done.from();
        return CommandResult.of(head + "\n" + Changes.text(done.report()), json, 0);
    }
}
