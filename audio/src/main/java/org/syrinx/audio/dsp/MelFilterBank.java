package org.syrinx.audio.dsp;

import java.util.Arrays;

/**
 * Triangular filters with corners equally spaced on a mel scale, after librosa's {@code
 * filters.mel}: band b rises from corner b to b + 1 and falls to b + 2, evaluated at the exact
 * frequency of each bin (no rounding of corners to bins). Immutable; any thread.
 */
public final class MelFilterBank {
    /** Slaney: 200/3 Hz per mel below 1000 Hz, then 27 steps per factor 6.4. */
    private static final double SLANEY_STEP = 200.0 / 3;

    private static final double SLANEY_LOG_STEP = Math.log(6.4) / 27;

    private final int bins;
    private final int[] first; // first bin of each band
    private final double[][] weights;

    /**
     * Computes the filters of a spec.
     *
     * @param spec the parameters
     */
    public MelFilterBank(MelSpec spec) {
        bins = spec.stft().bins();
        first = new int[spec.bands()];
        weights = new double[spec.bands()][];
        double[] corners = new double[spec.bands() + 2];
        double low = toMel(spec.fMin(), spec.scale());
        double high = toMel(spec.fMax(), spec.scale());
        for (int i = 0; i < corners.length; i++) {
            corners[i] = toHz(low + (high - low) * i / (corners.length - 1), spec.scale());
        }
        double[] row = new double[bins];
        for (int b = 0; b < spec.bands(); b++) {
            double norm =
                    spec.norm() == MelSpec.Norm.SLANEY ? 2 / (corners[b + 2] - corners[b]) : 1;
            int from = bins;
            int to = 0;
            for (int k = 0; k < bins; k++) {
                double hz = (double) k * spec.sampleRate() / spec.stft().nFft();
                double rise = (hz - corners[b]) / (corners[b + 1] - corners[b]);
                double fall = (corners[b + 2] - hz) / (corners[b + 2] - corners[b + 1]);
                row[k] = norm * Math.max(0, Math.min(rise, fall));
                if (row[k] > 0) {
                    from = Math.min(from, k);
                    to = k + 1;
                }
            }
            first[b] = Math.min(from, to);
            weights[b] = Arrays.copyOfRange(row, first[b], to);
        }
    }

    /**
     * Hertz to mel.
     *
     * @param hz frequency, 0 or more
     * @param scale the scale
     * @return mel
     */
    public static double toMel(double hz, MelSpec.Scale scale) {
        if (scale == MelSpec.Scale.HTK) {
            return 2595 * Math.log10(1 + hz / 700);
        }
        return hz < 1000 ? hz / SLANEY_STEP : 15 + Math.log(hz / 1000) / SLANEY_LOG_STEP;
    }

    /**
     * Mel to hertz.
     *
     * @param mel the value
     * @param scale the scale
     * @return frequency, Hz
     */
    public static double toHz(double mel, MelSpec.Scale scale) {
        if (scale == MelSpec.Scale.HTK) {
            return 700 * (Math.pow(10, mel / 2595) - 1);
        }
        return mel < 15 ? mel * SLANEY_STEP : 1000 * Math.exp((mel - 15) * SLANEY_LOG_STEP);
    }

    /**
     * Number of bands.
     *
     * @return at least 1
     */
    public int bands() {
        return weights.length;
    }

    /**
     * Bands that touch no bin at all, because there are too many bands for the transform size; they
     * are constant and carry nothing.
     *
     * @return how many, 0 in any sound spec
     */
    public int emptyBands() {
        return (int) Arrays.stream(weights).filter(w -> w.length == 0).count();
    }

    /**
     * The filters as a full matrix, for networks and for comparison.
     *
     * @return a new array, {@code [band][bin]}
     */
    public float[][] matrix() {
        float[][] out = new float[weights.length][bins];
        for (int b = 0; b < weights.length; b++) {
            for (int i = 0; i < weights[b].length; i++) {
                out[b][first[b] + i] = (float) weights[b][i];
            }
        }
        return out;
    }

    /**
     * Applies the filters to one frame.
     *
     * @param spectrum magnitudes or powers of all bins; not modified
     * @return a new array of band values
     */
    public double[] apply(double[] spectrum) {
        double[] out = new double[weights.length];
        for (int b = 0; b < out.length; b++) {
            double sum = 0;
            for (int i = 0; i < weights[b].length; i++) {
                sum += weights[b][i] * spectrum[first[b] + i];
            }
            out[b] = sum;
        }
        return out;
    }

    /** The transposed filters: bands back to bins. */
    double[] applyTransposed(double[] values) {
        double[] out = new double[bins];
        for (int b = 0; b < weights.length; b++) {
            for (int i = 0; i < weights[b].length; i++) {
                out[first[b] + i] += weights[b][i] * values[b];
            }
        }
        return out;
    }
}
