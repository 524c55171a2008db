package org.syrinx.plugin.vits.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.syrinx.api.ModelFormatException;

/**
 * Typed, checked access to the fields of one JSON object; an absent or null field takes its
 * default.
 */
final class ConfigFields {
    private final Map<String, Object> json;
    private final String source;

    ConfigFields(Map<String, Object> json, String source) {
        this.json = json;
        this.source = source;
    }

    boolean has(String name) {
        return json.get(name) != null;
    }

    int integer(String name, int absent, int min, int max) {
        return toInt(name, json.get(name), absent, min, max);
    }

    double number(String name, double absent, double min, double max) {
        Object v = json.get(name);
        if (v == null) {
            return absent;
        }
        double d = v instanceof Number n ? n.doubleValue() : Double.NaN;
        if (!(d >= min && d <= max)) {
            throw wrong(name, "a number from " + min + " to " + max, v);
        }
        return d;
    }

    boolean flag(String name, boolean absent) {
        Object v = json.get(name);
        if (v == null) {
            return absent;
        }
        if (!(v instanceof Boolean b)) {
            throw wrong(name, "true or false", v);
        }
        return b;
    }

    String text(String name, String absent) {
        Object v = json.get(name);
        if (v == null) {
            return absent;
        }
        if (!(v instanceof String s)) {
            throw wrong(name, "text", v);
        }
        return s;
    }

    String oneOf(String name, String absent, List<String> allowed) {
        String v = text(name, absent);
        if (!allowed.contains(v)) {
            throw wrong(name, "one of " + allowed, v);
        }
        return v;
    }

    List<String> texts(String name) {
        List<String> out = new ArrayList<>();
        for (Object o : list(name, json.get(name))) {
            if (!(o instanceof String s)) {
                throw wrong(name, "a list of text", o);
            }
            out.add(s);
        }
        return List.copyOf(out);
    }

    List<Integer> integers(String name, List<Integer> absent, int min, int max) {
        return has(name) ? integers(name, json.get(name), min, max) : absent;
    }

    List<List<Integer>> nestedIntegers(String name, List<List<Integer>> absent, int min, int max) {
        if (!has(name)) {
            return absent;
        }
        List<List<Integer>> out = new ArrayList<>();
        for (Object o : list(name, json.get(name))) {
            out.add(integers(name, o, min, max));
        }
        return List.copyOf(out);
    }

    ConfigFields object(String name) {
        Object v = json.get(name);
        if (v == null) {
            return new ConfigFields(Map.of(), source);
        }
        return new ConfigFields(asObject(v, source + ", field \"" + name + "\""), source);
    }

    /** The keys are strings by the grammar of JSON. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> asObject(Object json, String source) {
        if (!(json instanceof Map)) {
            throw new ModelFormatException(
                    "a JSON object in " + source, "found " + json, "Correct the file.");
        }
        return (Map<String, Object>) json;
    }

    ModelFormatException wrong(String name, String expected, Object found) {
        return new ModelFormatException(
                expected + " for \"" + name + "\" in " + source,
                "\"" + name + "\" is " + found,
                "Correct the file, or use one that belongs to the model.");
    }

    private int toInt(String name, Object v, int absent, int min, int max) {
        if (v == null) {
            return absent;
        }
        double d = v instanceof Number n ? n.doubleValue() : Double.NaN;
        if (!(d >= min && d <= max) || d != Math.rint(d)) {
            throw wrong(name, "a whole number from " + min + " to " + max, v);
        }
        return (int) d;
    }

    private List<Integer> integers(String name, Object v, int min, int max) {
        List<Integer> out = new ArrayList<>();
        for (Object o : list(name, v)) {
            out.add(toInt(name, o, min, min, max));
        }
        if (out.isEmpty()) {
            throw wrong(name, "at least one whole number", v);
        }
        return List.copyOf(out);
    }

    private List<?> list(String name, Object v) {
        if (v == null) {
            return List.of();
        }
        if (!(v instanceof List<?> l)) {
            throw wrong(name, "a list", v);
        }
        return l;
    }
}
