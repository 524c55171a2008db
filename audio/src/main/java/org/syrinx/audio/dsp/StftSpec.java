package org.syrinx.audio.dsp;

import java.util.Objects;
import org.syrinx.api.SyrinxException;

/**
 * Everything that defines a short-time Fourier transform.
 *
 * @param nFft transform size, samples, at least 2; bins are 0 to nFft / 2
 * @param winLength window length, samples, at most nFft; a shorter window stands in the middle of
 *     the transform, as in torch and librosa
 * @param hop samples from frame to frame, at least 1
 * @param window shape of the (periodic) window
 * @param padding how much is added on both sides of the sound
 * @param padMode what is added
 */
public record StftSpec(
        int nFft, int winLength, int hop, Windows.Shape window, Padding padding, PadMode padMode) {

    /** How much is added on each side. */
    public enum Padding {
        /** Nothing: frame t starts at sample t × hop; 1 + (n - nFft) / hop frames. */
        NONE,
        /** nFft / 2: frame t is centred on sample t × hop; 1 + n / hop frames (librosa, torch). */
        CENTRE,
        /**
         * (nFft - hop) / 2: n / hop frames, frame t centred on t × hop + hop / 2 (HiFi-GAN, VITS).
         */
        SAME
    }

    /** What is added. */
    public enum PadMode {
        /** Mirror image without the edge sample; repeated for sounds shorter than the padding. */
        REFLECT,
        /** Silence. */
        ZERO
    }

    public StftSpec {
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(padding, "padding");
        Objects.requireNonNull(padMode, "padMode");
        if (nFft < 2 || winLength < 1 || winLength > nFft || hop < 1 || hop > nFft) {
            throw new SyrinxException(
                    "nFft of at least 2, winLength and hop from 1 to nFft",
                    "nFft " + nFft + ", winLength " + winLength + ", hop " + hop,
                    "correct the spectrogram parameters");
        }
    }

    /**
     * The usual case: window as long as the transform, Hann, centred, reflected.
     *
     * @param nFft transform size, samples
     * @param hop samples from frame to frame
     * @return the spec
     */
    public static StftSpec centred(int nFft, int hop) {
        return new StftSpec(nFft, nFft, hop, Windows.Shape.HANN, Padding.CENTRE, PadMode.REFLECT);
    }

    /**
     * Number of frequency bins.
     *
     * @return nFft / 2 + 1
     */
    public int bins() {
        return nFft / 2 + 1;
    }

    /**
     * Samples added on each side.
     *
     * @return 0 or more
     */
    public int pad() {
        return switch (padding) {
            case NONE -> 0;
            case CENTRE -> nFft / 2;
            case SAME -> (nFft - hop) / 2;
        };
    }

    /**
     * Number of frames of a sound.
     *
     * @param samples its length, samples
     * @return 0 if the sound is empty or, padded, shorter than one frame
     */
    public int frames(int samples) {
        int padded = samples + 2 * pad();
        return samples == 0 || padded < nFft ? 0 : 1 + (padded - nFft) / hop;
    }
}
