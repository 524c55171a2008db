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

/** Length beside the reference's. */
@Component(service = Metric.class, property = Metric.ID + "=duration.error")
public final class DurationError extends PlainMetric {
    /** Creates the metric. */
    public DurationError() {
        super(
                new MetricInfo(
                        "duration.error",
                        "Duration error",
                        "%",
                        Family.PROSODY,
                        Better.LOWER,
                        Set.of(Need.REFERENCE),
                        Pooling.MEDIAN,
                        "100 |T / T' - 1|, T and T' the lengths of the files of the sound and of"
                                + " the reference, silence included.",
                        "Plain.",
                        "Silence at the ends counts: mcd.length leaves it out."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        double reference = sample.reference().seconds();
        return reference == 0
                ? MetricResult.notAvailable("The reference is empty.")
                : MetricResult.of(100 * Math.abs(sample.audio().seconds() / reference - 1))
                        .with("ratio", sample.audio().seconds() / reference);
    }
}
