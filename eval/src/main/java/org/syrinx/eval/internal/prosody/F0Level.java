package org.syrinx.eval.internal.prosody;

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

/** How far the voice is from the reference's height. */
@Component(service = Metric.class, property = Metric.ID + "=f0.level")
public final class F0Level extends PlainMetric {
    /** Creates the metric. */
    public F0Level() {
        super(
                new MetricInfo(
                        "f0.level",
                        "F0 level error",
                        "cents",
                        Family.PROSODY,
                        Better.LOWER,
                        Set.of(Need.REFERENCE),
                        Pooling.MEDIAN,
                        "|1200 log2(m / m')|, m and m' the medians of F0 over the voiced frames"
                                + " (every 10 ms, YIN from 60 to 500 Hz) of the sound and of the"
                                + " reference.",
                        "As f0.rmse.",
                        "Says whether the voice is as high as the reference's, nothing of its"
                                + " melody."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        double[] sound = Contours.voiced(sample);
        double[] reference = Contours.referenceVoiced(sample);
        return sound.length == 0 || reference.length == 0
                ? MetricResult.notAvailable("The sound or its reference has no voiced frame.")
                : MetricResult.of(
                        Math.abs(
                                Contours.quantile(sound, 0.5) - Contours.quantile(reference, 0.5)));
    }
}
