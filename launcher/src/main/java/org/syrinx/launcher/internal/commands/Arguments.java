package org.syrinx.launcher.internal.commands;

import java.nio.file.Files;
import java.nio.file.Path;
import org.syrinx.api.command.CommandIo;

/** Arguments that several commands understand alike. */
final class Arguments {
    private Arguments() {}

    /**
     * A model by name or by folder.
     *
     * @param typed a name, or a path (it has a slash, or there is such a folder)
     * @param io of the command
     * @return the name, or the absolute path
     */
    static String model(String typed, CommandIo io) {
        Path path = io.resolve(Path.of(typed));
        return typed.contains("/") || Files.isDirectory(path) ? path.toString() : typed;
    }
}
