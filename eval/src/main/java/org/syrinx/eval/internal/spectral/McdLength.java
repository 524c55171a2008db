package org.syrinx.eval.internal.spectral;

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

/** How much the path of mel cepstral distortion had to stretch: the third of the three numbers. */
@Component(service = Metric.class, property = Metric.ID + "=mcd.length")
public final class McdLength extends PlainMetric {
    /** Creates the metric. */
    public McdLength() {
        super(
                new MetricInfo(
                        "mcd.length",
                        "Length error",
                        "%",
                        Family.SPECTRAL,
                        Better.LOWER,
                        Set.of(Need.REFERENCE),
                        Pooling.MEAN,
                        "100 |T / T' - 1|, T and T' the lengths in frames of the sound and of the"
                                + " reference as mcd.dtw aligns them: without the silence at both"
                                + " ends.",
                        "Belongs to mcd.dtw, which forgives rhythm.",
                        "Equal length does not mean equal rhythm inside."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        int reference = Alignment.referenceCepstra(sample).trimmed().frames();
        int sound = Alignment.cepstra(sample).trimmed().frames();
        return reference == 0
                ? MetricResult.notAvailable("The reference is silent.")
                : MetricResult.of(100 * Math.abs((double) sound / reference - 1));
    }
}
