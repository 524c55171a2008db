package org.syrinx.eval.internal.signal;

import java.util.Arrays;
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

/** Harmonics-to-noise ratio of the voiced parts. */
@Component(service = Metric.class, property = Metric.ID + "=hnr")
public final class HarmonicsToNoise extends PlainMetric {
    /** Creates the metric. */
    public HarmonicsToNoise() {
        super(
                new MetricInfo(
                        "hnr",
                        "Harmonics to noise",
                        "dB",
                        Family.SIGNAL,
                        Better.AS_REFERENCE,
                        Set.of(),
                        Pooling.MEAN,
                        "Mean over voiced frames (60 ms Hann every 10 ms at 16 kHz) of 10 log10(r /"
                            + " (1 - r)), r the autocorrelation of the windowed frame over that of"
                            + " the window, at its highest peak within 10 % of YIN's period,"
                            + " interpolated by a parabola. Pooled over frames.",
                        "P. Boersma, \"Accurate short-term analysis of the fundamental frequency"
                                + " and the harmonics-to-noise ratio of a sampled sound\", 1993,"
                                + " equations 4 and 9.",
                        "A rough or breathy voice is low by nature, a fast glide of pitch too; a"
                            + " buzzing vocoder can be too high. Above 40 dB the window decides."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        double[] db = Harmonicity.of(sound(sample));
        return db.length == 0
                ? MetricResult.notAvailable("There is no voiced frame.")
                : MetricResult.of(Arrays.stream(db).average().orElseThrow(), db.length);
    }
}
