package org.syrinx.eval.internal.signal;

import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.syrinx.audio.dsp.Loudness;
import org.syrinx.eval.internal.PlainMetric;
import org.syrinx.eval.metric.Metric;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricInfo.Better;
import org.syrinx.eval.metric.MetricInfo.Family;
import org.syrinx.eval.metric.MetricInfo.Pooling;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.Sample;

/** True peak. */
@Component(service = Metric.class, property = Metric.ID + "=true.peak")
public final class TruePeak extends PlainMetric {
    /** Creates the metric. */
    public TruePeak() {
        super(
                new MetricInfo(
                        "true.peak",
                        "True peak",
                        "dBTP",
                        Family.SIGNAL,
                        Better.LOWER,
                        Set.of(),
                        Pooling.MAX,
                        "Largest magnitude after oversampling to at least 192 kHz, in dB of full"
                                + " scale; the largest of the set.",
                        "ITU-R BS.1770-4, annex 2.",
                        "Below 0 all is well and less is no better; above 0 a player will clip."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        double peak = Loudness.truePeak(sample.audio());
        return Double.isInfinite(peak)
                ? MetricResult.notAvailable("There is only silence.")
                : MetricResult.of(peak);
    }
}
