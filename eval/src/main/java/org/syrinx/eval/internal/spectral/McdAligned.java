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

/** Mel cepstral distortion without warping: the second of the three numbers. */
@Component(service = Metric.class, property = Metric.ID + "=mcd.aligned")
public final class McdAligned extends PlainMetric {
    /** Creates the metric. */
    public McdAligned() {
        super(
                new MetricInfo(
                        "mcd.aligned",
                        "MCD, frame by frame",
                        "dB",
                        Family.SPECTRAL,
                        Better.LOWER,
                        Set.of(Need.REFERENCE, Need.ALIGNED),
                        Pooling.MEAN,
                        "As mcd.dtw, but frame t against frame t, between the first and the last"
                                + " frame of the reference within 40 dB of its loudest.",
                        "R. F. Kubichek 1993.",
                        "Only for sound with the reference's own timing; a shift of 10 ms already"
                                + " costs a decibel. Otherwise as mcd.dtw."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        MelCepstra a = Alignment.referenceCepstra(sample);
        MelCepstra b = Alignment.cepstra(sample);
        int[] range = a.active();
        int end = Math.min(range[1], b.frames());
        double sum = 0;
        for (int t = range[0]; t < end; t++) {
            sum += MelCepstra.distance(a.coefficients()[t], b.coefficients()[t]);
        }
        return end <= range[0]
                ? MetricResult.notAvailable("The reference is silent, or there is no sound.")
                : MetricResult.of(sum / (end - range[0]));
    }
}
