package org.syrinx.audio.analysis;

import java.util.Locale;
import org.syrinx.api.SyrinxException;

/**
 * What to look for, and where. Frame t is centred on sample {@code offset + t * hop}; outside the
 * sound there is silence.
 *
 * @param fMin lowest F0, Hz, greater than 0
 * @param fMax highest F0, Hz, greater than fMin
 * @param frame samples looked at per frame; a tracker needs at least two periods of fMin
 * @param hop samples from frame to frame, at least 1
 * @param offset sample on which frame 0 is centred, 0 to hop
 */
public record PitchSpec(double fMin, double fMax, int frame, int hop, int offset) {
    public PitchSpec {
        if (!(fMin > 0 && fMin < fMax) || frame < 4 || hop < 1 || offset < 0 || offset > hop) {
            throw new SyrinxException(
                    "0 < fMin < fMax, a frame of at least 4 samples, a hop of at least 1, and an"
                            + " offset from 0 to hop",
                    String.format(
                            Locale.ROOT,
                            "fMin %s Hz, fMax %s Hz, frame %d, hop %d, offset %d",
                            fMin,
                            fMax,
                            frame,
                            hop,
                            offset),
                    "correct the pitch parameters");
        }
    }

    /**
     * Speech: 60 to 500 Hz, frames of 50 ms every 10 ms from sample 0 on.
     *
     * @param sampleRate Hz
     * @return the spec
     */
    public static PitchSpec speech(int sampleRate) {
        int hop = Math.max(1, Math.round(sampleRate / 100f));
        return new PitchSpec(60, 500, (int) Math.ceil(sampleRate * 0.05), hop, 0);
    }

    /**
     * Speech, frame by frame with a mel spectrogram or latent of (nFft - hop) / 2 padding: as many
     * frames, each centred on t × hop + hop / 2.
     *
     * @param sampleRate Hz
     * @param hop samples per frame of the latent
     * @return the spec
     */
    public static PitchSpec aligned(int sampleRate, int hop) {
        return new PitchSpec(60, 500, (int) Math.ceil(sampleRate * 0.05), hop, hop / 2);
    }

    /**
     * Number of frames of a sound: with offset 0, 1 + n / hop; with offset hop / 2, n / hop.
     *
     * @param samples its length
     * @return 0 or more
     */
    public int frames(int samples) {
        int rest = samples - 2 * offset;
        return samples == 0 || rest < 0 ? 0 : 1 + rest / hop;
    }
}
