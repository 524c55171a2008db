package org.syrinx.eval.internal.signal;

import org.syrinx.api.Audio;
import org.syrinx.audio.dsp.Spectrogram;
import org.syrinx.audio.dsp.Stft;
import org.syrinx.audio.dsp.StftSpec;

/** The long-term average spectrum in one-third octaves, and its slope. */
final class LongTermSpectrum {
    private static final int POINTS = 1024;
    private static final Stft STFT = new Stft(StftSpec.centred(POINTS, 256));
    private static final double ACTIVE = 1e-4; // 40 dB
    private static final double LOWEST = 125;
    private static final int BANDS = 18; // to 125 * 2^(17/3) = 6350 Hz, the band called 6300

    private LongTermSpectrum() {}

    /**
     * The slope in dB per octave; NaN for silence.
     *
     * @param audio at 16 kHz
     */
    static double tilt(Audio audio) {
        double[] power = average(STFT.forward(audio.samples()));
        double[] x = new double[BANDS];
        double[] y = new double[BANDS];
        for (int b = 0; b < BANDS; b++) {
            double centre = LOWEST * Math.pow(2, b / 3.0);
            x[b] = b / 3.0;
            y[b] = 10 * Math.log10(density(power, centre, audio.sampleRate()));
            if (!Double.isFinite(y[b])) {
                return Double.NaN;
            }
        }
        return slope(x, y);
    }

    private static double[] average(Spectrogram s) {
        double[] energy = new double[s.frames()];
        double loudest = 0;
        for (int t = 0; t < energy.length; t++) {
            for (int k = 0; k < s.re()[t].length; k++) {
                energy[t] += power(s, t, k);
            }
            loudest = Math.max(loudest, energy[t]);
        }
        double[] sum = new double[POINTS / 2 + 1];
        for (int t = 0; t < energy.length; t++) {
            for (int k = 0; energy[t] >= ACTIVE * loudest && k < sum.length; k++) {
                sum[k] += power(s, t, k);
            }
        }
        return sum;
    }

    private static double power(Spectrogram s, int t, int k) {
        return s.re()[t][k] * s.re()[t][k] + s.im()[t][k] * s.im()[t][k];
    }

    /** Mean power of the bins of a one-third octave; bins at its edges count in part. */
    private static double density(double[] power, double centre, int rate) {
        double bin = (double) rate / POINTS;
        double from = centre * Math.pow(2, -1 / 6.0) / bin;
        double to = centre * Math.pow(2, 1 / 6.0) / bin;
        double sum = 0;
        for (int k = (int) Math.floor(from); k <= Math.ceil(to) && k < power.length; k++) {
            double share = Math.min(to, k + 0.5) - Math.max(from, k - 0.5);
            sum += Math.max(0, share) * power[k];
        }
        return sum / (to - from);
    }

    private static double slope(double[] x, double[] y) {
        double mx = 0;
        double my = 0;
        for (int i = 0; i < x.length; i++) {
            mx += x[i] / x.length;
            my += y[i] / x.length;
        }
        double xy = 0;
        double xx = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - mx) * (y[i] - my);
            xx += (x[i] - mx) * (x[i] - mx);
        }
        return xy / xx;
    }
}
