package org.syrinx.plugin.editing.internal.finders;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.syrinx.api.SyrinxException;

/** The options of one call of a finder, with nothing ignored in silence. */
final class Options {
    /** Options that every finder knows. */
    private static final Set<String> COMMON =
            Set.of(
                    "name",
                    "attribute",
                    "positive",
                    "negative",
                    "within",
                    "groups",
                    "anchor",
                    "scope");

    private final String kind;
    private final Map<String, String> values;

    private Options(String kind, Map<String, String> values) {
        this.kind = kind;
        this.values = values;
    }

    /**
     * Checks the names.
     *
     * @param kind of the finder
     * @param values what the caller gave
     * @param own names that only this finder knows
     */
    static Options of(String kind, Map<String, String> values, String... own) {
        Set<String> known = new TreeSet<>(COMMON);
        known.addAll(Set.of(own));
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new SyrinxException(
                        "an option of " + kind + ", one of " + known,
                        "the option \"" + name + "\"",
                        "correct or leave out the option");
            }
        }
        return new Options(kind, Map.copyOf(values));
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    String required(String name) {
        String value = values.get(name);
        if (value == null || value.isBlank()) {
            throw new SyrinxException(
                    "the option \"" + name + "\" for " + kind,
                    "it was not given",
                    "say which, for example " + name + "=gender");
        }
        return value;
    }

    int count(String name, int otherwise, int most) {
        double v = number(name, otherwise, 1, most);
        if (v != Math.rint(v)) {
            throw bad(name, "a whole number", values.get(name));
        }
        return (int) v;
    }

    double number(String name, double otherwise, double least, double most) {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        double v;
        try {
            v = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw bad(name, "a number", text);
        }
        if (!(v >= least && v <= most)) {
            throw bad(name, "a number from " + least + " to " + most, text);
        }
        return v;
    }

    private SyrinxException bad(String name, String expected, String found) {
        return new SyrinxException(
                expected + " for the option \"" + name + "\" of " + kind,
                "\"" + found + "\"",
                "correct the option");
    }
}
