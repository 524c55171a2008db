package org.syrinx.eval.internal.signal;

import java.util.Arrays;
import org.syrinx.api.Audio;
import org.syrinx.audio.analysis.PitchSpec;
import org.syrinx.audio.analysis.PitchTrack;
import org.syrinx.audio.analysis.YinPitchTracker;
import org.syrinx.audio.dsp.Windows;

/** Harmonics-to-noise ratio of voiced frames (Boersma 1993). */
final class Harmonicity {
    private static final double FRAME_SECONDS = 0.06;
    private static final double NEAR = 0.1;

    private Harmonicity() {}

    /** One value in dB for each voiced frame. */
    static double[] of(Audio audio) {
        int rate = audio.sampleRate();
        PitchTrack track = new YinPitchTracker().track(audio, PitchSpec.speech(rate));
        int size = (int) Math.round(FRAME_SECONDS * rate);
        double[] window = Windows.symmetric(Windows.Shape.HANN, size);
        double[] out = new double[track.frames()];
        int n = 0;
        for (int t = 0; t < track.frames(); t++) {
            int start = (int) Math.round(track.time(t) * rate) - size / 2;
            if (track.voiced(t) && start >= 0 && start + size <= audio.samples().length) {
                double period = rate / track.f0()[t];
                double r = peak(frame(audio.samples(), start, window), window, period);
                if (r > 0) {
                    // rounding may lift a perfect period above 1
                    double bounded = Math.min(r, 1 - 1e-6);
                    out[n++] = 10 * Math.log10(bounded / (1 - bounded));
                }
            }
        }
        return Arrays.copyOf(out, n);
    }

    private static double[] frame(float[] x, int start, double[] window) {
        double mean = 0;
        for (int i = 0; i < window.length; i++) {
            mean += x[start + i] / (double) window.length;
        }
        double[] out = new double[window.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (x[start + i] - mean) * window[i];
        }
        return out;
    }

    /** Equation 9 at the best lag near the period. */
    private static double peak(double[] frame, double[] window, double period) {
        int from = Math.max(2, (int) Math.floor(period * (1 - NEAR)));
        int to = Math.min(frame.length / 2, (int) Math.ceil(period * (1 + NEAR)));
        double[] r = new double[to + 2];
        for (int lag = from - 1; lag <= to + 1; lag++) {
            r[lag] = correlation(frame, lag) / correlation(window, lag);
        }
        double best = 0;
        for (int lag = from; lag <= to; lag++) {
            if (r[lag] >= r[lag - 1] && r[lag] >= r[lag + 1]) {
                double curve = r[lag - 1] - 2 * r[lag] + r[lag + 1];
                double slope = (r[lag + 1] - r[lag - 1]) / 2;
                best = Math.max(best, curve < 0 ? r[lag] - slope * slope / (2 * curve) : r[lag]);
            }
        }
        return best;
    }

    /** Autocorrelation over that at lag 0. */
    private static double correlation(double[] x, int lag) {
        double sum = 0;
        double zero = 0;
        for (int i = 0; i < x.length; i++) {
            zero += x[i] * x[i];
            if (i + lag < x.length) {
                sum += x[i] * x[i + lag];
            }
        }
        return zero == 0 ? 0 : sum / zero;
    }
}
