package org.syrinx.eval.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.syrinx.eval.ErrorRate;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricInfo.Better;
import org.syrinx.eval.metric.MetricInfo.Family;
import org.syrinx.eval.metric.MetricInfo.Need;
import org.syrinx.eval.metric.MetricInfo.Pooling;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.MetricScores;
import org.syrinx.eval.metric.Sample;
import org.syrinx.eval.stats.ClusterBootstrap;
import org.syrinx.eval.stats.Interval;

/**
 * One meter on one task: the voice, the teacher, and the same hypotheses scored against a wrong
 * sentence.
 */
final class Score {
    private static final MetricInfo ERRORS =
            new MetricInfo(
                    "errors",
                    "Errors",
                    "",
                    Family.INTELLIGIBILITY,
                    Better.LOWER,
                    Set.of(Need.TEXT),
                    Pooling.MEAN,
                    "(substitutions + deletions + insertions) / tokens, pooled",
                    "V. I. Levenshtein 1966",
                    "see docs/evaluation.md");

    private final String meter;
    private final String task;
    private final List<Item> items = new ArrayList<>();
    private final List<ErrorRate> voice = new ArrayList<>();
    private final List<ErrorRate> teacher = new ArrayList<>();
    private final List<ErrorRate> wrong = new ArrayList<>();

    Score(String meter, String task) {
        this.meter = meter;
        this.task = task;
    }

    void add(Item item, ErrorRate ofVoice, ErrorRate ofTeacher, ErrorRate ofWrongSentence) {
        items.add(item);
        voice.add(ofVoice);
        teacher.add(ofTeacher);
        wrong.add(ofWrongSentence);
    }

    String meter() {
        return meter;
    }

    String task() {
        return task;
    }

    ErrorRate voice() {
        return pooled(voice);
    }

    ErrorRate teacher() {
        return pooled(teacher);
    }

    ErrorRate wrong() {
        return pooled(wrong);
    }

    /**
     * The 95 % interval of the voice's rate. Four speakers who read the same fifty sentences are
     * not two hundred independent utterances: whole speakers are drawn, or whole sentences with all
     * who read them.
     */
    Interval interval() {
        List<Sample> samples = new ArrayList<>();
        List<MetricResult> rates = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            samples.add(
                    Sample.of(items.get(i).reference().text())
                            .speaker(items.get(i).reference().speaker())
                            .audio(items.get(i).judged())
                            .build());
            ErrorRate e = voice.get(i);
            rates.add(
                    e.tokens() == 0
                            ? MetricResult.notAvailable("Nothing was said.")
                            : MetricResult.of(e.rate(), e.tokens()));
        }
        return ClusterBootstrap.of(
                new MetricScores(ERRORS, samples, rates, MetricScores.pool(Pooling.MEAN, rates)),
                1);
    }

    int utterances() {
        return items.size();
    }

    private long different(Function<Item, String> what) {
        return items.stream().map(what).distinct().count();
    }

    Map<String, Object> toJson() {
        Interval interval = interval();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("meter", meter);
        json.put("task", task);
        json.put("utterances", items.size());
        json.put("sentences", different(i -> i.reference().text()));
        json.put("speakers", different(i -> i.reference().speaker()));
        json.put("tokens", voice().tokens());
        json.put("error_rate", voice().rate());
        json.put(
                "interval_95",
                interval.known() ? List.of(interval.lower(), interval.upper()) : null);
        json.put("interval_clusters", interval.clusters());
        json.put("interval_by", interval.by());
        json.put("substitutions", voice().substitutions());
        json.put("deletions", voice().deletions());
        json.put("insertions", voice().insertions());
        json.put("teacher_error_rate", teacher().rate());
        json.put("wrong_sentence_error_rate", wrong().rate());
        return json;
    }

    private static ErrorRate pooled(List<ErrorRate> parts) {
        return parts.stream().reduce(ErrorRate.NONE, ErrorRate::plus);
    }
}
