package org.syrinx.eval.internal.prosody;

import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.syrinx.eval.internal.PlainMetric;
import org.syrinx.eval.metric.Metric;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricInfo.Better;
import org.syrinx.eval.metric.MetricInfo.Family;
import org.syrinx.eval.metric.MetricInfo.Pooling;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.Sample;

/** How much the pitch moves. */
@Component(service = Metric.class, property = Metric.ID + "=f0.range")
public final class F0Range extends PlainMetric {
    /** Creates the metric. */
    public F0Range() {
        super(
                new MetricInfo(
                        "f0.range",
                        "F0 range",
                        "cents",
                        Family.PROSODY,
                        Better.AS_REFERENCE,
                        Set.of(),
                        Pooling.MEDIAN,
                        "Difference of the 90th and the 10th percentile of 1200 log2 F0 over the"
                                + " voiced frames (every 10 ms, YIN from 60 to 500 Hz).",
                        "The 80 % range of H. Traunmueller and A. Eriksson, \"The frequency range"
                            + " of the voice fundamental in the speech of male and female adults\","
                            + " 1995.",
                        "Octave errors widen it. Read it beside the reference's own: wider is"
                                + " livelier, not better."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        double[] sound = Contours.voiced(sample);
        return sound.length == 0
                ? MetricResult.notAvailable("There is no voiced frame.")
                : MetricResult.of(Contours.quantile(sound, 0.9) - Contours.quantile(sound, 0.1));
    }
}
