package org.syrinx.audio.dsp;

import org.syrinx.api.SyrinxException;

/** Window functions. Stateless; any thread. */
public final class Windows {
    private Windows() {}

    /** The shape of an analysis window. */
    public enum Shape {
        /** 0.5 - 0.5 cos. */
        HANN,
        /** 0.54 - 0.46 cos. */
        HAMMING,
        /** 0.42 - 0.5 cos + 0.08 cos of twice the angle. */
        BLACKMAN,
        /** All ones. */
        RECTANGULAR
    }

    /**
     * A periodic window (DFT-even: one period of a sequence of period {@code length}), as in {@code
     * torch.hann_window} and in {@code scipy.signal.get_window} with fftbins.
     *
     * @param shape the shape
     * @param length number of samples, greater than 0
     * @return a new array
     * @throws SyrinxException if the length is not positive
     */
    public static double[] periodic(Shape shape, int length) {
        return cosine(shape, length, length);
    }

    /**
     * A symmetric window, for filter design.
     *
     * @param shape the shape
     * @param length number of samples, greater than 0
     * @return a new array
     * @throws SyrinxException if the length is not positive
     */
    public static double[] symmetric(Shape shape, int length) {
        return cosine(shape, length, Math.max(1, length - 1));
    }

    /**
     * A symmetric Kaiser window.
     *
     * @param length number of samples, greater than 0
     * @param beta shape parameter, 0 (rectangular) or more
     * @return a new array
     * @throws SyrinxException if the length is not positive
     */
    public static double[] kaiser(int length, double beta) {
        check(length);
        double[] w = new double[length];
        double centre = (length - 1) / 2.0;
        for (int i = 0; i < length; i++) {
            double x = length == 1 ? 0 : (i - centre) / centre;
            w[i] = besselI0(beta * Math.sqrt(Math.max(0, 1 - x * x))) / besselI0(beta);
        }
        return w;
    }

    /**
     * Modified Bessel function of the first kind, order zero, by its power series.
     *
     * @param x the argument; accurate to rounding for |x| up to about 100
     * @return I0(x)
     */
    public static double besselI0(double x) {
        double quarter = x * x / 4;
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-17; k++) {
            term *= quarter / ((double) k * k);
            sum += term;
        }
        return sum;
    }

    private static double[] cosine(Shape shape, int length, int period) {
        check(length);
        double[] w = new double[length];
        for (int i = 0; i < length; i++) {
            double angle = 2 * Math.PI * i / period;
            w[i] =
                    switch (shape) {
                        case HANN -> 0.5 - 0.5 * Math.cos(angle);
                        case HAMMING -> 0.54 - 0.46 * Math.cos(angle);
                        case BLACKMAN -> 0.42 - 0.5 * Math.cos(angle) + 0.08 * Math.cos(2 * angle);
                        case RECTANGULAR -> 1;
                    };
        }
        return w;
    }

    private static void check(int length) {
        if (length < 1) {
            throw new SyrinxException(
                    "a window of at least one sample", "a length of " + length, "pass a length");
        }
    }
}
