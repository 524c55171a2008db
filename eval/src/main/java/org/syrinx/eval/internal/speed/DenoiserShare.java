package org.syrinx.eval.internal.speed;

import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.Role;
import org.syrinx.eval.internal.PlainMetric;
import org.syrinx.eval.metric.Metric;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricInfo.Better;
import org.syrinx.eval.metric.MetricInfo.Family;
import org.syrinx.eval.metric.MetricInfo.Need;
import org.syrinx.eval.metric.MetricInfo.Pooling;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.Sample;

/** How much of the time the denoiser takes. */
@Component(service = Metric.class, property = Metric.ID + "=speed.denoiser")
public final class DenoiserShare extends PlainMetric {
    /** Creates the metric. */
    public DenoiserShare() {
        super(
                new MetricInfo(
                        "speed.denoiser",
                        "Denoiser's share",
                        "%",
                        Family.SPEED,
                        Better.NEITHER,
                        Set.of(Need.SPEECH),
                        Pooling.MEDIAN,
                        "100 times the seconds in the denoiser over all seconds of work.",
                        "docs/evaluation.md.",
                        "Of this machine, with what else it was doing. What was spoken to warm up"
                            + " is left out; all sound was made and taken. The details p50, p90 and"
                            + " p99 are over utterances."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        return StageShare.of(sample.speech().orElseThrow(), Role.DENOISER);
    }
}
