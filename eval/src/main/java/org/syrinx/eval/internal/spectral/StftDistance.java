package org.syrinx.eval.internal.spectral;

import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.syrinx.audio.dsp.Stft;
import org.syrinx.audio.dsp.StftSpec;
import org.syrinx.audio.dsp.Windows;
import org.syrinx.eval.internal.PlainMetric;
import org.syrinx.eval.metric.Metric;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricInfo.Better;
import org.syrinx.eval.metric.MetricInfo.Family;
import org.syrinx.eval.metric.MetricInfo.Need;
import org.syrinx.eval.metric.MetricInfo.Pooling;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.Sample;

/** Multi-resolution STFT distance. */
@Component(service = Metric.class, property = Metric.ID + "=stft")
public final class StftDistance extends PlainMetric {
    private static final double FLOOR = 1e-7;

    private static final List<Stft> RESOLUTIONS =
            List.of(
                    resolution(512, 240, 50),
                    resolution(1024, 600, 120),
                    resolution(2048, 1200, 240));

    /** Creates the metric. */
    public StftDistance() {
        super(
                new MetricInfo(
                        "stft",
                        "Multi-resolution STFT distance",
                        "",
                        Family.SPECTRAL,
                        Better.LOWER,
                        Set.of(Need.REFERENCE, Need.ALIGNED),
                        Pooling.MEAN,
                        "Mean over three resolutions (points, window, hop: 512, 240, 50; 1024, 600,"
                            + " 120; 2048, 1200, 240) at 16 kHz of ||X' - X|| / ||X|| (Frobenius)"
                            + " plus the mean of |ln X' - ln X|; X = max(|STFT|, 1e-7).",
                        "R. Yamamoto, E. Song and J.-M. Kim, \"Parallel WaveGAN\", ICASSP 2020,"
                                + " equations 4 to 6 (there as a loss, at 24 kHz).",
                        "Only for sound with the reference's own timing. Models trained with this"
                                + " loss look better in it than they sound."));
    }

    private static Stft resolution(int points, int window, int hop) {
        return new Stft(
                new StftSpec(
                        points,
                        window,
                        hop,
                        Windows.Shape.HANN,
                        StftSpec.Padding.CENTRE,
                        StftSpec.PadMode.REFLECT));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        float[] x = reference(sample).samples();
        float[] y = sound(sample).samples();
        int length = Math.min(x.length, y.length);
        if (length == 0) {
            return MetricResult.notAvailable("There is no sound.");
        }
        x = java.util.Arrays.copyOf(x, length);
        y = java.util.Arrays.copyOf(y, length);
        double sum = 0;
        double convergence = 0;
        for (Stft stft : RESOLUTIONS) {
            double[] both = distance(stft, x, y);
            convergence += both[0] / RESOLUTIONS.size();
            sum += (both[0] + both[1]) / RESOLUTIONS.size();
        }
        return MetricResult.of(sum).with("spectral_convergence", convergence);
    }

    private static double[] distance(Stft stft, float[] reference, float[] sound) {
        float[][] a = stft.forward(reference).magnitude(0);
        float[][] b = stft.forward(sound).magnitude(0);
        double difference = 0;
        double norm = 0;
        double logs = 0;
        for (int t = 0; t < a.length; t++) {
            for (int k = 0; k < a[t].length; k++) {
                double x = Math.max(a[t][k], FLOOR);
                double y = Math.max(b[t][k], FLOOR);
                difference += (x - y) * (x - y);
                norm += x * x;
                logs += Math.abs(Math.log(x / y));
            }
        }
        return new double[] {
            Math.sqrt(difference / norm), logs / ((double) a.length * a[0].length)
        };
    }
}
