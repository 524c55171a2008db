package org.syrinx.eval.speaker.internal;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.syrinx.api.ModelFormatException;

/**
 * {@code config.json} of a speaker encoder.
 *
 * @param channels width of the frame layers, 8 to 1024
 * @param attention width of the pooling's hidden layer, 1 to 1024
 * @param embedding size of the embedding, 2 to 1024
 * @param measured what the trainer measured on held-out speakers, by name: {@code eer}, {@code
 *     same}, {@code other}; empty for a model that nobody measured
 */
public record SpeakerConfig(
        int channels, int attention, int embedding, Map<String, Double> measured) {
    /** The value of {@code model_type}. */
    static final String TYPE = "syrinx-speaker";

    public SpeakerConfig {
        measured = Map.copyOf(measured);
    }

    /** Reads the configuration of a model folder. */
    static SpeakerConfig read(Path folder) {
        Path file = folder.resolve("config.json");
        try {
            return of(JSON.std.mapFrom(Files.readString(file)), file.toString());
        } catch (IOException e) {
            throw new ModelFormatException(
                    "a folder of a speaker encoder with a readable config.json",
                    file + " cannot be read (" + e + ")",
                    "Name a folder that ./syrinx train speaker has written.",
                    e);
        }
    }

    private static SpeakerConfig of(Map<String, Object> json, String file) {
        if (!TYPE.equals(json.get("model_type"))) {
            throw new ModelFormatException(
                    "\"model_type\": \"" + TYPE + "\"",
                    file + " says " + json.get("model_type"),
                    "Name a folder that ./syrinx train speaker has written.");
        }
        Map<String, Double> measured = new LinkedHashMap<>();
        if (json.get("measured") instanceof Map<?, ?> m) {
            m.forEach(
                    (k, v) -> {
                        if (v instanceof Number n) {
                            measured.put(String.valueOf(k), n.doubleValue());
                        }
                    });
        }
        return new SpeakerConfig(
                size(json, "channels", 8, file),
                size(json, "attention", 1, file),
                size(json, "embedding", 2, file),
                measured);
    }

    private static int size(Map<String, Object> json, String key, int least, String file) {
        if (json.get(key) instanceof Integer n && n >= least && n <= 1024) {
            return n;
        }
        throw new ModelFormatException(
                "\"" + key + "\" from " + least + " to 1024",
                file + " says " + json.get(key),
                "Name a folder that ./syrinx train speaker has written.");
    }

    /**
     * As JSON.
     *
     * @return the content of {@code config.json}
     */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model_type", TYPE);
        json.put("sampling_rate", SpeakerFeatures.RATE);
        json.put("mel_bands", SpeakerFeatures.BANDS);
        json.put("channels", channels);
        json.put("attention", attention);
        json.put("embedding", embedding);
        if (!measured.isEmpty()) {
            json.put("measured", measured);
        }
        return json;
    }

    /**
     * The same with what was measured.
     *
     * @param figures by name
     * @return a copy
     */
    public SpeakerConfig withMeasured(Map<String, Double> figures) {
        return new SpeakerConfig(channels, attention, embedding, figures);
    }
}
