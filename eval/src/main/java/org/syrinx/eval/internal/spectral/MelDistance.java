package org.syrinx.eval.internal.spectral;

import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.syrinx.audio.dsp.MelSpec;
import org.syrinx.audio.dsp.MelSpectrogram;
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

/** Mean absolute difference of log mel spectrograms. */
@Component(service = Metric.class, property = Metric.ID + "=mel")
public final class MelDistance extends PlainMetric {
    private static final MelSpectrogram MEL =
            new MelSpectrogram(
                    new MelSpec(
                            RATE,
                            StftSpec.centred(1024, 256),
                            80,
                            0,
                            8000,
                            MelSpec.Scale.SLANEY,
                            MelSpec.Norm.SLANEY,
                            1,
                            0,
                            MelSpec.Log.NATURAL,
                            1e-5));

    /** Creates the metric. */
    public MelDistance() {
        super(
                new MetricInfo(
                        "mel",
                        "Log-mel L1",
                        "nat",
                        Family.SPECTRAL,
                        Better.LOWER,
                        Set.of(Need.REFERENCE, Need.ALIGNED),
                        Pooling.MEAN,
                        "Mean over frames and bands of |ln max(M, 1e-5) - ln max(M', 1e-5)|; 80"
                                + " Slaney mel bands of the magnitude, 0-8 kHz, 16 kHz, 1024 points"
                                + " every 256.",
                        "J. Kong, J. Kim and J. Bae, \"HiFi-GAN\", NeurIPS 2020, equation 5 (there"
                                + " as a loss).",
                        "Only for sound with the reference's own timing. Silence counts like"
                            + " speech. Models trained with this loss look better in it than they"
                            + " sound."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        float[][] a = MEL.compute(reference(sample));
        float[][] b = MEL.compute(sound(sample));
        int frames = Math.min(a.length, b.length);
        double sum = 0;
        for (int t = 0; t < frames; t++) {
            for (int m = 0; m < a[t].length; m++) {
                sum += Math.abs((double) a[t][m] - b[t][m]);
            }
        }
        return frames == 0
                ? MetricResult.notAvailable("There is no sound.")
                : MetricResult.of(sum / frames / a[0].length);
    }
}
