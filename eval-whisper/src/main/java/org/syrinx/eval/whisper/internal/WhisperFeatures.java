package org.syrinx.eval.whisper.internal;

import java.util.Arrays;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.dsp.MelSpec;
import org.syrinx.audio.dsp.MelSpectrogram;
import org.syrinx.audio.dsp.Resampler;
import org.syrinx.audio.dsp.StftSpec;

/**
 * What Whisper hears (A. Radford et al., "Robust speech recognition via large-scale weak
 * supervision", 2022, section 2.2): 30 seconds at 16 kHz, filled up with silence; log10 of Slaney
 * mel powers, 25 ms Hann every 10 ms; nothing further than 8 below the largest; (x + 4) / 4.
 */
final class WhisperFeatures {
    static final int RATE = 16_000;
    static final int SECONDS = 30;
    static final int FRAMES = 100 * SECONDS;

    private final int bands;
    private final MelSpectrogram mel;

    WhisperFeatures(int bands) {
        this.bands = bands;
        this.mel =
                new MelSpectrogram(
                        new MelSpec(
                                RATE,
                                StftSpec.centred(400, 160),
                                bands,
                                0,
                                8000,
                                MelSpec.Scale.SLANEY,
                                MelSpec.Norm.SLANEY,
                                2,
                                0,
                                MelSpec.Log.TEN,
                                1e-10));
    }

    int bands() {
        return bands;
    }

    /** Features as the encoder reads them: {@code [band * FRAMES + frame]}. */
    float[] of(Audio audio) {
        float[] x = Resampler.resample(audio, RATE).samples();
        if (x.length > SECONDS * RATE) {
            throw new SyrinxException(
                    "at most " + SECONDS + " seconds of sound, which is all that Whisper hears",
                    String.format("%.1f seconds", audio.seconds()),
                    "cut the utterance");
        }
        float[][] frames = mel.compute(new Audio(Arrays.copyOf(x, SECONDS * RATE), RATE));
        float largest = Float.NEGATIVE_INFINITY;
        for (int t = 0; t < FRAMES; t++) {
            for (float v : frames[t]) {
                largest = Math.max(largest, v);
            }
        }
        float[] out = new float[bands * FRAMES];
        for (int t = 0; t < FRAMES; t++) {
            for (int b = 0; b < bands; b++) {
                out[b * FRAMES + t] = (Math.max(frames[t][b], largest - 8) + 4) / 4;
            }
        }
        return out;
    }
}
