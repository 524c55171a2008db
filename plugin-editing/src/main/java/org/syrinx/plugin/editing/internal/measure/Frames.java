package org.syrinx.plugin.editing.internal.measure;

import org.syrinx.api.Audio;
import org.syrinx.audio.analysis.PitchSpec;
import org.syrinx.audio.analysis.PitchTrack;
import org.syrinx.audio.analysis.YinPitchTracker;
import org.syrinx.audio.dsp.MelSpec;
import org.syrinx.audio.dsp.MelSpectrogram;
import org.syrinx.audio.dsp.Resampler;
import org.syrinx.audio.dsp.StftSpec;

/**
 * A sound at 16 kHz in frames of 10 ms: log-mel, cepstrum, pitch, and which frames are speech. The
 * pitch is tracked when it is first asked for, since the meter of content does without. For one
 * thread.
 */
final class Frames {
    static final int RATE = 16000;
    static final int HOP = 160;
    static final int BANDS = 40;
    static final int COEFFICIENTS = 13;

    private static final double RANGE_DB = 40;
    private static final MelSpectrogram MEL =
            new MelSpectrogram(
                    new MelSpec(
                            RATE,
                            StftSpec.centred(512, HOP),
                            BANDS,
                            60,
                            7600,
                            MelSpec.Scale.HTK,
                            MelSpec.Norm.NONE,
                            2,
                            0,
                            MelSpec.Log.NATURAL,
                            1e-10));

    private final Audio audio;
    private final float[][] mel;
    private final double[][] cepstrum;
    private final boolean[] active;
    private PitchTrack pitch;

    private Frames(Audio audio, float[][] mel, double[][] cepstrum, boolean[] active) {
        this.audio = audio;
        this.mel = mel;
        this.cepstrum = cepstrum;
        this.active = active;
    }

    static Frames of(Audio any) {
        Audio audio = any.sampleRate() == RATE ? any : Resampler.resample(any, RATE);
        float[][] mel = MEL.compute(audio);
        double[][] cepstrum = new double[mel.length][];
        double[] level = new double[mel.length];
        double loudest = Double.NEGATIVE_INFINITY;
        for (int t = 0; t < mel.length; t++) {
            cepstrum[t] = cosines(mel[t]);
            double power = 0;
            for (float band : mel[t]) {
                power += Math.exp(band);
            }
            level[t] = 10 * Math.log10(power);
            loudest = Math.max(loudest, level[t]);
        }
        boolean[] active = new boolean[mel.length];
        double absolute = 10 * Math.log10(BANDS * 1e-7);
        for (int t = 0; t < mel.length; t++) {
            active[t] = level[t] > Math.max(loudest - RANGE_DB, absolute);
        }
        return new Frames(audio, mel, cepstrum, active);
    }

    /** The first coefficients of the discrete cosine transform (type 2, orthonormal). */
    private static double[] cosines(float[] bands) {
        double[] c = new double[COEFFICIENTS];
        for (int k = 0; k < COEFFICIENTS; k++) {
            for (int b = 0; b < BANDS; b++) {
                c[k] += bands[b] * Math.cos(Math.PI * k * (b + 0.5) / BANDS);
            }
            c[k] *= Math.sqrt((k == 0 ? 1.0 : 2.0) / BANDS);
        }
        return c;
    }

    /** At 16 kHz. */
    Audio audio() {
        return audio;
    }

    /** Natural logarithms of 40 bands of power, {@code [frame][band]}. */
    float[][] mel() {
        return mel;
    }

    /** Mel-cepstral coefficients 0 to 12, {@code [frame][coefficient]}. */
    double[][] cepstrum() {
        return cepstrum;
    }

    /** Frames within 40 dB of the loudest that are not silence. */
    boolean[] active() {
        return active;
    }

    /** One value a frame. */
    PitchTrack pitch() {
        if (pitch == null) {
            pitch = new YinPitchTracker().track(audio, new PitchSpec(60, 500, RATE / 20, HOP, 0));
        }
        return pitch;
    }

    int count() {
        return mel.length;
    }

    boolean voiced(int t) {
        return t < pitch().frames() && pitch().voiced(t) && active[t];
    }
}
