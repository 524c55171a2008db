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

/** Frames voiced in one of the two only. */
@Component(service = Metric.class, property = Metric.ID + "=f0.voicing")
public final class VoicingError extends PlainMetric {
    /** Creates the metric. */
    public VoicingError() {
        super(
                new MetricInfo(
                        "f0.voicing",
                        "Voicing error",
                        "%",
                        Family.PROSODY,
                        Better.LOWER,
                        Set.of(Need.REFERENCE),
                        Pooling.MEAN,
                        "100 times the share of frames of f0.rmse's alignment that are"
                                + " voiced in one and not in the other. Pooled over frames.",
                        "T. Nakatani et al., \"A method for fundamental frequency estimation and"
                            + " voicing decision\", Speech Communication 50, 2008 (voicing decision"
                            + " error).",
                        "The tracker's own doubt, at edges of voice and in creaky voice, is a few"
                                + " per cent."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        Contours.Pair pair = Contours.aligned(sample);
        int differ = 0;
        for (int i = 0; i < pair.sound().length; i++) {
            differ += pair.sound()[i] > 0 != pair.reference()[i] > 0 ? 1 : 0;
        }
        return pair.sound().length == 0
                ? MetricResult.notAvailable("There is no sound.")
                : MetricResult.of(100.0 * differ / pair.sound().length, pair.sound().length);
    }
}
