package org.syrinx.nn.models;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.syrinx.api.ModelFormatException;

/**
 * Typed, checked access to the fields of one JSON object; an absent or null field takes its
 * default.
 */
public final class JsonFields {
    private final Map<String, Object> json;
    private final String source;

    /**
     * Wraps an object.
     *
     * @param json the object
     * @param source what to call it in errors
     */
    public JsonFields(Map<String, Object> json, String source) {
        this.json = json;
        this.source = source;
    }

    /**
     * Whether a field is there and not null.
     *
     * @param name the field
     * @return true if it has a value
     */
    public boolean has(String name) {
        return json.get(name) != null;
    }

    /**
     * A whole number.
     *
     * @param name the field
     * @param absent what it is when it is not there
     * @param min the least
     * @param max the greatest
     * @return the number
     * @throws ModelFormatException if it is something else
     */
    public int integer(String name, int absent, int min, int max) {
        return toInt(name, json.get(name), absent, min, max);
    }

    /**
     * A number.
     *
     * @param name the field
     * @param absent what it is when it is not there
     * @param min the least
     * @param max the greatest
     * @return the number
     * @throws ModelFormatException if it is something else
     */
    public double number(String name, double absent, double min, double max) {
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

    /**
     * True or false.
     *
     * @param name the field
     * @param absent what it is when it is not there
     * @return the flag
     * @throws ModelFormatException if it is something else
     */
    public boolean flag(String name, boolean absent) {
        Object v = json.get(name);
        if (v == null) {
            return absent;
        }
        if (!(v instanceof Boolean b)) {
            throw wrong(name, "true or false", v);
        }
        return b;
    }

    /**
     * Text.
     *
     * @param name the field
     * @param absent what it is when it is not there
     * @return the text
     * @throws ModelFormatException if it is something else
     */
    public String text(String name, String absent) {
        Object v = json.get(name);
        if (v == null) {
            return absent;
        }
        if (!(v instanceof String s)) {
            throw wrong(name, "text", v);
        }
        return s;
    }

    /**
     * One of some words.
     *
     * @param name the field
     * @param absent what it is when it is not there
     * @param allowed the words
     * @return the word
     * @throws ModelFormatException if it is something else
     */
    public String oneOf(String name, String absent, List<String> allowed) {
        String v = text(name, absent);
        if (!allowed.contains(v)) {
            throw wrong(name, "one of " + allowed, v);
        }
        return v;
    }

    /**
     * A list of texts.
     *
     * @param name the field
     * @return the list, empty when it is not there
     * @throws ModelFormatException if it is something else
     */
    public List<String> texts(String name) {
        List<String> out = new ArrayList<>();
        for (Object o : list(name, json.get(name))) {
            if (!(o instanceof String s)) {
                throw wrong(name, "a list of text", o);
            }
            out.add(s);
        }
        return List.copyOf(out);
    }

    /**
     * A list of whole numbers.
     *
     * @param name the field
     * @param absent what it is when it is not there
     * @param min the least of each
     * @param max the greatest of each
     * @return the list, unmodifiable
     * @throws ModelFormatException if it is something else
     */
    public List<Integer> integers(String name, List<Integer> absent, int min, int max) {
        return has(name) ? integers(name, json.get(name), min, max) : absent;
    }

    /**
     * A list of lists of whole numbers.
     *
     * @param name the field
     * @param absent what it is when it is not there
     * @param min the least of each
     * @param max the greatest of each
     * @return the lists, unmodifiable
     * @throws ModelFormatException if it is something else
     */
    public List<List<Integer>> nestedIntegers(
            String name, List<List<Integer>> absent, int min, int max) {
        if (!has(name)) {
            return absent;
        }
        List<List<Integer>> out = new ArrayList<>();
        for (Object o : list(name, json.get(name))) {
            out.add(integers(name, o, min, max));
        }
        return List.copyOf(out);
    }

    /**
     * An object within.
     *
     * @param name the field
     * @return its fields, none when it is not there
     * @throws ModelFormatException if it is something else
     */
    public JsonFields object(String name) {
        Object v = json.get(name);
        if (v == null) {
            return new JsonFields(Map.of(), source);
        }
        return new JsonFields(asObject(v, source + ", field \"" + name + "\""), source);
    }

    /**
     * A JSON value that has to be an object.
     *
     * @param json the value
     * @param source what to call it in errors
     * @return the object
     * @throws ModelFormatException if it is something else
     */
    @SuppressWarnings("unchecked") // the keys are strings by the grammar of JSON
    public static Map<String, Object> asObject(Object json, String source) {
        if (!(json instanceof Map)) {
            throw new ModelFormatException(
                    "a JSON object in " + source, "found " + json, "Correct the file.");
        }
        return (Map<String, Object>) json;
    }

    /**
     * The error for a field whose value does not fit.
     *
     * @param name the field
     * @param expected what it should have been
     * @param found what it is
     * @return the error, to be thrown
     */
    public ModelFormatException wrong(String name, String expected, Object found) {
        return new ModelFormatException(
                expected + " for \"" + name + "\" in " + source,
                "\"" + name + "\" is " + found,
                "Correct the file, or use one that belongs to the model.");
    }

    /**
     * All fields.
     *
     * @return the object, unmodifiable, in the order of the file
     */
    public Map<String, Object> asMap() {
        return Collections.unmodifiableMap(json);
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
