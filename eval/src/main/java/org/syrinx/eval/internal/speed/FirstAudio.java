package org.syrinx.eval.internal.speed;

import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.syrinx.eval.internal.PlainMetric;
import org.syrinx.eval.metric.Metric;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricInfo.Better;
import org.syrinx.eval.metric.MetricInfo.Family;
import org.syrinx.eval.metric.MetricInfo.Need;
import org.syrinx.eval.metric.MetricInfo.Pooling;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.Sample;

/** Time to first audio. */
@Component(service = Metric.class, property = Metric.ID + "=speed.first-audio")
public final class FirstAudio extends PlainMetric {
    /** Creates the metric. */
    public FirstAudio() {
        super(
                new MetricInfo(
                        "speed.first-audio",
                        "Time to first audio",
                        "s",
                        Family.SPEED,
                        Better.LOWER,
                        Set.of(Need.SPEECH),
                        Pooling.MEDIAN,
                        "Seconds from the request to the first samples.",
                        "docs/evaluation.md.",
                        "Of this machine, with what else it was doing. What was spoken to warm up"
                            + " is left out; all sound was made and taken. The details p50, p90 and"
                            + " p99 are over utterances. Pipelines that cut long texts into"
                            + " sentences speak before they have read all."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        Double seconds = sample.speech().orElseThrow().seconds().get("first_audio");
        return seconds == null || seconds.isNaN()
                ? MetricResult.notAvailable("The pipeline did not report when it was first heard.")
                : MetricResult.of(seconds);
    }
}
