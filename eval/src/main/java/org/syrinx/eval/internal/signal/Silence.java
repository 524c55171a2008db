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

/** Share of silent frames. */
@Component(service = Metric.class, property = Metric.ID + "=silence")
public final class Silence extends PlainMetric {
    /** Creates the metric. */
    public Silence() {
        super(
                new MetricInfo(
                        "silence",
                        "Silence",
                        "%",
                        Family.SIGNAL,
                        Better.AS_REFERENCE,
                        Set.of(),
                        Pooling.MEAN,
                        "100 times the share of 20 ms frames below -50 dBFS.",
                        "Plain.",
                        "Absolute: a soft voice seems silent. 90 % and more is a file without"
                                + " speech."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        return MetricResult.of(100 * Levels.of(sample.audio()).silenceRatio());
    }
}
