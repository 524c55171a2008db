package org.syrinx.plugin.vits.internal.model;

import ai.djl.ndarray.NDArray;

/** Latent to waveform. */
public interface Decoder {
    /**
     * Decodes a whole latent, also in training.
     *
     * @param z (B, F, T), 0 on padding
     * @param speaker (B, G, 1), or null
     * @return (B, 1, T hop), in [-1, 1]
     */
    default NDArray decode(NDArray z, NDArray speaker) {
        return decode(z, 0, 0, speaker);
    }

    /**
     * Decodes the middle of a stretch of a longer latent.
     *
     * @param z the stretch, (B, F, left + T + right)
     * @param left frames of context before the middle: {@link #radius()}, or all that there are
     * @param right frames of context after it: {@link #radius()}, or all that there are
     * @param speaker (B, G, 1), or null
     * @return (B, 1, T hop), the same samples as in a decode of the whole latent, but for rounding
     */
    NDArray decode(NDArray z, int left, int right, NDArray speaker);

    /**
     * How far a latent frame reaches, spec 1.18; computed from the configuration.
     *
     * @return frames of context on either side after which the rest of the latent makes no
     *     difference
     */
    int radius();
}
