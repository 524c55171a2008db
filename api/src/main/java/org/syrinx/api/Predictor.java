package org.syrinx.api;

import ai.djl.ndarray.NDArray;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A network as a sampler sees it: the conditioning, the guidance and the hook are already bound.
 */
@ConsumerType
public interface Predictor {
    /**
     * What the network predicts.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * One evaluation.
     *
     * @param x the current state, {@code (B, C, T)}
     * @param time in [0, 1], 1 at noise
     * @param step the index of the step, from 0
     * @return the prediction, of the shape of x, in the caller's tensor scope
     */
    NDArray predict(NDArray x, double time, int step);

    /** What a network predicts. */
    enum Kind {
        /** The noise eps. */
        EPSILON,
        /** The data x_0. */
        DATA,
        /** v = alpha eps - sigma x_0. */
        V,
        /** The score, grad log p. */
        SCORE,
        /** The velocity dx/dt of a flow from noise to data. */
        VELOCITY
    }
}
