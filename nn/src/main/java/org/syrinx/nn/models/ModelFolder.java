package org.syrinx.nn.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.syrinx.api.ModelFormatException;

/** The files of a model, none of which may lie outside its folder. Weights are safetensors only. */
public final class ModelFolder {
    /** The weights. */
    public static final String WEIGHTS = "model.safetensors";

    /** The configuration. */
    public static final String CONFIG = "config.json";

    private static final long MAX_JSON = 1L << 26;
    private static final int CARD_HEAD = 1 << 16;

    /** What {@link #licence()} says of a folder that states none. */
    public static final String NO_LICENCE = "not stated";

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

    /**
     * Where it is.
     *
     * @return the path as it was given
     */
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
                                                : "Check that it is the folder of a model."));
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
     * Reads {@value #CONFIG}.
     *
     * @return its fields
     * @throws ModelFormatException if it is missing or not a JSON object
     */
    public JsonFields config() {
        Path file = require(CONFIG);
        return new JsonFields(json(CONFIG).orElseThrow(), file.toString());
    }

    /**
     * A hash of a file, as it lies there: with that of the configuration, two models of the same
     * weights can be told apart.
     *
     * @param name a file that must be there
     * @return {@code "sha256:"} and 64 hexadecimal digits
     * @throws ModelFormatException if it is missing, lies outside the folder or cannot be read
     */
    public String fingerprint(String name) {
        Path file = require(name);
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return "sha256:" + HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new ModelFormatException(
                    "a readable file",
                    file + " cannot be read (" + e + ")",
                    "Check its permissions.",
                    e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * The licence of the weights, as the YAML header of the model card {@code README.md} says it.
     *
     * @return for example {@code "mit"}, or {@code "not stated"}
     * @throws ModelFormatException if there is a card that cannot be read
     */
    public String licence() {
        Optional<Path> card = find("README.md");
        if (card.isEmpty()) {
            return NO_LICENCE;
        }
        try (InputStream in = Files.newInputStream(card.get())) {
            return licence(new String(in.readNBytes(CARD_HEAD), UTF_8));
        } catch (IOException e) {
            throw new ModelFormatException(
                    "a readable model card",
                    card.get() + " cannot be read (" + e + ")",
                    "Check its permissions.",
                    e);
        }
    }

    /**
     * The value of the line {@code license:} of a card's YAML header. Without a regular expression:
     * a card comes from a stranger, and one with many blanks would keep a matcher busy for ever.
     *
     * @param card the beginning of a model card
     * @return for example {@code "mit"}, or {@code "not stated"}
     */
    public static String licence(String card) {
        return card.lines()
                .filter(line -> line.startsWith("license:") || line.startsWith("licence:"))
                .map(line -> unquoted(line.substring("license:".length()).strip()))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse(NO_LICENCE);
    }

    private static String unquoted(String value) {
        boolean quoted =
                value.length() >= 2
                        && "'\"".indexOf(value.charAt(0)) >= 0
                        && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1).strip() : value;
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
