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

/** F0 error on aligned frames. */
@Component(service = Metric.class, property = Metric.ID + "=f0.rmse")
public final class F0Error extends PlainMetric {
    /** Creates the metric. */
    public F0Error() {
        super(
                new MetricInfo(
                        "f0.rmse",
                        "F0 error",
                        "cents",
                        Family.PROSODY,
                        Better.LOWER,
                        Set.of(Need.REFERENCE),
                        Pooling.RMS,
                        "Root mean square of 1200 log2(f / f') over the frames in which both are"
                                + " voiced, every 5 ms at 16 kHz, YIN from 60 to 500 Hz; frames are"
                                + " those of mcd.dtw's path, or equal times if the sound has the"
                                + " reference's timing. Pooled over frames.",
                        "A. de Cheveigne and H. Kawahara, JASA 111, 2002, for F0; docs/audio.md for"
                                + " the tracker.",
                        "A single octave error weighs like a hundred frames of a semitone and more:"
                            + " look at f0.voicing and f0.level too. A sentence can be said well"
                            + " with another melody."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        Contours.Pair pair = Contours.aligned(sample);
        double sum = 0;
        int both = 0;
        for (int i = 0; i < pair.sound().length; i++) {
            if (pair.sound()[i] > 0 && pair.reference()[i] > 0) {
                double cents = Contours.cents(pair.sound()[i] / pair.reference()[i]);
                sum += cents * cents;
                both++;
            }
        }
        return both == 0
                ? MetricResult.notAvailable(
                        "No frame is voiced in both the sound and its reference.")
                : MetricResult.of(Math.sqrt(sum / both), both);
    }
}
