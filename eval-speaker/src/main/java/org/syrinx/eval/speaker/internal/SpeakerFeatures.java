package org.syrinx.eval.speaker.internal;

import java.util.Arrays;
import org.syrinx.api.Audio;
import org.syrinx.audio.dsp.MelSpec;
import org.syrinx.audio.dsp.MelSpectrogram;
import org.syrinx.audio.dsp.StftSpec;
import org.syrinx.audio.dsp.Windows;

/**
 * What the encoder hears: natural-log mel powers (40 HTK bands, 0-8 kHz, 25 ms Hann every 10 ms, 16
 * kHz) of the frames within 40 dB of the loudest, each band with its mean taken off, so that level
 * and a constant channel are gone.
 */
public final class SpeakerFeatures {
    /** Hz. */
    public static final int RATE = 16_000;

    /** Mel bands. */
    public static final int BANDS = 40;

    private static final double ACTIVE = 1e-4; // 40 dB

    private static final MelSpectrogram MEL =
            new MelSpectrogram(
                    new MelSpec(
                            RATE,
                            new StftSpec(
                                    512,
                                    400,
                                    160,
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
                            1e-7));

    private SpeakerFeatures() {}

    /**
     * Computes the features.
     *
     * @param samples at {@link #RATE}
     * @return {@code [frame][band]} without silent frames; no frame for silence
     */
    public static float[][] of(float[] samples) {
        float[][] mel = MEL.compute(new Audio(samples, RATE));
        double[] power = new double[mel.length];
        double loudest = 0;
        for (int t = 0; t < mel.length; t++) {
            for (float v : mel[t]) {
                power[t] += Math.exp(v);
            }
            loudest = Math.max(loudest, power[t]);
        }
        // a frame at the floor in every band is digital silence
        double bar = Math.max(ACTIVE * loudest, 1.5 * BANDS * 1e-7);
        float[][] kept = new float[mel.length][];
        int n = 0;
        for (int t = 0; t < mel.length; t++) {
            if (power[t] >= bar) {
                kept[n++] = mel[t];
            }
        }
        return centred(Arrays.copyOf(kept, n));
    }

    private static float[][] centred(float[][] frames) {
        double[] mean = new double[BANDS];
        for (float[] frame : frames) {
            for (int b = 0; b < BANDS; b++) {
                mean[b] += frame[b] / frames.length;
            }
        }
        for (float[] frame : frames) {
            for (int b = 0; b < BANDS; b++) {
                frame[b] -= (float) mean[b];
            }
        }
        return frames;
    }

    /**
     * Writes frames as the network reads them.
     *
     * @param frames {@code [frame][band]}
     * @param out receives {@code [band][frame]}, row-major
     */
    public static void transpose(float[][] frames, java.nio.FloatBuffer out) {
        for (int b = 0; b < BANDS; b++) {
            for (float[] frame : frames) {
                out.put(frame[b]);
            }
        }
    }
}
