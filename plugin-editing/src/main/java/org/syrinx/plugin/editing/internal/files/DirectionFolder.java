package org.syrinx.plugin.editing.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.syrinx.api.Direction;
import org.syrinx.api.SyrinxException;

/** A folder of direction files, one folder deep: {@code MODEL/NAME.direction.safetensors}. */
public final class DirectionFolder {
    private static final int MAX_FILES = 10_000;

    private DirectionFolder() {}

    /**
     * What a folder holds.
     *
     * @param directions by file
     * @param refused why a file could not be read, by file
     */
    public record Contents(Map<Path, Direction> directions, Map<Path, String> refused) {}

    /**
     * Where {@code find} writes and everything else looks: {@code SYRINX_DIRECTIONS}, or {@code
     * directions} in {@code $XDG_DATA_HOME/syrinx} ({@code ~/.local/share/syrinx}).
     *
     * @return absolute; may not exist yet
     */
    public static Path standard() {
        String own = System.getenv("SYRINX_DIRECTIONS");
        if (own != null && !own.isBlank()) {
            return Path.of(own).toAbsolutePath();
        }
        String data = System.getenv("XDG_DATA_HOME");
        Path base =
                data != null && !data.isBlank()
                        ? Path.of(data)
                        : Path.of(System.getProperty("user.home"), ".local", "share");
        return base.resolve("syrinx").resolve("directions").toAbsolutePath();
    }

    /**
     * Reads a folder. A file that cannot be read never hides the others.
     *
     * @param folder may be missing: then it holds nothing
     * @return the contents, in the order of the paths
     */
    public static Contents read(Path folder) {
        Map<Path, Direction> directions = new LinkedHashMap<>();
        Map<Path, String> refused = new LinkedHashMap<>();
        for (Path file : files(folder)) {
            try {
                directions.put(file, DirectionFile.read(file));
            } catch (SyrinxException e) {
                refused.put(file, e.getMessage());
            }
        }
        return new Contents(directions, refused);
    }

    /**
     * Where a direction is written. One of the same name and model may lie in another folder of the
     * installed ones, and would hide it, or be hidden by it: it counts as being there.
     *
     * @param folder where it would lie
     * @param name of the direction
     * @param fingerprint of its model
     * @param replace whether what is there may be replaced
     * @return the file, or the one that it takes the place of
     * @throws SyrinxException if the name is none, or if a file is there and must not be replaced
     */
    public static Path place(Path folder, String name, String fingerprint, boolean replace) {
        return place(folder, name, fingerprint, replace, standard());
    }

    static Path place(
            Path folder, String name, String fingerprint, boolean replace, Path installed) {
        DirectionFile.requireName(name);
        Path file = folder.resolve(name + DirectionFile.SUFFIX);
        Path there = Files.exists(file) ? file : null;
        if (there == null && folder.toAbsolutePath().startsWith(installed)) {
            there =
                    read(installed).directions().entrySet().stream()
                            .filter(e -> e.getValue().name().equals(name))
                            .filter(e -> e.getValue().fingerprint().equals(fingerprint))
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElse(null);
        }
        if (there != null && !replace) {
            throw new SyrinxException(
                    "a name that no direction there has yet",
                    "\"" + name + "\" is in " + there,
                    "choose another --name, or replace it with --force");
        }
        return there == null ? file : there;
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(folder, 2)) {
            List<Path> found =
                    new ArrayList<>(
                            walk.filter(
                                            p ->
                                                    p.getFileName()
                                                            .toString()
                                                            .endsWith(DirectionFile.SUFFIX))
                                    .filter(Files::isRegularFile)
                                    .limit(MAX_FILES)
                                    .toList());
            found.sort(null);
            return found;
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new SyrinxException(
                    "a readable folder of directions",
                    folder + " cannot be read: " + e.getMessage(),
                    "check its permissions, or set SYRINX_DIRECTIONS",
                    e);
        }
    }
}
