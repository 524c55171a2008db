package org.syrinx.audio;

import java.util.Random;

/** Test signals in closed form. */
public final class Signals {
    private Signals() {}

    /** amplitude * sin(2 pi f t + phase). */
    public static float[] sine(double hz, int rate, int length, double amplitude, double phase) {
        float[] x = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = (float) (amplitude * Math.sin(2 * Math.PI * hz * i / rate + phase));
        }
        return x;
    }

    /** A sine of zero phase. */
    public static float[] sine(double hz, int rate, int length, double amplitude) {
        return sine(hz, rate, length, amplitude, 0);
    }

    /** Gaussian noise of a standard deviation, seeded. */
    public static float[] noise(int length, double deviation, long seed) {
        Random random = new Random(seed);
        float[] x = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = (float) (deviation * random.nextGaussian());
        }
        return x;
    }

    /** Harmonics of f0 up to 4 kHz with amplitudes 1/k, scaled to a peak of about 0.5. */
    public static float[] voice(double f0, int rate, int length) {
        float[] x = new float[length];
        int count = (int) Math.min(40, Math.min(4000, rate * 0.45) / f0);
        for (int i = 0; i < length; i++) {
            double sum = 0;
            for (int k = 1; k <= count; k++) {
                sum += Math.sin(2 * Math.PI * k * f0 * i / rate + k * k) / k;
            }
            x[i] = (float) (0.2 * sum);
        }
        return x;
    }

    /** The complex amplitude of a frequency in x[from..to), by least squares on sine and cosine. */
    public static double amplitude(float[] x, int from, int to, double hz, int rate) {
        double cc = 0;
        double ss = 0;
        double cs = 0;
        double xc = 0;
        double xs = 0;
        for (int i = from; i < to; i++) {
            double c = Math.cos(2 * Math.PI * hz * i / rate);
            double s = Math.sin(2 * Math.PI * hz * i / rate);
            cc += c * c;
            ss += s * s;
            cs += c * s;
            xc += x[i] * c;
            xs += x[i] * s;
        }
        double det = cc * ss - cs * cs;
        return Math.hypot((xc * ss - xs * cs) / det, (xs * cc - xc * cs) / det);
    }

    /** Root mean square of x[from..to). */
    public static double rms(float[] x, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) x[i] * x[i];
        }
        return Math.sqrt(sum / (to - from));
    }
}
