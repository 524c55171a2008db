package org.syrinx.nn;

import ai.djl.ndarray.NDArray;
import org.syrinx.engine.Operators;

/** Fourier transforms. A spectrum is held in real view: the last dimension is {real, imaginary}. */
public final class Spectral {
    private Spectral() {}

    /**
     * Short-time Fourier transform, one-sided, not normalised.
     *
     * @param x {@code (B, T)} or {@code (T)}, samples
     * @param window {@code (windowLength)}
     * @param fftSize transform length in samples
     * @param hop distance between frames in samples
     * @param windowLength window length in samples, at most {@code fftSize}, centred in it
     * @param center whether to reflect half a transform at both ends, so that frame t is centred at
     *     sample t hop
     * @return {@code (B, fftSize / 2 + 1, frames, 2)}, real and imaginary parts
     */
    public static NDArray stft(
            NDArray x, NDArray window, long fftSize, long hop, long windowLength, boolean center) {
        return Operators.call("stft", x, window, fftSize, hop, windowLength, center);
    }

    /**
     * The magnitude sqrt(re&sup2; + im&sup2; + epsilon) of a spectrum in real view.
     *
     * @param spectrum {@code (B, F, frames, 2)}
     * @param epsilon keeps the gradient finite at silence, for example 1e-9
     * @return {@code (B, F, frames)}
     */
    public static NDArray magnitude(NDArray spectrum, double epsilon) {
        return Operators.call("magnitude", spectrum, epsilon);
    }

    /**
     * Inverse short-time Fourier transform by least squares (Griffin and Lim 1984, eq. 6).
     *
     * @param spectrum {@code (B, fftSize / 2 + 1, frames, 2)}
     * @param window {@code (windowLength)}
     * @param fftSize transform length in samples
     * @param hop distance between frames in samples
     * @param windowLength window length in samples, at most {@code fftSize}, centred in it
     * @param center as in {@link #stft}
     * @param length samples wanted, or -1 for what the frames give
     * @return {@code (B, T)}
     */
    public static NDArray istft(
            NDArray spectrum,
            NDArray window,
            long fftSize,
            long hop,
            long windowLength,
            boolean center,
            long length) {
        return Operators.call(
                "istft", spectrum, window, fftSize, hop, windowLength, center, length);
    }

    /**
     * One-sided discrete Fourier transform of the last dimension, not normalised.
     *
     * @param x {@code (..., N)}
     * @param size transform length; {@code x} is cut or zero-padded to it
     * @return {@code (..., size / 2 + 1, 2)}
     */
    public static NDArray rfft(NDArray x, long size) {
        return Operators.call("rfft", x, size);
    }

    /**
     * Inverse of {@link #rfft}, divided by {@code size}.
     *
     * @param spectrum {@code (..., size / 2 + 1, 2)}
     * @param size transform length
     * @return {@code (..., size)}
     */
    public static NDArray irfft(NDArray spectrum, long size) {
        return Operators.call("irfft", spectrum, size);
    }
}
