package org.syrinx.eval.internal.spectral;

import org.syrinx.api.Audio;
import org.syrinx.audio.dsp.Resampler;
import org.syrinx.eval.internal.PlainMetric;

/** Means and deviations of an utterance's mel cepstra. */
public final class CepstralStatistics {
    /** The scale of {@link MelCepstra#distance}: decibels of log spectra. */
    private static final double DECIBELS = 10 / Math.log(10) * Math.sqrt(2);

    private CepstralStatistics() {}

    /**
     * Describes a sound.
     *
     * @param audio at any rate
     * @return means, then standard deviations, of coefficients 1 to 13 without the silence at the
     *     ends, in dB; empty for silence
     */
    public static double[] of(Audio audio) {
        double[][] c =
                MelCepstra.of(Resampler.resample(audio, PlainMetric.RATE)).trimmed().coefficients();
        if (c.length == 0) {
            return new double[0];
        }
        double[] out = new double[2 * MelCepstra.ORDER];
        for (int k = 1; k <= MelCepstra.ORDER; k++) {
            double mean = 0;
            for (double[] frame : c) {
                mean += frame[k] / c.length;
            }
            double square = 0;
            for (double[] frame : c) {
                square += (frame[k] - mean) * (frame[k] - mean) / c.length;
            }
            out[k - 1] = DECIBELS * mean;
            out[MelCepstra.ORDER + k - 1] = DECIBELS * Math.sqrt(square);
        }
        return out;
    }
}
