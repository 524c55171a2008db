package org.syrinx.plugin.editing.internal.finders;

import java.util.List;
import java.util.TreeSet;
import org.ejml.data.DMatrixRMaj;
import org.syrinx.api.DirectionFinder.Sample;
import org.syrinx.api.SyrinxException;

/** The rows of Jacobians that a capture has left with its utterances, and their names. */
public final class Sensitivities {
    /**
     * Gradient of one channel of the estimated data, averaged over time: {@code band.0}, {@code
     * band.1} ...: the rows of the pooled Jacobian.
     */
    public static final String BAND = "band.";

    /**
     * Right singular vector of the Jacobian of the whole estimate, times its singular value: {@code
     * singular.0} is the largest.
     */
    public static final String SINGULAR = "singular.";

    /** Gradient of the mean over channels and time: the level, for a log-mel. */
    public static final String LEVEL = "level";

    /** Gradient of the slope over channels: the spectral tilt, for a log-mel. */
    public static final String TILT = "tilt";

    private Sensitivities() {}

    /** All rows of one step whose name starts with a prefix, over all utterances. */
    static DMatrixRMaj rows(Activations x, int step, String prefix) {
        List<float[]> found =
                x.samples().stream()
                        .flatMap(
                                s ->
                                        new TreeSet<>(s.sensitivities().keySet())
                                                .stream()
                                                        .filter(n -> n.startsWith(prefix))
                                                        .map(n -> s.sensitivities().get(n)))
                        .toList();
        if (found.isEmpty()) {
            throw new SyrinxException(
                    "gradients of the denoiser (" + prefix + ") beside the activations",
                    "only " + new TreeSet<>(x.samples().get(0).sensitivities().keySet()),
                    "capture with a method that asks for them, on a denoiser that can be cut at its"
                            + " bottleneck");
        }
        DMatrixRMaj m = new DMatrixRMaj(found.size(), x.width());
        for (int r = 0; r < found.size(); r++) {
            if (found.get(r).length != x.steps() * x.width()) {
                throw new SyrinxException(
                        "gradients of the shape of the activations",
                        found.get(r).length + " values",
                        "capture again");
            }
            for (int d = 0; d < x.width(); d++) {
                m.set(r, d, found.get(r)[step * x.width() + d]);
            }
        }
        return m;
    }

    /** The mean over utterances of one named row. */
    static double[] mean(Activations x, int step, String name) {
        double[] sum = new double[x.width()];
        for (Sample s : x.samples()) {
            float[] g = s.sensitivities().get(name);
            if (g == null) {
                throw new SyrinxException(
                        "the gradient of \"" + name + "\" on every utterance",
                        "only " + new TreeSet<>(s.sensitivities().keySet()),
                        "capture with --method attribute-gradient");
            }
            for (int d = 0; d < sum.length; d++) {
                sum[d] += g[step * x.width() + d] / (double) x.count();
            }
        }
        return sum;
    }
}
