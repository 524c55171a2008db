package org.syrinx.compare.internal.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.MetricScores;
import org.syrinx.eval.metric.Sample;

/** Figures as JSON and back. */
final class Scores {
    private Scores() {}

    static Map<String, Object> toJson(String key, MetricScores scores) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("key", key);
        out.put("metric", scores.info().id());
        out.put("whole", result(scores.whole()));
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < scores.results().size(); i++) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("prompt", scores.samples().get(i).id());
            one.put("seed", scores.samples().get(i).seed());
            one.putAll(result(scores.results().get(i)));
            all.add(one);
        }
        out.put("utterances", all);
        return out;
    }

    static Map<String, Object> result(MetricResult result) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("value", Json.figure(result.value()));
        out.put("weight", result.weight());
        if (!result.available()) {
            out.put("why", result.why());
        }
        Map<String, Object> details = new LinkedHashMap<>();
        result.details()
                .forEach((k, v) -> details.put(k, v instanceof Double d ? Json.figure(d) : v));
        if (!details.isEmpty()) {
            out.put("details", details);
        }
        return out;
    }

    /** The figures of samples that were measured before, in the same order. */
    static MetricScores of(Map<String, Object> json, MetricInfo info, List<Sample> samples) {
        List<MetricResult> results = new ArrayList<>();
        for (Object one : Json.<Object>list(json.get("utterances"))) {
            results.add(result(Json.map(one)));
        }
        if (!results.isEmpty() && results.size() != samples.size()) {
            throw new IllegalArgumentException(results.size() + " figures");
        }
        return new MetricScores(info, samples, results, result(Json.map(json.get("whole"))));
    }

    private static MetricResult result(Map<String, Object> json) {
        return new MetricResult(
                Json.number(json.get("value")),
                Json.number(json.get("weight")),
                String.valueOf(json.getOrDefault("why", "")),
                Json.map(json.get("details")));
    }
}
