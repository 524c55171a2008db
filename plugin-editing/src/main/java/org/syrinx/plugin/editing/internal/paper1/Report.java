package org.syrinx.plugin.editing.internal.paper1;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandResult;
import org.syrinx.plugin.editing.internal.measure.Attributes;
import org.syrinx.plugin.editing.internal.measure.GenderProbe;
import org.syrinx.plugin.editing.internal.measure.Plots;

/**
 * The report: a table, JSON, and a page with plots and sound. Negative results look no smaller than
 * positive ones.
 *
 * @param header what was run, name to text
 * @param result what was found
 * @param out the folder
 */
record Report(Map<String, String> header, Study.Result result, Path out) implements CommandResult {
    private static final List<String> SIDE =
            List.of(
                    Attributes.PITCH,
                    Attributes.LEVEL,
                    Attributes.TILT,
                    Attributes.BRIGHTNESS,
                    Attributes.HNR,
                    Attributes.RATE);

    @Override
    public String toText() {
        StringBuilder text = new StringBuilder();
        header.forEach((n, v) -> text.append(n).append(": ").append(v).append('\n'));
        text.append(
                String.format(
                        Locale.ROOT,
                        "%n%-20s %8s %8s %17s %13s %6s%n",
                        "arm",
                        "strength",
                        "flipped",
                        "95 % by speaker",
                        "content lost",
                        "items"));
        result.arms()
                .forEach(
                        (id, a) ->
                                text.append(
                                        String.format(
                                                Locale.ROOT,
                                                "%-20s %8s %7.1f%% %17s %12.1f%% %6d%n",
                                                id,
                                                id.equals(Arm.SWAP)
                                                        ? "-"
                                                        : String.format(
                                                                Locale.ROOT, "%.2f", a.strength()),
                                                100 * a.flips(),
                                                interval(a.interval()),
                                                100 * a.contentLost(),
                                                a.items())));
        text.append(
                String.format(
                        Locale.ROOT,
                        "%nThe paper reports %.0f %% (h-space) and %.0f %% (embedding), of another"
                                + " model, with a classifier, strengths and a number of items that"
                                + " are not known.%n",
                        100 * Protocol.PAPER_HSPACE,
                        100 * Protocol.PAPER_EMBEDDING));
        text.append("\nthe arms at matched content: ")
                .append("at most lost, each at the strength that flips most, difference\n");
        for (List<String> row : result.matched().rows()) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%-20s %-36s %-36s %s%n",
                            row.get(0),
                            row.get(1),
                            row.get(2),
                            row.get(3)));
        }
        text.append(new EffortReport(result.effort()).toText());
        for (Outcomes.Claim c : result.claims()) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%n%s %s: %s%n   %s",
                            c.id(),
                            c.claim(),
                            c.verdict().toString().toUpperCase(Locale.ROOT),
                            c.reason()));
        }
        text.append("\n\n").append(out.resolve("report.html"));
        return text.toString();
    }

    static String interval(double[] ci) {
        return Double.isNaN(ci[0])
                ? "-"
                : String.format(Locale.ROOT, "%.1f to %.1f %%", 100 * ci[0], 100 * ci[1]);
    }

    @Override
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("protocol", Protocol.VERSION);
        json.put("run", header);
        List<Object> claims = new ArrayList<>();
        for (Outcomes.Claim c : result.claims()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", c.id());
            one.put("claim", c.claim());
            one.put("verdict", c.verdict().toString());
            one.put("reason", c.reason());
            claims.add(one);
        }
        json.put("claims", claims);
        Map<String, Object> arms = new LinkedHashMap<>();
        result.arms()
                .forEach(
                        (id, a) -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("about", result.about().get(id));
                            one.put("strength", a.strength());
                            one.put("flipped", a.flips());
                            one.put("interval", finite(a.interval()));
                            one.put("content_lost", a.contentLost());
                            one.put("items", a.items());
                            arms.put(id, one);
                        });
        json.put("arms", arms);
        json.put("curves", curves(result.test()));
        json.put("validation_curves", curves(result.validation()));
        json.put("matched_content", matched());
        Map<String, Object> components = new LinkedHashMap<>();
        components.put("raw", correlations(result.components().raw()));
        components.put("within_text", correlations(result.components().withinText()));
        json.put("components", components);
        json.put("effort", new EffortReport(result.effort()).toJson());
        json.put("unedited_right", result.unedited());
        json.put("model_content", result.modelContent());
        json.put("trials", result.trials());
        if (Double.isFinite(result.secondsPerTrial())) {
            json.put("seconds_per_trial", result.secondsPerTrial());
        }
        Map<String, Object> paper = new LinkedHashMap<>();
        paper.put("hspace", Protocol.PAPER_HSPACE);
        paper.put("embedding", Protocol.PAPER_EMBEDDING);
        json.put("paper", paper);
        return json;
    }

    private List<Object> matched() {
        List<Object> out = new ArrayList<>();
        for (MatchedContent.Point p : result.matched().points()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("most_content_lost", p.budget());
            one.put(Arm.HSPACE, best(p.hspace()));
            one.put(Arm.EMBEDDING, best(p.embedding()));
            one.put("difference", p.difference());
            one.put("interval", finite(p.interval()));
            out.add(one);
        }
        return out;
    }

    private static Map<String, Object> best(MatchedContent.Best b) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("strength", b.strength());
        one.put("flipped", b.flips());
        one.put("content_lost", b.contentLost());
        return one;
    }

    private static Map<String, Object> correlations(Components.Correlations c) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("gender", finite(c.gender()));
        out.put("level", finite(c.level()));
        out.put("gender_shuffled", chance(c.genderChance()));
        out.put("level_shuffled", chance(c.levelChance()));
        return out;
    }

    private static Map<String, Object> chance(Components.Chance c) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("bound", c.bound());
        one.put("p", c.p());
        one.put("smallest_p", c.least());
        return one;
    }

    private static List<Double> finite(double[] values) {
        List<Double> out = new ArrayList<>();
        for (double v : values) {
            out.add(Double.isFinite(v) ? v : null);
        }
        return out;
    }

    /** Every arm: strength towards the other gender to figures. */
    private Map<String, Object> curves(List<Trial> all) {
        Map<String, Object> out = new LinkedHashMap<>();
        for (String arm : result.about().keySet()) {
            List<Map<String, Object>> points = new ArrayList<>();
            byTowards(all, arm)
                    .forEach(
                            (towards, trials) -> {
                                Map<String, Object> p = new LinkedHashMap<>();
                                p.put("towards", towards);
                                p.put("flipped", Outcomes.flips(trials));
                                p.put("content", mean(trials, Trial.CONTENT));
                                for (String a : SIDE) {
                                    double m = mean(trials, a);
                                    p.put(a, Double.isFinite(m) ? m : null);
                                }
                                points.add(p);
                            });
            if (!points.isEmpty()) {
                out.put(arm, points);
            }
        }
        return out;
    }

    private static TreeMap<Double, List<Trial>> byTowards(List<Trial> all, String arm) {
        TreeMap<Double, List<Trial>> out = new TreeMap<>();
        for (Trial t : all) {
            if (t.arm().equals(arm)) {
                // -0.0 and 0.0 are one strength
                out.computeIfAbsent(t.towards() + 0.0, s -> new ArrayList<>()).add(t);
            }
        }
        return out;
    }

    private static double mean(List<Trial> trials, String attribute) {
        return trials.stream()
                .filter(t -> t.measured().containsKey(attribute))
                .mapToDouble(t -> t.measured().get(attribute))
                .average()
                .orElse(Double.NaN);
    }

    /** Writes report.json, report.txt, report.html and the plots. */
    Report save() {
        try {
            Files.createDirectories(out);
            Files.writeString(
                    out.resolve("report.json"),
                    JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(toJson()) + "\n");
            Files.writeString(out.resolve("report.txt"), toText() + "\n");
            Plots.draw(out.resolve("effects.png"), panels());
            Files.writeString(
                    out.resolve("report.html"), new ReportPage(header, result, out).html());
        } catch (IOException e) {
            throw new SyrinxException(
                    "a report that can be written",
                    out + ": " + e.getMessage(),
                    "choose another --out",
                    e);
        }
        return this;
    }

    private List<Plots.Panel> panels() {
        Map<String, double[][]> flips = new LinkedHashMap<>();
        Map<String, double[][]> content = new LinkedHashMap<>();
        Map<String, double[][]> flipsOverContent = new LinkedHashMap<>();
        for (String arm : result.about().keySet()) {
            TreeMap<Double, List<Trial>> points = byTowards(result.test(), arm);
            if (points.isEmpty()) {
                continue;
            }
            double[] x = points.keySet().stream().mapToDouble(Double::doubleValue).toArray();
            double[] f =
                    points.values().stream().mapToDouble(t -> 100 * Outcomes.flips(t)).toArray();
            double[] c =
                    points.values().stream()
                            .mapToDouble(t -> 100 * mean(t, Trial.CONTENT))
                            .toArray();
            flips.put(arm, new double[][] {x, f});
            content.put(arm, new double[][] {x, c});
            flipsOverContent.put(arm, new double[][] {c, f});
        }
        String strength = "strength towards the other gender";
        List<Plots.Panel> panels = new ArrayList<>();
        panels.add(new Plots.Panel("Flipped", strength, "items heard as the other, %", flips));
        panels.add(new Plots.Panel("Content", strength, "frames with the right phone, %", content));
        panels.add(
                new Plots.Panel(
                        "Effect against content",
                        "frames with the right phone, %",
                        "items heard as the other, %",
                        flipsOverContent));
        for (String attribute :
                List.of(GenderProbe.ATTRIBUTE, Attributes.LEVEL, Attributes.PITCH)) {
            Map<String, double[][]> side = new LinkedHashMap<>();
            // the arms that every item walks both ways; others have women at one end and men at the
            // other
            for (String arm : List.of(Arm.HSPACE, Arm.EMBEDDING)) {
                TreeMap<Double, List<Trial>> points = new TreeMap<>();
                for (Trial t : result.test()) {
                    if (t.arm().equals(arm)) {
                        points.computeIfAbsent(t.strength(), s -> new ArrayList<>()).add(t);
                    }
                }
                side.put(
                        arm,
                        new double[][] {
                            points.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                            points.values().stream().mapToDouble(t -> mean(t, attribute)).toArray()
                        });
            }
            panels.add(
                    new Plots.Panel(
                            attribute,
                            "strength, positive is female",
                            attribute + " " + Attributes.unit(attribute),
                            side));
        }
        return panels;
    }
}
