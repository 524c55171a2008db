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

/** Work over sound. */
@Component(service = Metric.class, property = Metric.ID + "=speed.rtf")
public final class RealTimeFactor extends PlainMetric {
    /** Creates the metric. */
    public RealTimeFactor() {
        super(
                new MetricInfo(
                        "speed.rtf",
                        "Real-time factor",
                        "",
                        Family.SPEED,
                        Better.LOWER,
                        Set.of(Need.SPEECH),
                        Pooling.MEDIAN,
                        "Seconds of work over seconds of sound, for each utterance.",
                        "docs/evaluation.md.",
                        "Of this machine, with what else it was doing. What was spoken to warm up"
                            + " is left out; all sound was made and taken. The details p50, p90 and"
                            + " p99 are over utterances."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        double rtf = sample.speech().orElseThrow().realTimeFactor();
        return Double.isNaN(rtf) || Double.isInfinite(rtf)
                ? MetricResult.notAvailable("The pipeline reported no time, or made no sound.")
                : MetricResult.of(rtf);
    }
}
