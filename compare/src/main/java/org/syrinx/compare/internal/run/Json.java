package org.syrinx.compare.internal.run;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.api.Role;
import org.syrinx.api.SpeechResult;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;

/** Files of JSON objects, written whole or not at all, and the values that several of them hold. */
public final class Json {
    private static final JSON PRETTY = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT);

    private Json() {}

    /**
     * Writes.
     *
     * @param file appears complete or not at all; folders are made
     * @param object names to strings, numbers, booleans, lists and maps; NaN becomes a string
     */
    public static void write(Path file, Map<String, Object> object) {
        AtomicFile.write(file, text(object));
    }

    /**
     * As text.
     *
     * @param object as for {@link #write}
     * @return JSON with a final line break
     */
    public static String text(Map<String, Object> object) {
        try {
            return PRETTY.asString(object) + "\n";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads.
     *
     * @param file that {@link #write} wrote
     * @return its object
     * @throws SyrinxException if it cannot be read or is no JSON object
     */
    public static Map<String, Object> read(Path file) {
        try {
            return JSON.std.mapFrom(Files.readString(file));
        } catch (IOException e) {
            throw new SyrinxException(
                    "a JSON object in " + file,
                    Files.exists(file) ? "something else" : "no such file",
                    "check the path",
                    e);
        }
    }

    static double number(Object value) {
        return value instanceof Number n
                ? n.doubleValue()
                : value == null ? Double.NaN : Double.parseDouble(value.toString());
    }

    /**
     * A number as JSON.
     *
     * @param value a number
     * @return null for not-a-number, a string for an infinite one, else the number
     */
    public static Object figure(double value) {
        return Double.isNaN(value)
                ? null
                : Double.isInfinite(value) ? Double.toString(value) : (Object) value;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static <T> List<T> list(Object value) {
        return value == null ? List.of() : (List<T>) value;
    }

    /**
     * Stages.
     *
     * @param stages role to stage
     * @return role to its facts
     */
    public static Map<String, Object> ofStages(Map<Role, StageInfo> stages) {
        Map<String, Object> out = new LinkedHashMap<>();
        stages.forEach(
                (role, info) -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("model", info.model());
                    one.put("plugin", info.plugin());
                    one.put("version", info.version());
                    one.put("weights", info.fingerprint());
                    one.put("device", info.device());
                    one.put("details", info.details());
                    out.put(role.key(), one);
                });
        return out;
    }

    static Map<Role, StageInfo> stages(Object json) {
        Map<Role, StageInfo> stages = new java.util.EnumMap<>(Role.class);
        map(json)
                .forEach(
                        (role, value) -> {
                            Map<String, Object> one = map(value);
                            Map<String, String> details = new LinkedHashMap<>();
                            map(one.get("details"))
                                    .forEach((k, v) -> details.put(k, String.valueOf(v)));
                            stages.put(
                                    Role.of(role),
                                    new StageInfo(
                                            String.valueOf(one.get("model")),
                                            String.valueOf(one.get("plugin")),
                                            String.valueOf(one.get("version")),
                                            String.valueOf(one.get("weights")),
                                            String.valueOf(one.get("device")),
                                            details));
                        });
        return stages;
    }

    static Map<String, Object> ofSpeech(SpeechResult r) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("pipeline", r.pipeline());
        out.put("stages", ofStages(r.stages()));
        out.put("sample_rate", r.sampleRate());
        out.put("samples", r.samples());
        out.put("sentences", r.sentences());
        out.put("seed", r.seed());
        Map<String, Object> seconds = new LinkedHashMap<>();
        r.seconds().forEach((k, v) -> seconds.put(k, figure(v)));
        out.put("seconds", seconds);
        out.put("notes", r.notes());
        out.put("warnings", r.warnings());
        return out;
    }

    static SpeechResult speech(Object json) {
        if (json == null) {
            return null;
        }
        Map<String, Object> m = map(json);
        Map<String, Double> seconds = new LinkedHashMap<>();
        map(m.get("seconds")).forEach((k, v) -> seconds.put(k, number(v)));
        Map<String, String> notes = new LinkedHashMap<>();
        map(m.get("notes")).forEach((k, v) -> notes.put(k, String.valueOf(v)));
        return new SpeechResult(
                String.valueOf(m.get("pipeline")),
                stages(m.get("stages")),
                (int) number(m.get("sample_rate")),
                (long) number(m.get("samples")),
                (int) number(m.get("sentences")),
                (long) number(m.get("seed")),
                seconds,
                notes,
                list(m.get("warnings")));
    }
}
