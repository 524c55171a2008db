package org.syrinx.nn.models;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.syrinx.api.ModelFormatException;
import org.syrinx.api.SyrinxException;

/**
 * The models that the bundle carries, under {@code models/} of its resources: {@code index.json}
 * (name to one sentence), and a folder for each. They are unpacked once to the cache, under a name
 * that holds their checksums.
 */
public final class BuiltInModels {
    private static final String ROOT = "/models/";
    private static final List<String> FILES =
            List.of(ModelFolder.CONFIG, "README.md", ModelFolder.WEIGHTS);

    private final Class<?> resources;
    private final String family;

    /**
     * The models of a bundle.
     *
     * @param resources a class of the bundle
     * @param family the id of its family, which begins the names of unpacked folders
     */
    public BuiltInModels(Class<?> resources, String family) {
        this.resources = resources;
        this.family = family;
    }

    /**
     * What there is.
     *
     * @return name to one sentence, unmodifiable; empty if the bundle carries none
     */
    public Map<String, String> names() {
        try (InputStream in = resources.getResourceAsStream(ROOT + "index.json")) {
            if (in == null) {
                return Map.of();
            }
            Map<String, String> out = new LinkedHashMap<>();
            JsonFields.asObject(JSON.std.anyFrom(in), "models/index.json")
                    .forEach((k, v) -> out.put(k, String.valueOf(v)));
            return Collections.unmodifiableMap(out);
        } catch (IOException e) {
            throw new ModelFormatException(
                    "models/index.json in the bundle",
                    "it cannot be read (" + e + ")",
                    "Install the bundle again.",
                    e);
        }
    }

    /**
     * Unpacks a model, unless that has been done.
     *
     * @param name one of {@link #names()}
     * @param cache the cache directory
     * @return its folder
     * @throws SyrinxException if there is no such model or the cache cannot be written
     */
    public Path unpack(String name, Path cache) {
        if (!names().containsKey(name)) {
            throw new SyrinxException(
                    names().isEmpty()
                            ? "a model.dir: this bundle carries no model"
                            : "one of " + names().keySet(),
                    "the built-in model \"" + name + "\"",
                    "Correct model.builtin, or set model.dir.");
        }
        Path target = cache.resolve("models").resolve(family + "-" + name + version(name));
        if (Files.isDirectory(target)) {
            return target;
        }
        try {
            Path parent = Files.createDirectories(target.getParent());
            Path part = Files.createTempDirectory(parent, family + "-" + name + ".part");
            for (String file : FILES) {
                try (InputStream in = open(name, file)) {
                    Files.copy(in, part.resolve(file));
                }
            }
            publish(part, target);
            return target;
        } catch (IOException e) {
            throw new SyrinxException(
                    "a cache directory that can be written",
                    "unpacking the model \"" + name + "\" to " + cache + " failed (" + e + ")",
                    "Give it space and permission, or let syrinx.cache name another directory.",
                    e);
        }
    }

    /** Another process may have been faster: its folder is as good. */
    private static void publish(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            delete(part);
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(all::add);
        }
        for (Path p : all) {
            Files.delete(p);
        }
    }

    /**
     * Tells one version of a model's files from another: each file's length and CRC-32. A
     * cryptographic hash would take a tenth of a command's time and guard nothing, for the cache is
     * the user's own.
     */
    private String version(String name) {
        StringBuilder out = new StringBuilder();
        byte[] chunk = new byte[1 << 16];
        for (String file : FILES) {
            try (InputStream in = open(name, file)) {
                CRC32 crc = new CRC32();
                long length = 0;
                for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                    crc.update(chunk, 0, n);
                    length += n;
                }
                out.append(String.format("-%x.%08x", length, crc.getValue()));
            } catch (IOException e) {
                throw new ModelFormatException(
                        "the files of the built-in model \"" + name + "\"",
                        "they cannot be read (" + e + ")",
                        "Install the bundle again.",
                        e);
            }
        }
        return out.toString();
    }

    private InputStream open(String name, String file) throws IOException {
        InputStream in = resources.getResourceAsStream(ROOT + name + "/" + file);
        if (in == null) {
            throw new IOException("models/" + name + "/" + file + " is not in the bundle");
        }
        return in;
    }
}
