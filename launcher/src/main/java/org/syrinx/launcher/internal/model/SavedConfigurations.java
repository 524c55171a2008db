package org.syrinx.launcher.internal.model;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.SyrinxException;

/**
 * Configurations that outlive the process: one file {@code factoryPid~name.cfg.json} each, a JSON
 * object of properties, in the folder of the user. A file is read when the name in it is wanted,
 * and nothing is loaded before. Thread-safe.
 *
 * <p>The folder is the framework property {@value #FOLDER}, else the environment's {@code
 * SYRINX_CONFIG}, else {@code syrinx} in {@code XDG_CONFIG_HOME} or {@code ~/.config}.
 */
@Component(service = SavedConfigurations.class)
public final class SavedConfigurations {
    /** Framework property: where configurations lie. */
    public static final String FOLDER = "syrinx.config";

    private static final String SUFFIX = ".cfg.json";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._+-]+");

    private final Path folder;

    /**
     * Finds the folder.
     *
     * @param context of the launcher
     */
    @Activate
    public SavedConfigurations(BundleContext context) {
        this.folder = folder(context.getProperty(FOLDER), System.getenv());
    }

    static Path folder(String property, Map<String, String> environment) {
        if (property != null) {
            return Path.of(property);
        }
        if (environment.containsKey("SYRINX_CONFIG")) {
            return Path.of(environment.get("SYRINX_CONFIG"));
        }
        String base = environment.get("XDG_CONFIG_HOME");
        return (base == null || base.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".config")
                        : Path.of(base))
                .resolve("syrinx");
    }

    /**
     * A saved configuration.
     *
     * @param factoryPid what comes before the tilde
     * @param name what comes after it
     * @param properties as in the file
     */
    public record Saved(String factoryPid, String name, Hashtable<String, Object> properties) {}

    /**
     * The names of what is saved.
     *
     * @param factoryPid of which kind
     * @return in alphabetical order
     */
    public List<String> names(String factoryPid) {
        return List.copyOf(files(factoryPid + "~*" + SUFFIX).keySet());
    }

    /**
     * A saved configuration of a kind.
     *
     * @param factoryPid the kind
     * @param name the name
     * @return empty if there is none
     * @throws SyrinxException if the file cannot be read, or is no JSON object of properties
     */
    public Optional<Saved> of(String factoryPid, String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty(); // a model folder, or nonsense: no name that was ever saved
        }
        Path file = folder.resolve(factoryPid + "~" + name + SUFFIX);
        return Files.isRegularFile(file)
                ? Optional.of(read(factoryPid, name, file))
                : Optional.empty();
    }

    private Map<String, Path> files(String glob) {
        Map<String, Path> found = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
                for (Path file : files) {
                    String name = file.getFileName().toString();
                    found.put(
                            name.substring(name.indexOf('~') + 1, name.length() - SUFFIX.length()),
                            file);
                }
            } catch (IOException e) {
                throw unreadable(folder, e);
            }
        }
        return found;
    }

    private static Saved read(String factoryPid, String name, Path file) {
        try {
            Hashtable<String, Object> properties = new Hashtable<>();
            for (Map.Entry<String, Object> entry :
                    JSON.std.mapFrom(Files.readString(file)).entrySet()) {
                Object value = entry.getValue();
                if (value instanceof Integer number) {
                    value = number.longValue();
                }
                if (!(value instanceof String
                        || value instanceof Long
                        || value instanceof Double
                        || value instanceof Boolean)) {
                    throw new SyrinxException(
                            "a text, a number, true or false for " + entry.getKey() + " in " + file,
                            String.valueOf(value),
                            "correct the file");
                }
                // the type of the Configurator specification, key:Type, is in the value already
                properties.put(entry.getKey().replaceFirst(":[A-Za-z]+$", ""), value);
            }
            return new Saved(factoryPid, name, properties);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static SyrinxException unreadable(Path path, IOException e) {
        return new SyrinxException(
                "a JSON object of properties",
                path + " cannot be read: " + e.getMessage().lines().findFirst().orElse(""),
                "correct it, or take it away");
    }

    /**
     * Saves.
     *
     * @param factoryPid the kind
     * @param name the name
     * @param properties texts, numbers and booleans; others and what the framework adds are left
     *     out
     * @return the file
     * @throws SyrinxException if it cannot be written
     */
    public Path save(String factoryPid, String name, Dictionary<String, Object> properties) {
        Map<String, Object> plain = new TreeMap<>();
        for (String key : Collections.list(properties.keys())) {
            Object value = properties.get(key);
            if (!key.startsWith("service.")
                    && (value instanceof String
                            || value instanceof Number
                            || value instanceof Boolean)) {
                plain.put(key, value);
            }
        }
        Path file = folder.resolve(factoryPid + "~" + name + SUFFIX);
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "part", ".tmp");
            Files.writeString(
                    part,
                    JSON.std
                                    .with(JSON.Feature.PRETTY_PRINT_OUTPUT)
                                    .asString(new LinkedHashMap<>(plain))
                            + "\n");
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return file;
        } catch (IOException e) {
            throw new SyrinxException(
                    "a folder for configurations that can be written",
                    file + " cannot be: " + e.getMessage(),
                    "give it space and permission, or let SYRINX_CONFIG name another folder",
                    e);
        }
    }
}
