package org.syrinx.plugin.editing.internal.paper1;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.syrinx.plugin.editing.internal.measure.Attributes;

/**
 * The part on effort as text, JSON and rows of a table.
 *
 * @param result what was found
 */
record EffortReport(EffortResult result) {
    private static final String TITLE =
            "effort against gain: change per strength 1, 95 % by speaker";

    /** A table, or an empty string if nothing was spoken. */
    String toText() {
        if (result.arms().isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\n").append(TITLE).append('\n');
        for (List<String> row : rows()) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%-20s %26s %26s %26s %13s%n",
                            row.get(0),
                            row.get(2),
                            row.get(3),
                            row.get(4),
                            row.get(5)));
        }
        return text.toString();
    }

    /** The header, the model's own gap, and one row for each arm. */
    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "arm",
                        "what it is",
                        "tilt, dB/octave",
                        "level, LU",
                        "pitch, semitones",
                        "content lost"));
        result.arms()
                .forEach(
                        (id, a) ->
                                rows.add(
                                        row(
                                                id,
                                                a.about(),
                                                a.slopes(),
                                                Double.isNaN(a.contentLost())
                                                        ? "-"
                                                        : String.format(
                                                                Locale.ROOT,
                                                                "%.1f %%",
                                                                100 * a.contentLost()))));
        rows.add(
                row(
                        "loud less soft",
                        "the model's own rows, of all speakers that have them",
                        result.gaps(),
                        ""));
        return rows;
    }

    /** The header, and one row for each arm and strength. */
    List<List<String>> changes() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("arm", "strength", "tilt, dB/octave", "level, LU", "pitch, semitones"));
        result.arms()
                .forEach(
                        (id, a) ->
                                a.changes()
                                        .forEach(
                                                (s, f) ->
                                                        rows.add(
                                                                row(
                                                                        id,
                                                                        String.format(
                                                                                Locale.ROOT,
                                                                                "%+g",
                                                                                s),
                                                                        f))));
        return rows;
    }

    private static List<String> row(
            String id, String about, Map<String, EffortResult.Figure> figures, String... last) {
        List<String> row = new ArrayList<>(List.of(id, about));
        for (String attribute : EffortResult.ATTRIBUTES) {
            row.add(figures.get(attribute).toString());
        }
        row.addAll(List.of(last));
        return row;
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("protocol", Protocol.EFFORT_VERSION);
        Map<String, Object> units = new LinkedHashMap<>();
        EffortResult.ATTRIBUTES.forEach(a -> units.put(a, Attributes.unit(a)));
        json.put("units", units);
        json.put("loud_less_soft", json(result.gaps()));
        Map<String, Object> arms = new LinkedHashMap<>();
        result.arms()
                .forEach(
                        (id, a) -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("about", a.about());
                            one.put("per_strength", json(a.slopes()));
                            List<Object> changes = new ArrayList<>();
                            a.changes()
                                    .forEach(
                                            (s, f) -> {
                                                Map<String, Object> at = json(f);
                                                at.put("strength", s);
                                                changes.add(at);
                                            });
                            one.put("changes", changes);
                            one.put("content_lost", finite(a.contentLost()));
                            one.put("failed", a.failed());
                            arms.put(id, one);
                        });
        json.put("arms", arms);
        json.put("trials", result.trials());
        return json;
    }

    private static Map<String, Object> json(Map<String, EffortResult.Figure> figures) {
        Map<String, Object> out = new LinkedHashMap<>();
        figures.forEach(
                (attribute, f) -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("mean", finite(f.mean()));
                    List<Double> interval = new ArrayList<>();
                    interval.add(finite(f.interval()[0]));
                    interval.add(finite(f.interval()[1]));
                    one.put("interval", interval);
                    one.put("speakers", f.speakers());
                    one.put("items", f.items());
                    out.put(attribute, one);
                });
        return out;
    }

    private static Double finite(double v) {
        return Double.isFinite(v) ? v : null;
    }
}
