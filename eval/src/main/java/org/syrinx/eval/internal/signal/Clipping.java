package org.syrinx.eval.internal.signal;

import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.syrinx.audio.dsp.Levels;
import org.syrinx.eval.internal.PlainMetric;
import org.syrinx.eval.metric.Metric;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricInfo.Better;
import org.syrinx.eval.metric.MetricInfo.Family;
import org.syrinx.eval.metric.MetricInfo.Pooling;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.Sample;

/** Samples at full scale. */
@Component(service = Metric.class, property = Metric.ID + "=clipping")
public final class Clipping extends PlainMetric {
    /** Creates the metric. */
    public Clipping() {
        super(
                new MetricInfo(
                        "clipping",
                        "Clipped samples",
                        "",
                        Family.SIGNAL,
                        Better.LOWER,
                        Set.of(),
                        Pooling.SUM,
                        "Samples of magnitude 0.99996 or more (the last steps of 16 bits); the sum"
                                + " over the set.",
                        "Plain.",
                        "Sound that was clipped and then made softer is not found."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        return MetricResult.of(Levels.of(sample.audio()).clipped());
    }
}
