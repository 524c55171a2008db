package org.syrinx.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Trainer;

/** The folder of a run, and the request that asks for it. */
public final class RunFolder {
    private RunFolder() {}

    /**
     * Finds the checkpoint to go on from; refuses to overwrite a run that nobody asked to go on
     * with.
     *
     * @param request whose run folder is made if it does not exist
     * @return the checkpoint's folder, or empty for a new run
     * @throws SyrinxException if the folder cannot be used
     */
    public static Optional<Path> prepare(Trainer.Request request) {
        try {
            Files.createDirectories(request.run());
        } catch (IOException e) {
            throw new SyrinxException(
                    "a run folder that can be written",
                    request.run() + " cannot be made (" + e + ")",
                    "Choose another folder.",
                    e);
        }
        Optional<Path> latest = Checkpoint.latest(request.run());
        if (latest.isPresent() && !request.resume()) {
            throw new SyrinxException(
                    "an empty run folder, or --resume",
                    "the run folder "
                            + request.run()
                            + " holds checkpoints up to "
                            + latest.get().getFileName(),
                    "Go on with --resume, or choose another folder.");
        }
        return latest;
    }

    /**
     * What is worth looking at in a run folder.
     *
     * @param run the run folder
     * @return log, plots and samples, those that are there
     */
    public static List<Path> files(Path run) {
        List<Path> files = new ArrayList<>();
        for (String name : List.of("log.csv", "losses.png", "optimizer.png")) {
            if (Files.exists(run.resolve(name))) {
                files.add(run.resolve(name));
            }
        }
        if (Files.isDirectory(run.resolve("samples"))) {
            try (Stream<Path> samples = Files.walk(run.resolve("samples"))) {
                samples.filter(Files::isRegularFile).sorted().forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    /**
     * Refuses options that a trainer does not know.
     *
     * @param request the request
     * @param known names of options
     * @throws SyrinxException if there is another
     */
    public static void requireOptions(Trainer.Request request, Set<String> known) {
        for (String name : request.options().keySet()) {
            if (!known.contains(name)) {
                throw new SyrinxException(
                        "options among " + known,
                        "the option " + name + " is unknown",
                        "Leave it out.");
            }
        }
    }

    /**
     * A positive whole number among the options.
     *
     * @param request the request
     * @param option its name
     * @return the number, or empty if the option is not given
     * @throws SyrinxException if it is no number from 1 to 9999
     */
    public static Optional<Integer> positive(Trainer.Request request, String option) {
        String value = request.options().get(option);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.matches("[1-9][0-9]{0,3}")) {
            throw new SyrinxException(
                    "a whole number from 1 to 9999",
                    "the option " + option + " is " + value,
                    "Correct it.");
        }
        return Optional.of(Integer.parseInt(value));
    }
}
