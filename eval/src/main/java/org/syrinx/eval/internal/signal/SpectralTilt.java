package org.syrinx.eval.internal.signal;

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

/** How fast the spectrum falls. */
@Component(service = Metric.class, property = Metric.ID + "=tilt")
public final class SpectralTilt extends PlainMetric {
    /** Creates the metric. */
    public SpectralTilt() {
        super(
                new MetricInfo(
                        "tilt",
                        "Spectral tilt",
                        "dB/octave",
                        Family.SIGNAL,
                        Better.AS_REFERENCE,
                        Set.of(),
                        Pooling.MEAN,
                        "Slope of the least-squares line through the levels of the one-third"
                            + " octaves from 125 to 6300 Hz over log2 of frequency; level: mean"
                            + " power of the band's bins in the long-term average spectrum (16 kHz,"
                            + " 64 ms Hann every 16 ms) of the frames within 40 dB of the loudest.",
                        "Long-term average spectrum: A. Loefqvist and B. Mandersson, \"Long-time"
                                + " average spectrum of speech and voice analysis\", 1987.",
                        "Text and speaker matter as much as the voice: compare only the same"
                                + " sentences."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        double slope = LongTermSpectrum.tilt(sound(sample));
        return Double.isNaN(slope)
                ? MetricResult.notAvailable("There is only silence.")
                : MetricResult.of(slope);
    }
}
