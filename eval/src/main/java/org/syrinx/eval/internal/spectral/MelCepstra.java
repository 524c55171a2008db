package org.syrinx.eval.internal.spectral;

import java.util.Arrays;
import org.syrinx.api.Audio;
import org.syrinx.audio.dsp.MelFilterBank;
import org.syrinx.audio.dsp.MelSpec;
import org.syrinx.audio.dsp.Spectrogram;
import org.syrinx.audio.dsp.Stft;
import org.syrinx.audio.dsp.StftSpec;
import org.syrinx.audio.dsp.Windows;
import org.syrinx.eval.internal.PlainMetric;

/**
 * Mel cepstra in the scale in which their distance is one of log spectra: 40 HTK mel bands from 0
 * to 8 kHz of the power spectrum (25 ms Hann every 5 ms, 512 points), their logarithms, and a
 * cosine transform divided by the number of bands.
 *
 * @param coefficients {@code [frame][1 + ORDER]}, coefficient 0 first
 * @param power of each frame
 */
record MelCepstra(double[][] coefficients, double[] power) {
    /** The highest coefficient. */
    static final int ORDER = 13;

    /** Frames this far below the loudest are silence at the edges. */
    static final double EDGE = 1e-4; // 40 dB

    private static final int BANDS = 40;
    private static final double FLOOR = 1e-10;

    private static final MelSpec SPEC =
            new MelSpec(
                    PlainMetric.RATE,
                    new StftSpec(
                            512,
                            400,
                            80,
                            Windows.Shape.HANN,
                            StftSpec.Padding.CENTRE,
                            StftSpec.PadMode.REFLECT),
                    BANDS,
                    0,
                    8000,
                    MelSpec.Scale.HTK,
                    MelSpec.Norm.NONE,
                    2,
                    0,
                    MelSpec.Log.NATURAL,
                    FLOOR);
    private static final Stft STFT = new Stft(SPEC.stft());
    private static final MelFilterBank FILTERS = new MelFilterBank(SPEC);
    private static final double[][] COSINES = cosines();

    private static double[][] cosines() {
        double[][] table = new double[ORDER + 1][BANDS];
        for (int k = 0; k <= ORDER; k++) {
            for (int m = 0; m < BANDS; m++) {
                table[k][m] = Math.cos(Math.PI * k * (m + 0.5) / BANDS) / BANDS;
            }
        }
        return table;
    }

    /**
     * Analyses a sound.
     *
     * @param audio at {@link PlainMetric#RATE}
     */
    static MelCepstra of(Audio audio) {
        Spectrogram s = STFT.forward(audio.samples());
        double[][] cepstra = new double[s.frames()][ORDER + 1];
        double[] power = new double[s.frames()];
        double[] bins = new double[SPEC.stft().bins()];
        for (int t = 0; t < cepstra.length; t++) {
            for (int k = 0; k < bins.length; k++) {
                bins[k] = s.re()[t][k] * s.re()[t][k] + s.im()[t][k] * s.im()[t][k];
                power[t] += bins[k];
            }
            double[] mel = FILTERS.apply(bins);
            for (int m = 0; m < BANDS; m++) {
                double log = Math.log(mel[m] + FLOOR);
                for (int k = 0; k <= ORDER; k++) {
                    cepstra[t][k] += COSINES[k][m] * log;
                }
            }
        }
        return new MelCepstra(cepstra, power);
    }

    int frames() {
        return power.length;
    }

    /** First frame and end of what is within 40 dB of the loudest frame; {0, 0} for silence. */
    int[] active() {
        double bar = Arrays.stream(power).max().orElse(0) * EDGE;
        int from = 0;
        int to = power.length;
        while (from < to && (power[from] < bar || power[from] == 0)) {
            from++;
        }
        while (to > from && power[to - 1] < bar) {
            to--;
        }
        return new int[] {from, to};
    }

    /** Without the silence at both ends. */
    MelCepstra trimmed() {
        int[] range = active();
        return slice(range[0], range[1]);
    }

    MelCepstra slice(int from, int to) {
        return new MelCepstra(
                Arrays.copyOfRange(coefficients, from, to), Arrays.copyOfRange(power, from, to));
    }

    /** Distance of two frames in dB, coefficients 1 to 13. */
    static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int k = 1; k <= ORDER; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return 10 / Math.log(10) * Math.sqrt(2 * sum);
    }
}
