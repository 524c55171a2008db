package org.syrinx.plugin.editing.internal.capture;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.syrinx.api.SyrinxException;

/**
 * Measurements by key, one JSON object a line, appended as they are made: what was measured before
 * an interrupt is not measured again. A line that was cut short is measured again. Safe from any
 * thread.
 */
public final class Journal implements AutoCloseable {
    private static final String KEY = "key";

    private final Path file;
    private final Map<String, Map<String, Double>> known = new LinkedHashMap<>();
    private final BufferedWriter out;

    /**
     * Opens a journal and reads what it holds.
     *
     * @param file made if it is not there
     */
    public Journal(Path file) {
        this.file = file;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.isRegularFile(file)) {
                for (String line : Files.readAllLines(file)) {
                    remember(line);
                }
            }
            out =
                    Files.newBufferedWriter(
                            file,
                            StandardCharsets.UTF_8,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
            out.newLine(); // a line that was cut short must not swallow the next
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private void remember(String line) {
        if (line.isBlank()) {
            return;
        }
        try {
            Map<String, Object> json = JSON.std.mapFrom(line);
            Map<String, Double> values = new LinkedHashMap<>();
            json.forEach(
                    (k, v) -> {
                        if (v instanceof Number n) {
                            values.put(k, n.doubleValue());
                        }
                    });
            if (json.get(KEY) instanceof String key) {
                known.put(key, values);
            }
        } catch (IOException e) {
            return; // cut short: the measurement is made again
        }
    }

    /** The name of its file, without what follows the last dot. */
    public String name() {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** What was measured under a key, or null. */
    public synchronized Map<String, Double> get(String key) {
        return known.get(key);
    }

    /** Writes a measurement down. */
    public synchronized void put(String key, Map<String, Double> values) {
        known.put(key, Map.copyOf(values));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(KEY, key);
        json.putAll(values);
        try {
            out.write(JSON.std.asString(json));
            out.newLine();
            out.flush();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private SyrinxException unusable(IOException e) {
        return new SyrinxException(
                "a journal that can be written",
                file + ": " + e.getMessage(),
                "choose another folder",
                e);
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw unusable(e);
        }
    }
}
