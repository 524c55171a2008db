package org.syrinx.eval.internal.spectral;

import java.util.ArrayList;
import java.util.List;
import org.syrinx.audio.dsp.Fft;

/**
 * Short-time objective intelligibility, plain (C. H. Taal, R. C. Hendriks, R. Heusdens and J.
 * Jensen, "An algorithm for intelligibility prediction of time-frequency weighted noisy speech",
 * IEEE TASLP 19, 2011) and extended (J. Jensen and C. H. Taal, "An algorithm for predicting the
 * intelligibility of speech masked by modulated noise maskers", IEEE/ACM TASLP 24, 2016).
 *
 * <p>All sound is at {@link #RATE}. Numbers in comments are sections and equations of the first
 * paper.
 */
final class ShortTimeIntelligibility {
    /** Hz. */
    static final int RATE = 10_000;

    private static final int FRAME = 256;
    private static final int HOP = 128;
    private static final double DYNAMIC_RANGE = 40; // dB
    private static final int SEGMENT = 30; // frames, 384 ms
    private static final double CLIP = 1 + Math.pow(10, 15 / 20.0); // beta = -15 dB

    /** First bin of each one-third octave from 150 Hz of a 512-point transform, and the end. */
    private static final int[] BANDS = {
        7, 9, 11, 14, 17, 22, 27, 34, 43, 55, 69, 87, 109, 138, 174, 219
    };

    private static final int BAND_COUNT = BANDS.length - 1;
    private static final double[] WINDOW = window();
    private static final Fft FFT = new Fft(512);

    private ShortTimeIntelligibility() {}

    /** A Hann window without its zeros at the ends, as the authors' program has it. */
    private static double[] window() {
        double[] w = new double[FRAME];
        for (int i = 0; i < FRAME; i++) {
            w[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 1) / (FRAME + 1));
        }
        return w;
    }

    /**
     * Band envelopes of both sounds, {@code [frame][band]}, after the frames in which the reference
     * is more than 40 dB below its loudest are taken out of both (section II).
     */
    static double[][][] envelopes(float[] reference, float[] sound) {
        int length = Math.min(reference.length, sound.length);
        List<Integer> kept = speechFrames(reference, length);
        double[] x = joined(reference, kept);
        double[] y = joined(sound, kept);
        return new double[][][] {bands(x), bands(y)};
    }

    private static List<Integer> speechFrames(float[] x, int length) {
        List<Double> levels = new ArrayList<>();
        double loudest = Double.NEGATIVE_INFINITY;
        for (int start = 0; start + FRAME < length; start += HOP) {
            double sum = 0;
            for (int i = 0; i < FRAME; i++) {
                double v = WINDOW[i] * x[start + i];
                sum += v * v;
            }
            levels.add(10 * Math.log10(sum));
            loudest = Math.max(loudest, levels.get(levels.size() - 1));
        }
        List<Integer> kept = new ArrayList<>();
        for (int t = 0; t < levels.size(); t++) {
            if (levels.get(t) > loudest - DYNAMIC_RANGE) {
                kept.add(t * HOP);
            }
        }
        return kept;
    }

    /** The windowed frames, added with overlap one after the other. */
    private static double[] joined(float[] x, List<Integer> starts) {
        double[] out = new double[starts.isEmpty() ? 0 : (starts.size() - 1) * HOP + FRAME];
        for (int t = 0; t < starts.size(); t++) {
            for (int i = 0; i < FRAME; i++) {
                out[t * HOP + i] += WINDOW[i] * x[starts.get(t) + i];
            }
        }
        return out;
    }

    /** Equation 1: root of the power in each one-third octave. */
    private static double[][] bands(double[] x) {
        // the authors' program leaves out a frame that ends with the sound
        int frames = x.length <= FRAME ? 0 : 1 + (x.length - FRAME - 1) / HOP;
        double[][] out = new double[frames][BAND_COUNT];
        double[] frame = new double[FFT.size()];
        double[] re = new double[FFT.size() / 2 + 1];
        double[] im = new double[FFT.size() / 2 + 1];
        for (int t = 0; t < frames; t++) {
            for (int i = 0; i < FRAME; i++) {
                frame[i] = WINDOW[i] * x[t * HOP + i];
            }
            FFT.realForward(frame, re, im);
            for (int j = 0; j < BAND_COUNT; j++) {
                double power = 0;
                for (int k = BANDS[j]; k < BANDS[j + 1]; k++) {
                    power += re[k] * re[k] + im[k] * im[k];
                }
                out[t][j] = Math.sqrt(power);
            }
        }
        return out;
    }

    /** Whether there is a whole segment to compare. */
    static boolean longEnough(double[][][] envelopes) {
        return envelopes[0].length >= SEGMENT;
    }

    /** Equations 2 to 6: mean correlation of scaled and clipped envelopes. */
    static double plain(double[][] x, double[][] y) {
        double sum = 0;
        int segments = x.length - SEGMENT + 1;
        double[] a = new double[SEGMENT];
        double[] b = new double[SEGMENT];
        for (int m = 0; m < segments; m++) {
            for (int j = 0; j < BAND_COUNT; j++) {
                double xx = 0;
                double yy = 0;
                for (int n = 0; n < SEGMENT; n++) {
                    a[n] = x[m + n][j];
                    b[n] = y[m + n][j];
                    xx += a[n] * a[n];
                    yy += b[n] * b[n];
                }
                double scale = yy == 0 ? 0 : Math.sqrt(xx / yy);
                for (int n = 0; n < SEGMENT; n++) {
                    b[n] = Math.min(scale * b[n], CLIP * a[n]);
                }
                normalize(a);
                normalize(b);
                sum += dot(a, b);
            }
        }
        return sum / segments / BAND_COUNT;
    }

    /** Second paper, equations 3 to 8: rows (bands) then columns (frames) are normalised. */
    static double extended(double[][] x, double[][] y) {
        double sum = 0;
        int segments = x.length - SEGMENT + 1;
        for (int m = 0; m < segments; m++) {
            double[][] a = normalizedSegment(x, m);
            double[][] b = normalizedSegment(y, m);
            for (int n = 0; n < SEGMENT; n++) {
                sum += dot(a[n], b[n]) / SEGMENT;
            }
        }
        return sum / segments;
    }

    private static double[][] normalizedSegment(double[][] x, int m) {
        double[][] out = new double[SEGMENT][BAND_COUNT];
        double[] row = new double[SEGMENT];
        for (int j = 0; j < BAND_COUNT; j++) {
            for (int n = 0; n < SEGMENT; n++) {
                row[n] = x[m + n][j];
            }
            normalize(row);
            for (int n = 0; n < SEGMENT; n++) {
                out[n][j] = row[n];
            }
        }
        for (double[] column : out) {
            normalize(column);
        }
        return out;
    }

    /** Zero mean and unit norm; a constant becomes 0. */
    private static void normalize(double[] v) {
        double mean = 0;
        for (double e : v) {
            mean += e / v.length;
        }
        double square = 0;
        for (int i = 0; i < v.length; i++) {
            v[i] -= mean;
            square += v[i] * v[i];
        }
        double scale = square == 0 ? 0 : 1 / Math.sqrt(square);
        for (int i = 0; i < v.length; i++) {
            v[i] *= scale;
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
