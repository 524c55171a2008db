package org.syrinx.plugin.vits.internal.model;

import ai.djl.ndarray.NDArray;

/** Hidden states of the text to frames per token, in logarithms. */
public interface DurationPredictor {
    /**
     * Predicts.
     *
     * @param hidden (B, H, N), 0 on padding
     * @param mask (B, 1, N)
     * @param speaker (B, G, 1), or null
     * @param noise (B, 2, N), already scaled; ignored by a predictor that {@linkplain #wantsNoise
     *     wants none}
     * @return log w, (B, 1, N)
     */
    NDArray logDurations(NDArray hidden, NDArray mask, NDArray speaker, NDArray noise);

    /**
     * Whether durations are sampled.
     *
     * @return true if {@link #logDurations} and {@link #loss} read their noise
     */
    boolean wantsNoise();

    /**
     * The training loss. No gradient passes to {@code hidden} and {@code speaker}.
     *
     * @param hidden (B, H, N)
     * @param durations frames per token, (B, 1, N), 0 on padding
     * @param mask (B, 1, N)
     * @param speaker (B, G, 1), or null
     * @param noise standard normal, (B, 2, N); ignored by a predictor that wants none
     * @return a scalar: the loss per valid token
     */
    NDArray loss(NDArray hidden, NDArray durations, NDArray mask, NDArray speaker, NDArray noise);
}
