package org.syrinx.plugin.vits.internal.model;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.syrinx.api.ModelFormatException;
import org.syrinx.nn.models.JsonText;

/** The files of a model, none of which may lie outside its folder. Weights are safetensors only. */
public final class ModelFolder {
    /** The weights. */
    public static final String WEIGHTS = "model.safetensors";

    /** The configuration. */
    public static final String CONFIG = "config.json";

    private static final long MAX_JSON = 1L << 26;
    private static final List<String> PICKLES =
            List.of(".bin", ".pth", ".pt", ".ckpt", ".pkl", ".pickle");

    private final Path root;
    private final Path real;

    private ModelFolder(Path root, Path real) {
        this.root = root;
        this.real = real;
    }

    /**
     * Opens a folder.
     *
     * @param folder the folder
     * @return the folder, with its symbolic links resolved once
     * @throws ModelFormatException if it is not a folder that can be read
     */
    public static ModelFolder open(Path folder) {
        try {
            if (Files.isDirectory(folder)) {
                return new ModelFolder(folder, folder.toRealPath());
            }
        } catch (IOException e) {
            throw new ModelFormatException(
                    "a model folder",
                    folder + " cannot be read (" + e + ")",
                    "Check its permissions.",
                    e);
        }
        throw new ModelFormatException(
                "a model folder with " + CONFIG + " and " + WEIGHTS,
                folder + (Files.exists(folder) ? " is a file" : " does not exist"),
                "Check the path; download a model with git or a browser and pass its folder.");
    }

    /** Where it is, as it was given. */
    public Path path() {
        return root;
    }

    /**
     * A file that must be there.
     *
     * @param name its name
     * @return where it really is
     * @throws ModelFormatException if it is missing or lies outside the folder
     */
    public Path require(String name) {
        return find(name)
                .orElseThrow(
                        () ->
                                new ModelFormatException(
                                        name + " in the model folder",
                                        root + " has no " + name + pickles(name),
                                        name.equals(WEIGHTS)
                                                ? "Convert the model to safetensors; other formats"
                                                        + " can run code and are refused."
                                                : "Pass the folder of a VITS model in Hugging Face"
                                                        + " layout."));
    }

    /**
     * A file that may be there.
     *
     * @param name its name
     * @return where it really is, or empty
     * @throws ModelFormatException if it lies outside the folder, by its name or by a link, or is
     *     no regular file
     */
    public Optional<Path> find(String name) {
        Path file = root.resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Path target = file.toRealPath();
            if (!target.startsWith(real) && !isHubCache(target)) {
                throw new ModelFormatException(
                        "files that lie inside the model folder",
                        file + " leads to " + target,
                        "Copy the file into the folder.");
            }
            // opening a pipe would wait for its writer, reading a device need never end
            if (!Files.isRegularFile(target)) {
                throw new ModelFormatException(
                        "regular files in the model folder",
                        file
                                + (Files.isDirectory(target)
                                        ? " is a folder"
                                        : " is a pipe, a socket or a device"),
                        "Put the file itself there.");
            }
            return Optional.of(target);
        } catch (IOException e) {
            throw new ModelFormatException(
                    "a readable file",
                    file + " cannot be read (" + e + ")",
                    "Check its permissions.",
                    e);
        }
    }

    /**
     * The download cache of Hugging Face keeps {@code models--NAME/snapshots/COMMIT/FILE} as links
     * to {@code models--NAME/blobs/HASH}: the model's own tree, so such a link does not escape.
     */
    private boolean isHubCache(Path target) {
        Path commit = real.getParent();
        Path model = commit == null ? null : commit.getParent();
        return model != null
                && String.valueOf(commit.getFileName()).equals("snapshots")
                && String.valueOf(model.getFileName()).startsWith("models--")
                && target.startsWith(model.resolve("blobs"));
    }

    /**
     * Reads a JSON object.
     *
     * @param name a file that may be there
     * @return the object, in the order of the file; empty if there is no such file
     * @throws ModelFormatException if it is not a JSON object
     */
    public Optional<Map<String, Object>> json(String name) {
        Optional<Path> file = find(name);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (Files.size(file.get()) > MAX_JSON) {
                throw new ModelFormatException(
                        "a JSON file of at most 64 MiB",
                        file.get() + " is larger",
                        "Check the model folder.");
            }
            return Optional.of(
                    JsonText.object(Files.readAllBytes(file.get()), file.get().toString()));
        } catch (IOException e) {
            throw new ModelFormatException(
                    "a readable file",
                    file.get() + " cannot be read (" + e + ")",
                    "Check its permissions.",
                    e);
        }
    }

    /**
     * The configuration.
     *
     * @return the checked configuration
     * @throws ModelFormatException if it is missing or not of a VITS model
     */
    public VitsConfig config() {
        return VitsConfig.of(
                json(CONFIG).orElseGet(() -> missingConfig()), require(CONFIG).toString());
    }

    /**
     * A JSON value that has to be an object.
     *
     * @param json the value
     * @param source what to call it in errors
     * @return the object
     * @throws ModelFormatException if it is something else
     */
    public static Map<String, Object> object(Object json, String source) {
        return ConfigFields.asObject(json, source);
    }

    private Map<String, Object> missingConfig() {
        require(CONFIG);
        throw new IllegalStateException("require returned for a missing file");
    }

    private String pickles(String name) {
        if (!name.equals(WEIGHTS)) {
            return "";
        }
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
            for (Path p : files) {
                String n = p.getFileName().toString();
                if (PICKLES.stream().anyMatch(n.toLowerCase(Locale.ROOT)::endsWith)) {
                    found.add(n);
                }
            }
        } catch (IOException e) {
            throw new ModelFormatException(
                    "a readable folder",
                    root + " cannot be listed (" + e + ")",
                    "Check its permissions.",
                    e);
        }
        found.sort(null);
        return found.isEmpty() ? "" : ", but " + String.join(", ", found) + ", which is a pickle";
    }
}
