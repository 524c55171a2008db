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

/** Integrated loudness. */
@Component(service = Metric.class, property = Metric.ID + "=loudness")
public final class LoudnessMetric extends PlainMetric {
    /** Creates the metric. */
    public LoudnessMetric() {
        super(
                new MetricInfo(
                        "loudness",
                        "Loudness",
                        "LUFS",
                        Family.SIGNAL,
                        Better.AS_REFERENCE,
                        Set.of(),
                        Pooling.MEDIAN,
                        "Integrated loudness: K-weighting, 400 ms blocks every 100 ms, gates at -70"
                                + " LUFS and 10 LU below.",
                        "ITU-R BS.1770-4.",
                        "Not defined for less than 400 ms. Mono reads 3 LU below the same sound on"
                                + " two channels."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        double lufs = Loudness.integrated(sample.audio());
        return Double.isInfinite(lufs)
                ? MetricResult.notAvailable("There is no block of 400 ms above the gates.")
                : MetricResult.of(lufs);
    }
}
