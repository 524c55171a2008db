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
import java.util.stream.Stream;
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

    private static String interval(double[] ci) {
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
        Map<String, Object> components = new LinkedHashMap<>();
        components.put("gender", finite(result.components()[0]));
        components.put("level", finite(result.components()[1]));
        components.put("shuffled", finite(result.components()[2]));
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
            Files.writeString(out.resolve("report.html"), html());
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

    private String html() throws IOException {
        StringBuilder h = new StringBuilder();
        h.append("<!DOCTYPE html>\n<html lang=\"en\"><meta charset=\"utf-8\">")
                .append("<title>Paper 1, re-tested</title><style>body{font:16px/1.5 sans-serif;")
                .append("max-width:70em;margin:2em auto;padding:0 1em}table{border-collapse:")
                .append("collapse}td,th{border:1px solid #999;padding:.2em .6em;text-align:left}")
                .append("img{max-width:100%}</style>\n<h1>Directions in h-space, re-tested</h1>\n")
                .append("<p>arXiv 2402.12423; outcomes fixed beforehand, protocol ")
                .append(Protocol.VERSION)
                .append(".</p>\n<table>\n");
        header.forEach((n, v) -> row(h, n, v));
        h.append("</table>\n<h2>Claims</h2>\n<table>\n");
        for (Outcomes.Claim c : result.claims()) {
            row(h, c.id(), c.claim(), c.verdict().toString(), c.reason());
        }
        h.append("</table>\n<h2>Arms at their chosen strength, on the test items</h2>\n<table>\n");
        row(
                h,
                "arm",
                "what it is",
                "strength",
                "flipped",
                "95 % by speaker",
                "content lost",
                "items");
        result.arms()
                .forEach(
                        (id, a) ->
                                row(
                                        h,
                                        id,
                                        result.about().get(id),
                                        String.format(Locale.ROOT, "%.2f", a.strength()),
                                        String.format(Locale.ROOT, "%.1f %%", 100 * a.flips()),
                                        interval(a.interval()),
                                        String.format(
                                                Locale.ROOT, "%.1f %%", 100 * a.contentLost()),
                                        Integer.toString(a.items())));
        row(
                h,
                "the paper",
                "another model; classifier, strengths and items unknown",
                "",
                String.format(
                        Locale.ROOT,
                        "%.0f %% / %.0f %%",
                        100 * Protocol.PAPER_HSPACE,
                        100 * Protocol.PAPER_EMBEDDING),
                "",
                "",
                "");
        h.append("</table>\n");
        effort(h);
        h.append("<h2>Curves, on the test items</h2>\n")
                .append("<p>Arms that were tested at one strength are points.</p>\n")
                .append(
                        "<img src=\"effects.png\" alt=\"effects against strength\">\n"
                                + "<h2>Sound</h2>\n")
                .append("<table>\n");
        sounds(h);
        return h.append("</table>\n</html>\n").toString();
    }

    private void effort(StringBuilder h) {
        EffortReport effort = new EffortReport(result.effort());
        h.append("<h2>Effort against gain, on the test items</h2>\n<p>")
                .append(escape(result.effort().claim().reason()))
                .append("</p>\n");
        if (result.effort().arms().isEmpty()) {
            return;
        }
        h.append("<p>Change per strength 1, and at each strength; 95 % by speaker.</p>\n<table>\n");
        effort.rows().forEach(r -> row(h, r.toArray(String[]::new)));
        h.append("</table>\n<table>\n");
        effort.changes().forEach(r -> row(h, r.toArray(String[]::new)));
        h.append("</table>\n");
    }

    private void sounds(StringBuilder h) throws IOException {
        Path audio = out.resolve("audio");
        if (!Files.isDirectory(audio)) {
            return;
        }
        try (Stream<Path> files = Files.list(audio)) {
            for (Path f : files.sorted().toList()) {
                String name = f.getFileName().toString();
                h.append("<tr><td>")
                        .append(escape(name.replace(".wav", "").replace('_', ' ')))
                        .append("</td><td><audio controls preload=\"none\" src=\"audio/")
                        .append(escape(name))
                        .append("\"></audio></td></tr>\n");
            }
        }
    }

    private static void row(StringBuilder h, String... cells) {
        h.append("<tr>");
        for (String c : cells) {
            h.append("<td>").append(escape(c)).append("</td>");
        }
        h.append("</tr>\n");
    }

    private static String escape(String s) {
        return s.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
