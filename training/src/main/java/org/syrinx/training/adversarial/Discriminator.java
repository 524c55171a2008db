package org.syrinx.training.adversarial;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** One network that tells recorded from generated audio. */
interface Discriminator {
    /** Negative slope of the leaky rectifiers. */
    double SLOPE = 0.1;

    /**
     * Judges audio.
     *
     * @param x (B, 1, T)
     * @return feature maps, one a layer; the last is the verdict
     */
    List<NDArray> apply(NDArray x);
}
