package org.syrinx.nn.vocoder;

import ai.djl.ndarray.NDArray;

/**
 * Latent frames to a waveform. Weights belong to the parameter set that the generator was declared
 * in; results to the thread's scope. As safe for use by several threads as its parameter set.
 */
public interface Generator {
    /**
     * Decodes a whole latent, also in training.
     *
     * @param z (B, F, T), 0 on padding
     * @param condition (B, G, 1), for example a speaker's vector, or null
     * @return (B, 1, T hop), in [-1, 1]
     */
    default NDArray decode(NDArray z, NDArray condition) {
        return decode(z, 0, 0, condition);
    }

    /**
     * Decodes the middle of a stretch of a longer latent.
     *
     * @param z the stretch, (B, F, left + T + right)
     * @param left frames of context before the middle: {@link #radius()}, or all that there are
     * @param right frames of context after it: {@link #radius()}, or all that there are
     * @param condition (B, G, 1), or null
     * @return (B, 1, T hop), the same samples as in a decode of the whole latent, but for rounding
     */
    NDArray decode(NDArray z, int left, int right, NDArray condition);

    /**
     * How far a latent frame reaches; computed from the configuration.
     *
     * @return frames of context on either side after which the rest of the latent makes no
     *     difference
     */
    int radius();

    /**
     * The length of a frame.
     *
     * @return samples
     */
    int hop();
}
