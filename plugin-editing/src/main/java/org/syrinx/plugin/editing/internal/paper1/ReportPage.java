package org.syrinx.plugin.editing.internal.paper1;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The report as a page with plots and sound. It lists what this run has kept and nothing else that
 * may lie in the folder.
 *
 * @param header what was run, name to text
 * @param result what was found
 * @param out the folder
 */
record ReportPage(Map<String, String> header, Study.Result result, Path out) {
    String html() {
        StringBuilder h = new StringBuilder();
        h.append("<!DOCTYPE html>\n<html lang=\"en\"><meta charset=\"utf-8\">")
                .append("<title>Paper 1, re-tested</title><style>body{font:16px/1.5 sans-serif;")
                .append("max-width:70em;margin:2em auto;padding:0 1em}table{border-collapse:")
                .append("collapse}td,th{border:1px solid #999;padding:.2em .6em;text-align:left}")
                .append("img{max-width:100%}</style>\n<h1>Directions in h-space, re-tested</h1>\n")
                .append("<p>arXiv 2402.12423; protocol ")
                .append(Protocol.VERSION)
                .append("; outcomes fixed beforehand, except H1m.</p>\n<table>\n");
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
                                        Report.interval(a.interval()),
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
        h.append(
                        "<h2>The two main arms at matched content</h2>\n"
                                + "<p>Each at the strength that flips ")
                .append("most on the test items and loses no more than so much of the content; ")
                .append("strengths are chosen anew in every draw of the interval.</p>\n<table>\n");
        result.matched().rows().forEach(r -> row(h, r.toArray(String[]::new)));
        h.append("</table>\n");
        effort(h);
        h.append("<h2>Curves, on the test items</h2>\n")
                .append("<p>Arms that were tested at one strength are points.</p>\n")
                .append("<img src=\"effects.png\" alt=\"effects against strength\">\n");
        sounds(h);
        return h.append("</html>\n").toString();
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

    private void sounds(StringBuilder h) {
        h.append("<h2>Sound</h2>\n<p>Of one woman and one man, the first text of the test: ")
                .append("unedited, at the strength that the verdicts are drawn from, and of the ")
                .append("main arms at -3, -1, 1 and 3 too. Positive strengths go to female.</p>\n");
        Map<String, String> arms = new LinkedHashMap<>();
        arms.put(Arm.PLAIN, "unedited speech");
        arms.putAll(result.about());
        result.effort().arms().forEach((id, a) -> arms.put(id, a.about()));
        arms.forEach(
                (id, about) -> {
                    h.append("<h3>").append(escape(id + ": " + about)).append("</h3>\n");
                    List<Sound> own =
                            result.sounds().stream().filter(s -> s.arm().equals(id)).toList();
                    if (own.isEmpty()) {
                        h.append("<p>").append(escape(silent(id))).append("</p>\n");
                        return;
                    }
                    h.append("<table>\n");
                    own.forEach(s -> sound(h, s));
                    h.append("</table>\n");
                });
    }

    /** Why an arm has no sound of its own. */
    private String silent(String arm) {
        Outcomes.ArmResult tested = result.arms().get(arm);
        return tested != null && tested.strength() == 0
                ? "No strength flipped anything and kept the content: this is the unedited speech."
                : "Nothing was kept.";
    }

    private void sound(StringBuilder h, Sound s) {
        String what = s.speaker();
        Outcomes.ArmResult tested = result.arms().get(s.arm());
        if (!s.arm().equals(Arm.PLAIN) && !s.arm().equals(Arm.SWAP)) {
            what += String.format(Locale.ROOT, ", strength %+.2f", s.strength());
            if (tested != null && Math.abs(s.strength()) == tested.strength()) {
                what += " (chosen)";
            }
        }
        String file = out.relativize(s.file()).toString().replace('\\', '/');
        h.append("<tr><td>")
                .append(escape(what))
                .append("</td><td><audio controls preload=\"none\" src=\"")
                .append(escape(file))
                .append("\"></audio></td></tr>\n");
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
