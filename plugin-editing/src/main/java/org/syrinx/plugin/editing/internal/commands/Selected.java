package org.syrinx.plugin.editing.internal.commands;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.syrinx.api.Direction;
import org.syrinx.api.SyrinxException;
import org.syrinx.plugin.editing.internal.edits.Composition;

/** Directions by name, and directions as text. */
final class Selected {
    private Selected() {}

    /** Directions of one model by name; all names must be there. */
    static List<Direction> ofModel(
            List<Direction> installed, String fingerprint, List<String> names) {
        List<Direction> out = new ArrayList<>();
        for (String name : names) {
            out.add(
                    installed.stream()
                            .filter(d -> d.fingerprint().equals(fingerprint))
                            .filter(d -> d.name().equals(name))
                            .findFirst()
                            .orElseThrow(() -> unknown(installed, name)));
        }
        return out;
    }

    /**
     * A direction by name, of whatever model.
     *
     * @param installed directions
     * @param name of one
     * @param model the start of a fingerprint, after {@code sha256:}; empty if there is one model
     */
    static Direction byName(List<Direction> installed, String name, String model) {
        List<Direction> found =
                installed.stream()
                        .filter(d -> d.name().equals(name))
                        .filter(d -> shortPrint(d).startsWith(model))
                        .toList();
        if (found.isEmpty()) {
            throw unknown(installed, name);
        }
        if (found.size() > 1) {
            throw new SyrinxException(
                    "a direction of one model",
                    "\"" + name + "\" of " + found.stream().map(Selected::shortPrint).toList(),
                    "say which with --model");
        }
        return found.get(0);
    }

    private static SyrinxException unknown(List<Direction> installed, String name) {
        TreeSet<String> known = new TreeSet<>();
        installed.forEach(d -> known.add(d.name()));
        return new SyrinxException(
                known.isEmpty()
                        ? "an installed direction; there are none yet"
                        : "an installed direction, one of " + String.join(", ", known),
                "\"" + name + "\"",
                "look at ./syrinx directions list, or find one with ./syrinx directions find");
    }

    static String shortPrint(Direction d) {
        String print = d.fingerprint().replaceFirst("^sha256:", "");
        return print.substring(0, Math.min(12, print.length()));
    }

    /** A strength as people write it: +2, -0.5. */
    static String signed(double strength) {
        return new DecimalFormat("+0.###;-0.###", DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(strength);
    }

    static String line(Direction d) {
        String range =
                d.minimum() == 0 && d.maximum() == 0
                        ? "not validated"
                        : signed(d.minimum()) + " to " + signed(d.maximum());
        return String.format(
                Locale.ROOT,
                "%-16s %-18s %-20s %-18s %-12s %s",
                d.name(),
                range,
                d.unit(),
                d.provenance().getOrDefault("finder", ""),
                shortPrint(d),
                d.hook().hook());
    }

    /** A line on what was projected out of a direction and what that left of it, or nothing. */
    static String protection(Direction d) {
        String cosine = d.provenance().get(Composition.COSINE);
        return cosine == null
                ? ""
                : "\n  protects "
                        + d.provenance().get("protects")
                        + "; its cosine to what it was before: "
                        + cosine;
    }

    static Map<String, Object> json(Direction d) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", d.name());
        json.put("fingerprint", d.fingerprint());
        json.put("hook", d.hook().hook());
        json.put("channels", d.hook().channels());
        json.put("bins", d.hook().bins());
        json.put("steps", d.steps());
        json.put("unit", d.unit());
        json.put("minimum", d.minimum());
        json.put("maximum", d.maximum());
        json.put("side_effects", d.sideEffects());
        json.put("provenance", d.provenance());
        return json;
    }
}
