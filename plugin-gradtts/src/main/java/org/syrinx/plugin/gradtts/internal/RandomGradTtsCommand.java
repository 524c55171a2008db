package org.syrinx.plugin.gradtts.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.nn.models.ModelFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Writes a Grad-TTS folder with random weights, to measure speed and memory without a checkpoint.
 */
@Component(
        service = Subcommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {
            Subcommand.NAME + "=random-gradtts",
            Subcommand.SUMMARY
                    + "=Write a full-size Grad-TTS folder with random weights, for measuring"
        })
@Command(
        name = "random-gradtts",
        mixinStandardHelpOptions = true,
        description =
                "Writes a Grad-TTS folder of the published size (14.8 M parameters) with random"
                        + " weights. It speaks noise: it is for measuring speed and memory.")
public final class RandomGradTtsCommand implements Subcommand {
    @Parameters(paramLabel = "DIR", description = "Folder to write; must not hold a model.")
    private Path folder;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of the weights (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public CommandResult run(CommandIo io) {
        Path to = io.resolve(folder);
        if (Files.exists(to.resolve(ModelFolder.WEIGHTS))) {
            throw new SyrinxException(
                    "a folder without a model",
                    to + " holds one",
                    "choose another folder, or remove the model first");
        }
        RandomGradTts.write(to, Map.of(), Map.of(), seed);
        return CommandResult.of(
                "Wrote " + to + ": 14.8 M random parameters.",
                Map.of("folder", to.toString(), "seed", seed),
                0);
    }
}
