package org.syrinx.eval.internal.spectral;

import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.syrinx.audio.dsp.Resampler;
import org.syrinx.eval.internal.PlainMetric;
import org.syrinx.eval.metric.Metric;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricInfo.Better;
import org.syrinx.eval.metric.MetricInfo.Family;
import org.syrinx.eval.metric.MetricInfo.Need;
import org.syrinx.eval.metric.MetricInfo.Pooling;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.Sample;

/** Short-time objective intelligibility. */
@Component(service = Metric.class, property = Metric.ID + "=stoi")
public final class Stoi extends PlainMetric {
    /** Creates the metric. */
    public Stoi() {
        super(
                new MetricInfo(
                        "stoi",
                        "STOI",
                        "",
                        Family.SPECTRAL,
                        Better.HIGHER,
                        Set.of(Need.REFERENCE, Need.ALIGNED),
                        Pooling.MEAN,
                        "Mean over 15 one-third octaves from 150 Hz and over all segments of 30"
                            + " frames of the correlation of the reference's envelope with the"
                            + " sound's, scaled to equal energy and clipped 15 dB above it; 10 kHz,"
                            + " 256 samples Hann every 128, 512 points; frames where the reference"
                            + " is 40 dB below its loudest are taken out of both.",
                        "C. H. Taal, R. C. Hendriks, R. Heusdens and J. Jensen, IEEE TASLP 19 (7),"
                                + " 2011, equations 1 to 6.",
                        "Only for sound with the reference's own timing. Made for noisy and"
                            + " enhanced speech: it measures how well envelopes follow, and knows"
                            + " nothing of words, pitch or buzz. 1 is identity."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        double[][][] both = envelopes(sample);
        return ShortTimeIntelligibility.longEnough(both)
                ? MetricResult.of(ShortTimeIntelligibility.plain(both[0], both[1]))
                : MetricResult.notAvailable("There are less than 384 ms of speech.");
    }

    static double[][][] envelopes(Sample sample) {
        return sample.derive(
                ShortTimeIntelligibility.class,
                s ->
                        ShortTimeIntelligibility.envelopes(
                                Resampler.resample(s.reference(), ShortTimeIntelligibility.RATE)
                                        .samples(),
                                Resampler.resample(s.audio(), ShortTimeIntelligibility.RATE)
                                        .samples()));
    }
}
