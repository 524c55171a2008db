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

/** Global variance: how much the spectrum moves, beside the reference's. */
@Component(service = Metric.class, property = Metric.ID + "=gv")
public final class BandVariance extends PlainMetric {
    /** Creates the metric. */
    public BandVariance() {
        super(
                new MetricInfo(
                        "gv",
                        "Global variance",
                        "dB",
                        Family.SPECTRAL,
                        Better.AS_REFERENCE,
                        Set.of(Need.REFERENCE),
                        Pooling.MEAN,
                        "Mean over k = 1..13 of 10 log10(var c_k / var c'_k), variances over the"
                                + " frames of the mel cepstra of mcd.dtw without the silent ends."
                                + " The reference itself has 0.",
                        "T. Toda and K. Tokuda, \"A speech parameter generation algorithm"
                                + " considering global variance\", IEICE 2007.",
                        "Below 0: over-smoothed, as regression models are. Above 0: too restless,"
                                + " often noise. A sentence of less than a second has hardly a"
                                + " variance."));
    }

    @Override
    protected MetricResult measure(Sample sample) {
        double[][] a = Alignment.referenceCepstra(sample).trimmed().coefficients();
        double[][] b = Alignment.cepstra(sample).trimmed().coefficients();
        double sum = 0;
        for (int k = 1; k <= MelCepstra.ORDER; k++) {
            double reference = variance(a, k);
            double sound = variance(b, k);
            if (!(reference > 0) || !(sound > 0)) {
                return MetricResult.notAvailable(
                        "The sound or its reference does not change: there is no variance.");
            }
            sum += 10 * Math.log10(sound / reference);
        }
        return MetricResult.of(sum / MelCepstra.ORDER);
    }

    private static double variance(double[][] frames, int k) {
        double mean = 0;
        for (double[] f : frames) {
            mean += f[k] / frames.length;
        }
        double sum = 0;
        for (double[] f : frames) {
            sum += (f[k] - mean) * (f[k] - mean);
        }
        return sum / frames.length;
    }
}
