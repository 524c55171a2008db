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

/** Extended short-time objective intelligibility. */
@Component(service = Metric.class, property = Metric.ID + "=estoi")
public final class Estoi extends PlainMetric {
    /** Creates the metric. */
    public Estoi() {
        super(
                new MetricInfo(
                        "estoi",
                        "ESTOI",
                        "",
                        Family.SPECTRAL,
                        Better.HIGHER,
                        Set.of(Need.REFERENCE, Need.ALIGNED),
                        Pooling.MEAN,
                        "As stoi, but without clipping: each segment is normalised to zero mean and"
                            + " unit norm, first along time in each band, then along bands in each"
                            + " frame; mean of the inner products of the frames.",
                        "J. Jensen and C. H. Taal, IEEE/ACM TASLP 24 (11), 2016, equations 3 to 8.",
                        "Only for sound with the reference's own timing. Made for noisy and"
                            + " enhanced speech: it measures how well envelopes follow, and knows"
                            + " nothing of words, pitch or buzz. 1 is identity."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        double[][][] both = Stoi.envelopes(sample);
        return ShortTimeIntelligibility.longEnough(both)
                ? MetricResult.of(ShortTimeIntelligibility.extended(both[0], both[1]))
                : MetricResult.notAvailable("There are less than 384 ms of speech.");
    }
}
