package org.syrinx.eval.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.eval.Bootstrap;
import org.syrinx.eval.ErrorRate;

/**
 * One meter on one task: the voice, the teacher, and the same hypotheses scored against a wrong
 * sentence.
 */
final class Score {
    private final String meter;
    private final String task;
    private final List<ErrorRate> voice = new ArrayList<>();
    private final List<ErrorRate> teacher = new ArrayList<>();
    private final List<ErrorRate> wrong = new ArrayList<>();

    Score(String meter, String task) {
        this.meter = meter;
        this.task = task;
    }

    void add(ErrorRate ofVoice, ErrorRate ofTeacher, ErrorRate ofWrongSentence) {
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

    double[] interval() {
        return Bootstrap.interval(voice, 2000, 1);
    }

    int utterances() {
        return voice.size();
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("meter", meter);
        json.put("task", task);
        json.put("utterances", voice.size());
        json.put("tokens", voice().tokens());
        json.put("error_rate", voice().rate());
        json.put("interval_95", List.of(interval()[0], interval()[1]));
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
