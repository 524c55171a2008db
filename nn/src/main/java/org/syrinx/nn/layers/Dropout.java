package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import org.syrinx.nn.Activations;
import org.syrinx.nn.params.Scope;

/** Dropout that is active while the set of its scope is trained, and the identity otherwise. */
public final class Dropout {
    private final Scope scope;
    private final double p;

    /**
     * A dropout.
     *
     * @param scope decides whether training is on; nothing is declared
     * @param p the probability of zeroing an element, in [0, 1); the others are divided by 1 - p
     */
    public Dropout(Scope scope, double p) {
        if (!(p >= 0 && p < 1)) {
            throw new IllegalArgumentException("dropout probability must be in [0, 1), found " + p);
        }
        this.scope = scope;
        this.p = p;
    }

    /**
     * Drops.
     *
     * @param x any shape
     * @return the same shape; {@code x} itself when nothing is dropped
     */
    public NDArray apply(NDArray x) {
        return p > 0 && scope.training() ? Activations.dropout(x, p, true) : x;
    }
}
