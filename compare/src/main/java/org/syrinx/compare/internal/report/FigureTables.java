package org.syrinx.compare.internal.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.syrinx.compare.internal.run.ArmResult;
import org.syrinx.compare.internal.run.Comparison;
import org.syrinx.compare.internal.run.Figure;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricInfo.Family;
import org.syrinx.eval.metric.MetricInfo.Pooling;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.MetricScores;
import org.syrinx.eval.stats.Difference;
import org.syrinx.eval.stats.Interval;

/** The figures: one table for each family, charts, what each figure means, what is missing. */
final class FigureTables {
    private final Comparison comparison;
    private final List<ArmResult> arms;
    private final StringBuilder out = new StringBuilder();

    private FigureTables(Comparison comparison) {
        this.comparison = comparison;
        this.arms = comparison.speaking();
    }

    static String of(Comparison comparison) {
        FigureTables tables = new FigureTables(comparison);
        tables.write();
        return tables.out.toString();
    }

    private void write() {
        out.append("<section id=\"figures\"><h2>Figures</h2>\n");
        Map<Family, List<Figure>> families = new EnumMap<>(Family.class);
        for (Figure f : comparison.figures()) {
            if (f.known()) {
                families.computeIfAbsent(f.info().family(), k -> new ArrayList<>()).add(f);
            }
        }
        if (families.isEmpty()) {
            out.append("<p>Nothing was measured.</p>");
        } else {
            out.append("<p>Each figure is pooled over all utterances; below it its 95&nbsp;%")
                    .append(" interval (bootstrap of whole sentences). Under every other arm: its")
                    .append(" difference from ")
                    .append(badge(0))
                    .append(Html.text(arms.get(0).name()))
                    .append(", over the sentences that both have. <b>none</b> means that the")
                    .append(" difference lies inside its interval, or that a paired permutation")
                    .append(" test, corrected for the number of arms (Holm), does not reach")
                    .append(" 0.05.</p>\n");
            families.forEach(this::table);
            charts(families);
            meanings(families);
        }
        missing();
        out.append("</section>\n");
    }

    private static String badge(int arm) {
        return "<span class=\"badge\" style=\"--arm:"
                + Palette.css(arm)
                + "\">"
                + Palette.letter(arm)
                + "</span>";
    }

    private void table(Family family, List<Figure> figures) {
        boolean references = figures.stream().anyMatch(f -> f.reference() != null);
        out.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(name(family))
                .append("\"><table class=\"figures\"><caption>")
                .append(name(family))
                .append("</caption><thead><tr><th scope=\"col\">Figure</th>");
        for (int i = 0; i < arms.size(); i++) {
            out.append("<th scope=\"col\">")
                    .append(badge(i))
                    .append(Html.text(arms.get(i).name()))
                    .append("</th>");
        }
        if (references) {
            out.append("<th scope=\"col\">reference itself</th>");
        }
        out.append("</tr></thead><tbody>\n");
        for (Figure f : figures) {
            row(f, references);
        }
        out.append("</tbody></table></div>\n");
    }

    private void row(Figure figure, boolean references) {
        MetricInfo info = figure.info();
        out.append("<tr><th scope=\"row\"><a href=\"#m-")
                .append(Html.text(info.id()))
                .append("\">")
                .append(Html.text(info.name()))
                .append("</a> <span class=\"unit\">")
                .append(Html.text(info.unit()))
                .append(direction(info))
                .append("</span>");
        if (figure.floorUnknown()) {
            out.append(
                            "<span class=\"unit floor\">floor unknown: the recogniser&#39;s own"
                                    + " error on")
                    .append(" references was not measured (--reference)</span>");
        }
        out.append("</th>");
        for (ArmResult arm : arms) {
            MetricScores scores = figure.scores().get(arm.name());
            out.append("<td>");
            cell(info, scores.whole(), figure.intervals().get(arm.name()));
            Difference difference = figure.differences().get(arm.name());
            if (difference != null && scores.whole().available()) {
                difference(difference);
            }
            out.append("</td>");
        }
        if (references) {
            out.append("<td>");
            if (figure.reference() == null) {
                out.append("<span class=\"unit\">–</span>");
            } else {
                cell(info, figure.reference().whole(), null);
            }
            out.append("</td>");
        }
        out.append("</tr>\n");
    }

    private void cell(MetricInfo info, MetricResult whole, Interval interval) {
        if (!whole.available()) {
            out.append("<span class=\"unit\" title=\"")
                    .append(Html.text(whole.why()))
                    .append("\">not available</span>");
            return;
        }
        out.append("<span class=\"value\">").append(Html.number(whole.value())).append("</span>");
        if (interval != null && interval.known()) {
            out.append("<span class=\"interval\">[")
                    .append(Html.number(interval.lower()))
                    .append(", ")
                    .append(Html.number(interval.upper()))
                    .append("]</span>");
        }
        out.append("<span class=\"unit particulars\">")
                .append(Html.text(Particulars.of(info, whole)))
                .append("</span>");
    }

    private void difference(Difference d) {
        String verdict = d.verdict().name().toLowerCase(Locale.ROOT);
        out.append("<span class=\"difference ").append(verdict).append("\" title=\"");
        out.append(
                Html.text(
                        d.pairs() == 0
                                ? "No sentence has both figures."
                                : d.info().pooling() == Pooling.MAX
                                        ? "Two maxima cannot be tested."
                                        : String.format(
                                                Locale.ROOT,
                                                "%s, p = %.4f, corrected %.4f, %d sentences",
                                                d.interval(),
                                                d.p(),
                                                d.adjusted(),
                                                d.pairs())));
        out.append("\">");
        if (verdict.equals("none")) {
            out.append("difference: none");
        } else {
            out.append(Html.signed(d.value()))
                    .append(" [")
                    .append(Html.number(d.interval().lower()))
                    .append(", ")
                    .append(Html.number(d.interval().upper()))
                    .append("] ")
                    .append(verdict);
        }
        out.append("</span>");
    }

    private void charts(Map<Family, List<Figure>> families) {
        if (arms.size() < 2) {
            return;
        }
        out.append("<details class=\"charts\" open><summary>As charts</summary><div>");
        families.values().stream().flatMap(List::stream).forEach(this::chart);
        out.append("</div></details>\n");
    }

    private void chart(Figure figure) {
        List<Charts.Bar> bars = new ArrayList<>();
        boolean any = false;
        for (int i = 0; i < arms.size(); i++) {
            String name = arms.get(i).name();
            double value = figure.scores().get(name).whole().value();
            if (Double.isFinite(value)) {
                Interval interval = figure.intervals().get(name);
                any |= interval.known();
                bars.add(
                        new Charts.Bar(
                                Palette.letter(i),
                                value,
                                interval.lower(),
                                interval.upper(),
                                Palette.awt(i)));
            }
        }
        boolean finite =
                bars.stream()
                        .allMatch(
                                b ->
                                        Double.isNaN(b.lower())
                                                || Double.isFinite(b.lower())
                                                        && Double.isFinite(b.upper()));
        if (any && finite && bars.size() > 1) {
            out.append(Charts.intervals(figure.info().name(), figure.info().unit(), bars));
        }
    }

    /** Colour of the references in charts. */
    static Color reference() {
        return Color.decode(Palette.REFERENCE);
    }

    private void meanings(Map<Family, List<Figure>> families) {
        out.append("<details><summary>What the figures mean, and when not to believe them")
                .append("</summary><dl>\n");
        families.values().stream()
                .flatMap(List::stream)
                .forEach(
                        f -> {
                            MetricInfo m = f.info();
                            out.append("<dt id=\"m-")
                                    .append(Html.text(m.id()))
                                    .append("\">")
                                    .append(Html.text(m.name()))
                                    .append(" <code>")
                                    .append(Html.text(m.id()))
                                    .append("</code></dt><dd>")
                                    .append(Html.text(m.formula()))
                                    .append(" <i>")
                                    .append(Html.text(m.source()))
                                    .append("</i> ")
                                    .append(Html.text(m.limits()))
                                    .append("</dd>\n");
                        });
        out.append("</dl></details>\n");
    }

    private void missing() {
        List<Figure> unknown = comparison.figures().stream().filter(f -> !f.known()).toList();
        if (unknown.isEmpty()) {
            return;
        }
        out.append("<details><summary>Not measured: ")
                .append(unknown.size())
                .append(" figures</summary><dl>\n");
        for (Figure f : unknown) {
            out.append("<dt>")
                    .append(Html.text(f.info().name()))
                    .append(" <code>")
                    .append(Html.text(f.info().id()))
                    .append("</code></dt><dd>")
                    .append(Html.text(f.why()))
                    .append("</dd>\n");
        }
        out.append("</dl></details>\n");
    }

    private static String direction(MetricInfo info) {
        return switch (info.better()) {
            case LOWER -> " ↓ lower is better";
            case HIGHER -> " ↑ higher is better";
            case AS_REFERENCE -> " = as the reference";
            case NEITHER -> "";
        };
    }

    static String name(Family family) {
        String lower = family.name().toLowerCase(Locale.ROOT);
        return Character.toUpperCase(lower.charAt(0)) + lower.substring(1);
    }
}
