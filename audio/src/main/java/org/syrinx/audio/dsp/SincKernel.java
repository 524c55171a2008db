package org.syrinx.audio.dsp;

/**
 * The low-pass of the resampler: a sinc under a Kaiser window, designed by Kaiser's formulas (J. F.
 * Kaiser, "Nonrecursive digital filter design using the I0-sinh window function", 1974), tabulated
 * per fractional position. Immutable.
 */
final class SincKernel {
    /** Stop-band attenuation aimed at, dB. */
    static final double ATTENUATION = 105;

    /** End of the pass band as a fraction of the lower Nyquist frequency; the stop band is at 1. */
    static final double PASS = 0.92;

    private static final double BETA = 0.1102 * (ATTENUATION - 8.7);

    /** Taps reach from -half + 1 to half around the position. */
    final int half;

    /** Row p holds the taps for the fraction p / (rows.length - 1). */
    final double[][] rows;

    /**
     * Designs the kernel.
     *
     * @param ratio output rate / input rate
     * @param phases number of fractional positions to tabulate in [0, 1)
     */
    SincKernel(double ratio, int phases) {
        double band = Math.min(1, ratio); // lower Nyquist over input Nyquist
        double transition = (1 - PASS) * band * Math.PI;
        double cutoff = (1 + PASS) / 2 * band;
        half = (int) Math.ceil((ATTENUATION - 7.95) / (2.285 * transition) / 2) + 1;
        rows = new double[phases + 1][];
        for (int p = 0; p <= phases; p++) {
            rows[p] = row((double) p / phases, cutoff);
        }
    }

    private double[] row(double fraction, double cutoff) {
        double[] taps = new double[2 * half];
        double sum = 0;
        for (int j = 0; j < taps.length; j++) {
            double t = j - half + 1 - fraction;
            double x = t / half;
            double window = Math.abs(x) >= 1 ? 0 : Windows.besselI0(BETA * Math.sqrt(1 - x * x));
            double angle = Math.PI * cutoff * t;
            taps[j] = window * (angle == 0 ? 1 : Math.sin(angle) / angle);
            sum += taps[j];
        }
        for (int j = 0; j < taps.length; j++) {
            taps[j] /= sum; // unit gain at 0 Hz for every fraction: no hum at the phase rate
        }
        return taps;
    }
}
