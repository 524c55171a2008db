package org.syrinx.compare.internal.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.syrinx.api.Progress;
import org.syrinx.api.StageInfo;
import org.syrinx.compare.internal.run.ArmResult;
import org.syrinx.compare.internal.run.Comparison;
import org.syrinx.compare.internal.run.OutputFolder;
import org.syrinx.compare.internal.run.Plan;
import org.syrinx.compare.internal.run.Reproduction;
import org.syrinx.compare.internal.run.WhatDiffers;

/** The page: opens from a file, needs nothing from anywhere else, works without scripts too. */
public final class HtmlReport {
    private final Comparison comparison;
    private final OutputFolder folder;
    private final long embed;
    private final StringBuilder out = new StringBuilder();

    /**
     * A page.
     *
     * @param comparison what it shows
     * @param folder where the sounds are
     * @param embed bytes of sound that it may contain
     */
    public HtmlReport(Comparison comparison, OutputFolder folder, long embed) {
        this.comparison = comparison;
        this.folder = folder;
        this.embed = embed;
    }

    /**
     * Writes it.
     *
     * @param progress pictures take time
     * @return the page
     */
    public String write(Progress progress) {
        ListeningCards cards = new ListeningCards(comparison, folder, embed);
        String listening = cards.write(progress);
        List<ArmResult> arms = comparison.speaking();
        String title =
                "Comparison of "
                        + arms.stream().map(ArmResult::name).collect(Collectors.joining(", "));
        out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .append("<link rel=\"icon\" href=\"data:,\">\n<title>")
                .append(Html.text(title))
                .append("</title>\n<style>\n")
                .append(resource("report.css"))
                .append("</style></head>\n<body><a class=\"skip\" href=\"#listen\">Skip to")
                .append(" listening</a>\n");
        header(title);
        out.append("<main>\n");
        differs(arms);
        failures();
        reproduction();
        out.append(FigureTables.of(comparison));
        listening(listening, cards);
        Provenance.write(comparison, out);
        out.append("</main>\n<p id=\"announce\" class=\"hidden\" aria-live=\"polite\"></p>\n")
                .append("<script>\n")
                .append(resource("report.js"))
                .append("</script></body></html>\n");
        return out.toString();
    }

    private void header(String title) {
        Plan plan = comparison.plan();
        out.append("<header><h1>")
                .append(Html.text(title))
                .append("</h1><p>")
                .append(plan.prompts().items().size())
                .append(" prompts of <b>")
                .append(Html.text(plan.prompts().title()))
                .append("</b>, ")
                .append(plan.seeds().size() == 1 ? "seed " : "seeds ")
                .append(
                        plan.seeds().stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(", ")))
                .append("; every sound at ")
                .append(comparison.rate())
                .append(" Hz and ")
                .append(Html.number(plan.loudness()))
                .append(" LUFS. ")
                .append(Html.text(plan.prompts().purpose()))
                .append("</p><p class=\"id\">")
                .append(Html.text(comparison.id()))
                .append(" · ")
                .append(Html.text(comparison.finished()))
                .append("</p></header>\n");
    }

    private void differs(List<ArmResult> arms) {
        WhatDiffers what = WhatDiffers.between(arms);
        out.append("<section id=\"differs\" class=\"box\"><h2>What differs</h2><p>")
                .append(Html.text(what.sentence()))
                .append("</p>");
        if (!what.rows().isEmpty()) {
            out.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\"")
                    .append(" aria-label=\"Stages\"><table><thead><tr>")
                    .append("<th scope=\"col\">Stage</th>");
            for (int i = 0; i < arms.size(); i++) {
                out.append("<th scope=\"col\"><span class=\"badge\" style=\"--arm:")
                        .append(Palette.css(i))
                        .append("\">")
                        .append(Palette.letter(i))
                        .append("</span>")
                        .append(Html.text(arms.get(i).name()))
                        .append(
                                arms.get(i).spec().speaker().isEmpty()
                                        ? ""
                                        : " <span class=\"unit\">speaker "
                                                + Html.text(arms.get(i).spec().speaker())
                                                + "</span>")
                        .append("</th>");
            }
            out.append("</tr></thead><tbody>");
            for (WhatDiffers.Row row : what.rows()) {
                row(row, arms);
            }
            out.append("</tbody></table></div>");
        }
        out.append("</section>\n");
    }

    private void row(WhatDiffers.Row row, List<ArmResult> arms) {
        out.append("<tr class=\"")
                .append(row.same() ? "held" : "varied")
                .append("\"><th scope=\"row\">")
                .append(Html.text(row.role().key()))
                .append(row.same() ? " <span class=\"unit\">held</span>" : " <b>differs</b>")
                .append("</th>");
        for (ArmResult arm : arms) {
            StageInfo info = row.stages().get(arm.name());
            out.append("<td>")
                    .append(info == null ? "none" : Html.text(WhatDiffers.describe(info)))
                    .append("</td>");
        }
        out.append("</tr>");
    }

    private void failures() {
        List<ArmResult> failed =
                comparison.arms().stream()
                        .filter(a -> !a.failure().isEmpty() || !a.errors().isEmpty())
                        .toList();
        if (failed.isEmpty()) {
            return;
        }
        out.append("<section id=\"failures\" class=\"box alert\"><h2>What failed</h2><dl>");
        for (ArmResult arm : failed) {
            out.append("<dt>").append(Html.text(arm.name())).append("</dt><dd>");
            if (arm.failure().isEmpty()) {
                Map.Entry<?, String> first = arm.errors().entrySet().iterator().next();
                out.append(arm.errors().size())
                        .append(" utterances; the first: ")
                        .append(Html.text(first.getValue()));
            } else {
                out.append(Html.text(arm.failure()));
            }
            out.append("</dd>");
        }
        out.append("</dl></section>\n");
    }

    private void reproduction() {
        Reproduction again = comparison.reproduction();
        if (again == null) {
            return;
        }
        out.append("<section id=\"reproduction\" class=\"box\"><h2>Run again</h2><p>Of ")
                .append(Html.text(again.of()))
                .append(": ")
                .append(again.same())
                .append(" of ")
                .append(again.utterances())
                .append(" utterances are the same, bit for bit.</p><ul>");
        again.changes().forEach(c -> out.append("<li>").append(Html.text(c)).append("</li>"));
        out.append("</ul></section>\n");
    }

    private void listening(String cards, ListeningCards facts) {
        out.append("<section id=\"listen\"><h2>Listen</h2>\n<div class=\"bar\">")
                .append("<p><kbd>A</kbd> <kbd>B</kbd> … switch in place · <kbd>Space</kbd> play,")
                .append(" pause · <kbd>N</kbd> <kbd>P</kbd> next, previous prompt · click a")
                .append(" picture to jump</p>")
                .append("<label><input type=\"checkbox\" id=\"loop\"> Loop</label>")
                .append("<label><input type=\"checkbox\" id=\"blind\"> Blind</label>");
        if (!facts.headlines().isEmpty()) {
            out.append("<label>Order <select id=\"order\"><option value=\"set\">of the set")
                    .append("</option><option value=\"spread\">largest difference in ")
                    .append(Html.text(facts.headlines().get(0).info().name()))
                    .append("</option></select></label>");
        }
        out.append("</div>\n");
        if (facts.linked() > 0) {
            out.append("<p class=\"warning\">")
                    .append(facts.linked())
                    .append(" sounds are not in this file; they play from the folders audio/ and")
                    .append(" reference/ beside it.</p>\n");
        }
        out.append("<div id=\"cards\">\n").append(cards).append("</div></section>\n");
    }

    private static String resource(String name) {
        try (InputStream in =
                HtmlReport.class.getResourceAsStream("/org/syrinx/compare/report/" + name)) {
            if (in == null) {
                throw new IllegalStateException("this bundle was built without " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
