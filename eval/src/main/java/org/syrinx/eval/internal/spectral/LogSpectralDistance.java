package org.syrinx.eval.internal.spectral;

import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.syrinx.audio.dsp.Spectrogram;
import org.syrinx.audio.dsp.Stft;
import org.syrinx.audio.dsp.StftSpec;
import org.syrinx.eval.internal.PlainMetric;
import org.syrinx.eval.metric.Metric;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricInfo.Better;
import org.syrinx.eval.metric.MetricInfo.Family;
import org.syrinx.eval.metric.MetricInfo.Need;
import org.syrinx.eval.metric.MetricInfo.Pooling;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.Sample;

/** Log-spectral distance. */
@Component(service = Metric.class, property = Metric.ID + "=lsd")
public final class LogSpectralDistance extends PlainMetric {
    private static final double FLOOR = 1e-10;
    private static final double ACTIVE = 1e-4; // 40 dB
    private static final Stft STFT = new Stft(StftSpec.centred(512, 128));

    /** Creates the metric. */
    public LogSpectralDistance() {
        super(
                new MetricInfo(
                        "lsd",
                        "Log-spectral distance",
                        "dB",
                        Family.SPECTRAL,
                        Better.LOWER,
                        Set.of(Need.REFERENCE, Need.ALIGNED),
                        Pooling.MEAN,
                        "Mean over frames of the root over bins of the mean square of 10 log10(P +"
                            + " 1e-10) - 10 log10(P' + 1e-10), P = |STFT|^2; 16 kHz, 32 ms Hann"
                            + " every 8 ms; frames of the reference within 40 dB of its loudest.",
                        "L. Rabiner and B.-H. Juang, \"Fundamentals of speech recognition\", 1993,"
                                + " section 4.5.1, equation 4.46 with p = 2.",
                        "Only for sound with the reference's own timing. Harmonics that are a"
                            + " little off, or noise that is other noise, cost as much as a real"
                            + " defect: a rate of change matters, not the value."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        Spectrogram a = STFT.forward(reference(sample).samples());
        Spectrogram b = STFT.forward(sound(sample).samples());
        int frames = Math.min(a.frames(), b.frames());
        double[] power = new double[frames];
        double loudest = 0;
        for (int t = 0; t < frames; t++) {
            for (int k = 0; k < a.re()[t].length; k++) {
                power[t] += power(a, t, k);
            }
            loudest = Math.max(loudest, power[t]);
        }
        double sum = 0;
        int counted = 0;
        for (int t = 0; t < frames; t++) {
            if (power[t] > 0 && power[t] >= ACTIVE * loudest) {
                sum += frame(a, b, t);
                counted++;
            }
        }
        return counted == 0
                ? MetricResult.notAvailable("The reference is silent, or there is no sound.")
                : MetricResult.of(sum / counted);
    }

    private static double frame(Spectrogram a, Spectrogram b, int t) {
        int bins = a.re()[t].length;
        double square = 0;
        for (int k = 0; k < bins; k++) {
            double d = 10 * Math.log10((power(a, t, k) + FLOOR) / (power(b, t, k) + FLOOR));
            square += d * d;
        }
        return Math.sqrt(square / bins);
    }

    private static double power(Spectrogram s, int t, int k) {
        return s.re()[t][k] * s.re()[t][k] + s.im()[t][k] * s.im()[t][k];
    }
}
