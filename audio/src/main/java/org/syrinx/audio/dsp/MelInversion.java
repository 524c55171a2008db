package org.syrinx.audio.dsp;

import org.syrinx.api.SyrinxException;

/**
 * From mel bands back to a magnitude spectrum: the non-negative least-squares solution of filters ×
 * s = m, by multiplicative updates (D. Lee and S. Seung, "Algorithms for non-negative matrix
 * factorization", 2001). Bins that no filter covers come back as 0. Immutable; any thread.
 */
public final class MelInversion {
    private static final int UPDATES = 200;
    private static final double TINY = 1e-12;

    private final MelSpectrogram analysis;

    /**
     * Prepares the inversion of one kind of mel spectrogram.
     *
     * @param analysis the analysis to undo
     */
    public MelInversion(MelSpectrogram analysis) {
        this.analysis = analysis;
    }

    /**
     * Estimates magnitudes.
     *
     * @param mel compressed band values, {@code [frame][band]}; not modified
     * @return magnitudes |STFT|, {@code [frame][bin]}
     * @throws SyrinxException if the number of bands does not fit or a value is not a number
     */
    public double[][] magnitudes(float[][] mel) {
        double[][] out = new double[mel.length][];
        for (int t = 0; t < mel.length; t++) {
            out[t] = frame(mel[t], t);
        }
        return out;
    }

    private double[] frame(float[] values, int t) {
        MelFilterBank filters = analysis.filters();
        if (values.length != filters.bands()) {
            throw new SyrinxException(
                    filters.bands() + " mel bands",
                    "frame " + t + " has " + values.length,
                    "use the parameters that the mel spectrogram was made with");
        }
        double[] target = new double[values.length];
        for (int b = 0; b < target.length; b++) {
            if (Float.isNaN(values[b])) {
                throw new SyrinxException(
                        "numbers in a mel spectrogram",
                        "band " + b + " of frame " + t + " is NaN",
                        "look for the stage that made it");
            }
            target[b] = analysis.expand(values[b]);
        }
        double[] toward = filters.applyTransposed(target);
        double[] ones = new double[target.length];
        java.util.Arrays.fill(ones, 1);
        double[] cover = filters.applyTransposed(filters.apply(filters.applyTransposed(ones)));
        double[] s = new double[toward.length];
        for (int k = 0; k < s.length; k++) {
            s[k] = cover[k] > 0 ? toward[k] / Math.max(cover[k], TINY) : 0;
        }
        for (int i = 0; i < UPDATES; i++) {
            double[] now = filters.applyTransposed(filters.apply(s));
            for (int k = 0; k < s.length; k++) {
                s[k] = now[k] > 0 ? s[k] * toward[k] / now[k] : 0;
            }
        }
        MelSpec spec = analysis.spec();
        for (int k = 0; k < s.length; k++) {
            double power = spec.power() == 2 ? s[k] : s[k] * s[k];
            s[k] = Math.sqrt(Math.max(0, power - spec.magnitudeEpsilon()));
        }
        return s;
    }
}
