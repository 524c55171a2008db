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

/** Mel cepstral distortion, aligned by dynamic time warping: the first of the three numbers. */
@Component(service = Metric.class, property = Metric.ID + "=mcd.dtw")
public final class McdDtw extends PlainMetric {
    /** Creates the metric. */
    public McdDtw() {
        super(
                new MetricInfo(
                        "mcd.dtw",
                        "MCD, warped",
                        "dB",
                        Family.SPECTRAL,
                        Better.LOWER,
                        Set.of(Need.REFERENCE),
                        Pooling.MEAN,
                        "Mean over the warping path of (10 / ln 10) sqrt(2 sum over k = 1..13 of"
                            + " (c_k - c'_k)^2). c_k = (1/40) sum over 40 HTK mel bands (0-8 kHz,"
                            + " power) of ln(P_m + 1e-10) cos(pi k (m + 1/2) / 40); 16 kHz, 25 ms"
                            + " Hann every 5 ms, 512 points; ends below -40 dB of the loudest frame"
                            + " cut; steps (1,0), (0,1), (1,1) of equal weight within 20 % of the"
                            + " longer sound.",
                        "R. F. Kubichek, \"Mel-cepstral distance measure for objective speech"
                                + " quality assessment\", 1993; H. Sakoe and S. Chiba 1978 for the"
                                + " path.",
                        "Another sentence by the same speaker is 8 to 9 dB away, because the path"
                                + " forgives: above 6 dB it says nothing. Sensitive to the channel;"
                                + " deaf to pitch, to rhythm and above 8 kHz. Values of other tools"
                                + " differ by constants: never compare with a paper's."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        return MetricResult.of(Alignment.path(sample).mean());
    }
}
