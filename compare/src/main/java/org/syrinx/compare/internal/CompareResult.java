package org.syrinx.compare.internal;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.syrinx.api.command.CommandResult;
import org.syrinx.compare.internal.report.Particulars;
import org.syrinx.compare.internal.run.ArmResult;
import org.syrinx.compare.internal.run.Comparison;
import org.syrinx.compare.internal.run.Figure;
import org.syrinx.compare.internal.run.WhatDiffers;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.stats.Difference;

/** What a comparison found, in short; the report has the rest. */
final class CompareResult implements CommandResult {
    private final Comparison comparison;
    private final Map<String, Object> json;
    private final Path page;

    CompareResult(Comparison comparison, Map<String, Object> json, Path page) {
        this.comparison = comparison;
        this.json = json;
        this.page = page;
    }

    @Override
    public String toText() {
        StringBuilder out = new StringBuilder();
        for (ArmResult arm : comparison.arms()) {
            out.append(
                    String.format(
                            Locale.ROOT,
                            "%-24s %4d utterances: %d kept, %d made, %d made again%s%n",
                            arm.name(),
                            arm.takes().size(),
                            arm.work().kept(),
                            arm.work().made(),
                            arm.work().again(),
                            arm.errors().isEmpty() ? "" : ", " + arm.errors().size() + " failed"));
            if (!arm.failure().isEmpty()) {
                out.append("  ").append(arm.failure()).append('\n');
            } else if (!arm.errors().isEmpty()) {
                out.append("  ").append(arm.errors().values().iterator().next()).append('\n');
            }
        }
        out.append('\n').append(WhatDiffers.between(comparison.speaking()).sentence());
        out.append("\n\n");
        for (Figure figure : comparison.figures()) {
            if (figure.known()) {
                figure(figure, out);
            }
        }
        long unknown = comparison.figures().stream().filter(f -> !f.known()).count();
        if (unknown > 0) {
            out.append(unknown).append(" figures were not measured; the report says why\n");
        }
        if (comparison.reproduction() != null) {
            out.append(
                    String.format(
                            Locale.ROOT,
                            "%n%d of %d utterances are the same as those of %s%n",
                            comparison.reproduction().same(),
                            comparison.reproduction().utterances(),
                            comparison.reproduction().of()));
            comparison
                    .reproduction()
                    .changes()
                    .forEach(c -> out.append("  ").append(c).append('\n'));
        }
        return out.append('\n').append(page).toString();
    }

    private static void figure(Figure figure, StringBuilder out) {
        out.append(figure.info().name());
        if (!figure.info().unit().isEmpty()) {
            out.append(", ").append(figure.info().unit());
        }
        out.append('\n');
        figure.scores()
                .forEach(
                        (arm, scores) -> {
                            MetricResult whole = scores.whole();
                            out.append(String.format(Locale.ROOT, "  %-22s ", arm));
                            if (!whole.available()) {
                                out.append("not available: ").append(whole.why()).append('\n');
                                return;
                            }
                            out.append(String.format(Locale.ROOT, "%10.4g", whole.value()));
                            if (figure.intervals().get(arm).known()) {
                                out.append(
                                        String.format(
                                                Locale.ROOT,
                                                "  [%.4g, %.4g]",
                                                figure.intervals().get(arm).lower(),
                                                figure.intervals().get(arm).upper()));
                            }
                            Difference d = figure.differences().get(arm);
                            if (d != null) {
                                out.append("  difference: ").append(d);
                                if (d.verdict() != Difference.Verdict.NONE) {
                                    out.append(' ')
                                            .append(d.verdict().name().toLowerCase(Locale.ROOT));
                                }
                            }
                            String beside = Particulars.of(figure.info(), whole);
                            out.append(beside.isEmpty() ? "" : "  (" + beside + ")").append('\n');
                        });
        if (figure.floorUnknown()) {
            out.append("  floor unknown: --reference DIR gives the recogniser's own error\n");
        }
    }

    @Override
    public Map<String, Object> toJson() {
        return json;
    }

    @Override
    public int exitCode() {
        return comparison.missing() == 0 ? 0 : 1;
    }

    @Override
    public String toString() {
        return toText();
    }
}
