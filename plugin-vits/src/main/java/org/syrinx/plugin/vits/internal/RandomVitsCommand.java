package org.syrinx.plugin.vits.internal;

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

/** Writes a VITS folder with random weights, to measure speed and memory without a checkpoint. */
@Component(
        service = Subcommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {
            Subcommand.NAME + "=random-vits",
            Subcommand.SUMMARY + "=Write a full-size VITS folder with random weights, for measuring"
        })
@Command(
        name = "random-vits",
        mixinStandardHelpOptions = true,
        description =
                "Writes a Hugging Face VITS folder of the size of MMS English (36.3 M parameters)"
                        + " with random weights. It speaks noise: it is for measuring speed and"
                        + " memory.")
public final class RandomVitsCommand implements Subcommand {
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
        RandomVits.write(to, Map.of(), seed);
        return CommandResult.of(
                "Wrote " + to + ": 36.3 M random parameters.",
                Map.of("folder", to.toString(), "seed", seed),
                0);
    }
}
