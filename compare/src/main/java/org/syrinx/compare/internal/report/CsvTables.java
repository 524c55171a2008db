package org.syrinx.compare.internal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.syrinx.compare.internal.prompts.PromptItem;
import org.syrinx.compare.internal.run.ArmResult;
import org.syrinx.compare.internal.run.Comparison;
import org.syrinx.compare.internal.run.Figure;
import org.syrinx.compare.internal.run.Spot;
import org.syrinx.compare.internal.run.Take;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.stats.Difference;
import org.syrinx.eval.stats.Interval;

/** The result as tables after RFC 4180; a figure that does not exist is an empty field. */
public final class CsvTables {
    private final StringBuilder out = new StringBuilder();

    private CsvTables() {}

    /**
     * One line for each figure of each arm.
     *
     * @param c the comparison
     * @return CSV with a head
     */
    public static String figures(Comparison c) {
        CsvTables csv = new CsvTables();
        csv.line(
                "metric",
                "unit",
                "arm",
                "value",
                "lower",
                "upper",
                "n",
                "p50",
                "p90",
                "p99",
                "difference",
                "difference_lower",
                "difference_upper",
                "p_corrected",
                "verdict",
                "why");
        for (Figure f : c.figures()) {
            f.scores()
                    .forEach(
                            (arm, scores) -> {
                                MetricResult whole = scores.whole();
                                Interval interval = f.intervals().get(arm);
                                Difference d = f.differences().get(arm);
                                csv.line(
                                        f.info().id(),
                                        f.info().unit(),
                                        arm,
                                        number(whole.value()),
                                        number(interval.lower()),
                                        number(interval.upper()),
                                        whole.details().getOrDefault("n", ""),
                                        whole.details().getOrDefault("p50", ""),
                                        whole.details().getOrDefault("p90", ""),
                                        whole.details().getOrDefault("p99", ""),
                                        d == null ? "" : number(d.value()),
                                        d == null ? "" : number(d.interval().lower()),
                                        d == null ? "" : number(d.interval().upper()),
                                        d == null ? "" : number(d.adjusted()),
                                        d == null
                                                ? ""
                                                : d.verdict().name().toLowerCase(Locale.ROOT),
                                        whole.why());
                            });
        }
        return csv.out.toString();
    }

    /**
     * One line for each utterance of each arm, one column for each metric of utterances.
     *
     * @param c the comparison
     * @return CSV with a head
     */
    public static String utterances(Comparison c) {
        CsvTables csv = new CsvTables();
        List<Figure> figures =
                c.figures().stream()
                        .filter(
                                f ->
                                        f.scores().values().stream()
                                                .anyMatch(s -> !s.results().isEmpty()))
                        .toList();
        List<Object> head =
                new ArrayList<>(
                        List.of(
                                "prompt",
                                "seed",
                                "arm",
                                "text",
                                "seconds",
                                "raw_rate",
                                "raw_lufs",
                                "gain_db",
                                "audio",
                                "error"));
        figures.forEach(f -> head.add(f.info().id()));
        csv.line(head.toArray());
        for (PromptItem item : c.plan().prompts().items()) {
            for (long seed : c.plan().seeds()) {
                Spot spot = new Spot(item.id(), seed);
                for (ArmResult arm : c.arms()) {
                    csv.utterance(item, spot, arm, figures);
                }
            }
        }
        return csv.out.toString();
    }

    private void utterance(PromptItem item, Spot spot, ArmResult arm, List<Figure> figures) {
        List<Object> fields =
                new ArrayList<>(List.of(item.id(), spot.seed(), arm.name(), item.text()));
        Take take = arm.takes().get(spot);
        if (take == null) {
            String why = arm.errors().getOrDefault(spot, arm.failure());
            fields.addAll(List.of("", "", "", "", "", why));
            figures.forEach(f -> fields.add(""));
        } else {
            fields.add(number(take.raw().seconds()));
            fields.add(take.raw().sampleRate());
            fields.add(number(take.raw().loudness()));
            fields.add(number(take.levelled().gain()));
            fields.add("audio/" + arm.name() + "/" + item.id() + ".seed" + spot.seed() + ".wav");
            fields.add("");
            for (Figure f : figures) {
                MetricResult r = ListeningCards.result(f, arm.name(), spot);
                fields.add(r == null ? "" : number(r.value()));
            }
        }
        line(fields.toArray());
    }

    private static String number(double x) {
        return Double.isNaN(x) ? "" : Double.toString(x);
    }

    private void line(Object... fields) {
        for (int i = 0; i < fields.length; i++) {
            String field = String.valueOf(fields[i]);
            boolean quoted = field.matches("(?s).*[\",\\r\\n].*");
            out.append(i == 0 ? "" : ",")
                    .append(quoted ? "\"" + field.replace("\"", "\"\"") + "\"" : field);
        }
        out.append("\r\n");
    }
}
