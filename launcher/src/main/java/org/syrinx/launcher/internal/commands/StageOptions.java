package org.syrinx.launcher.internal.commands;

import java.nio.file.Path;
import java.util.Map;
import org.syrinx.api.command.CommandIo;
import org.syrinx.launcher.internal.model.Models;
import org.syrinx.launcher.internal.model.SavedPipelines;
import picocli.CommandLine.Option;

/** How the commands that wire take a model for a role. */
final class StageOptions {
    private static final String NONE = "none";

    @Option(names = "--device", paramLabel = "DEVICE", description = "auto, cpu, gpu0 ...")
    String device;

    @Option(
            names = "--save",
            description = "Keep the pipeline and its models for the next process as well.")
    boolean save;

    /**
     * What was typed for a role, absolute if it is a folder.
     *
     * @param typed a name, a folder, or {@code none}
     * @param io of the command
     * @return the name, the path, or {@code none}
     */
    String model(String typed, CommandIo io) {
        return NONE.equals(typed) ? NONE : Arguments.model(typed, io);
    }

    /**
     * Loads what was typed.
     *
     * @param typed a name, a folder, or {@code none}
     * @param io of the command
     * @param models loads it
     * @return the name of the model, or {@code none}
     */
    String load(String typed, CommandIo io, Models models) {
        String model = model(typed, io);
        return NONE.equals(model) ? NONE : models.ensure(model, device);
    }

    /**
     * Keeps the pipeline if {@code --save} says so.
     *
     * @param pipeline its name
     * @param saved where it is kept
     * @param json gets the files
     */
    void saveIfAsked(String pipeline, SavedPipelines saved, Map<String, Object> json) {
        if (save) {
            json.put("saved", saved.save(pipeline).stream().map(Path::toString).toList());
        }
    }
}
