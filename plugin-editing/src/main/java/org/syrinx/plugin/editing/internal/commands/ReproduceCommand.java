package org.syrinx.plugin.editing.internal.commands;

import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.syrinx.api.Backend;
import org.syrinx.api.Pipelines;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.plugin.editing.internal.capture.Voice;
import org.syrinx.plugin.editing.internal.capture.Workers;
import org.syrinx.plugin.editing.internal.paper1.Paper1;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./syrinx reproduce paper1}. */
@Component(
        service = Subcommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {
            Subcommand.NAME + "=reproduce",
            Subcommand.SUMMARY + "=put a paper's claims to the test: reproduced or not"
        })
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the pre-registered experiment of a paper: paper1 is 'On the Semantic Latent Space"
                    + " of Diffusion-Based Text-to-Speech Models' (arXiv 2402.12423).",
            "Writes a table, JSON and a page with plots and sound. Interrupted, it goes on where it"
                    + " was when it is run again."
        })
public final class ReproduceCommand implements Subcommand {
    private final Pipelines pipelines;
    private final Backend backend;

    @Parameters(paramLabel = "PAPER", description = "paper1.")
    private String paper;

    @Mixin private final VoiceOption voice = new VoiceOption();

    @Option(
            names = "--corpus",
            paramLabel = "DIR",
            required = true,
            description = "The corpus that the model was trained on: judges, genders, texts.")
    private Path corpus;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Where everything goes that is found, and what a later run goes on from.")
    private Path out;

    @Option(
            names = "--profile",
            paramLabel = "P",
            defaultValue = "standard",
            description =
                    "standard; full: hours, every arm on the whole grid; or smoke: minutes, too"
                            + " small for a verdict. Default: ${DEFAULT-VALUE}.")
    private String profile = "standard";

    @Mixin private final WorkersOption workers = new WorkersOption();

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Steps of the denoiser. Default: the model's own.")
    private int steps;

    /**
     * Wired by Declarative Services.
     *
     * @param pipelines the models
     * @param backend for edits
     */
    @Activate
    public ReproduceCommand(@Reference Pipelines pipelines, @Reference Backend backend) {
        this.pipelines = pipelines;
        this.backend = backend;
    }

    @Override
    public CommandResult run(CommandIo io) {
        if (!paper.equals("paper1")) {
            throw new SyrinxException("a paper: paper1", "\"" + paper + "\"", "correct PAPER");
        }
        try (Voice opened = voice.open(pipelines, io);
                Workers several = workers.start(backend)) {
            return new Paper1(backend, opened, io.resolve(corpus), io.resolve(out), steps)
                    .run(profile, several, io.messages()::println, io.progress());
        }
    }
}
