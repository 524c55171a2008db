package org.syrinx.compare.internal.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.syrinx.compare.internal.run.ArmResult;
import org.syrinx.compare.internal.run.Comparison;
import org.syrinx.compare.internal.run.Figure;
import org.syrinx.compare.internal.run.Json;
import org.syrinx.compare.internal.run.WhatDiffers;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.stats.Difference;
import org.syrinx.eval.stats.Interval;

/** The result for machines; figures of single utterances are in {@code utterances.csv}. */
public final class JsonReport {
    private JsonReport() {}

    /**
     * The report.
     *
     * @param c the comparison
     * @return for {@code report.json} and {@code --json}
     */
    public static Map<String, Object> of(Comparison c) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", c.id());
        out.put("finished", c.finished().toString());
        out.put("prompts", c.plan().prompts().name());
        out.put("utterances_per_arm", c.plan().utterances());
        out.put("seeds", c.plan().seeds());
        out.put("sample_rate", c.rate());
        out.put("loudness_lufs", c.plan().loudness());
        WhatDiffers what = WhatDiffers.between(c.speaking());
        out.put("what_differs", what.sentence());
        out.put("varied_stage", what.one());
        out.put("references", c.references().size());
        List<Object> arms = new ArrayList<>();
        for (ArmResult arm : c.arms()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", arm.name());
            one.put("what", arm.spec().text());
            one.put("stages", Json.ofStages(arm.stages()));
            one.put("sample_rate", arm.sampleRate());
            one.put("utterances", arm.takes().size());
            one.put("failed", arm.errors().size());
            if (!arm.failure().isEmpty()) {
                one.put("failure", arm.failure());
            }
            Map<String, Object> work = new LinkedHashMap<>();
            work.put("kept", arm.work().kept());
            work.put("made", arm.work().made());
            work.put("made_again", arm.work().again());
            one.put("this_run", work);
            arms.add(one);
        }
        out.put("arms", arms);
        List<Object> figures = new ArrayList<>();
        c.figures().forEach(f -> figures.add(figure(f)));
        out.put("figures", figures);
        if (c.reproduction() != null) {
            Map<String, Object> again = new LinkedHashMap<>();
            again.put("of", c.reproduction().of());
            again.put("same", c.reproduction().same());
            again.put("utterances", c.reproduction().utterances());
            again.put("changes", c.reproduction().changes());
            out.put("reproduction", again);
        }
        return out;
    }

    private static Map<String, Object> figure(Figure f) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", f.info().id());
        out.put("name", f.info().name());
        out.put("unit", f.info().unit());
        out.put("family", lower(f.info().family()));
        out.put("better", lower(f.info().better()));
        out.put("provider", f.provider());
        Map<String, Object> arms = new LinkedHashMap<>();
        f.scores()
                .forEach(
                        (arm, scores) -> {
                            Map<String, Object> one = result(scores.whole());
                            Interval interval = f.intervals().get(arm);
                            if (interval.known()) {
                                one.put("interval_95", ends(interval));
                                one.put("clusters", interval.clusters());
                                one.put("clustered_by", interval.by());
                            }
                            Difference d = f.differences().get(arm);
                            if (d != null && d.pairs() > 0) {
                                one.put("difference", difference(d));
                            }
                            arms.put(arm, one);
                        });
        out.put("arms", arms);
        if (f.reference() != null) {
            out.put("reference", result(f.reference().whole()));
        } else if (f.floorUnknown()) {
            out.put("floor", "unknown: no --reference");
        }
        return out;
    }

    private static Map<String, Object> result(MetricResult whole) {
        Map<String, Object> out = new LinkedHashMap<>();
        if (whole.available()) {
            out.put("value", Json.figure(whole.value()));
            out.put("n", whole.details().get("n"));
            out.put("weight", Json.figure(whole.weight()));
            Map<String, Object> details = new LinkedHashMap<>();
            whole.details()
                    .forEach((k, v) -> details.put(k, v instanceof Double d ? Json.figure(d) : v));
            details.remove("n");
            if (!details.isEmpty()) {
                out.put("details", details);
            }
        } else {
            out.put("value", null);
            out.put("why", whole.why());
        }
        return out;
    }

    private static Map<String, Object> difference(Difference d) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("verdict", lower(d.verdict()));
        out.put("value", Json.figure(d.value()));
        if (d.interval().known()) {
            out.put("interval_95", ends(d.interval()));
        }
        out.put("p", Json.figure(d.p()));
        out.put("p_corrected", Json.figure(d.adjusted()));
        out.put("pairs", d.pairs());
        return out;
    }

    private static List<Object> ends(Interval interval) {
        return java.util.Arrays.asList(
                Json.figure(interval.lower()), Json.figure(interval.upper()));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
