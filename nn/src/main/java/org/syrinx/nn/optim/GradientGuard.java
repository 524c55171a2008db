package org.syrinx.nn.optim;

import ai.djl.ndarray.NDArray;
import java.util.Collection;
import org.syrinx.api.SyrinxException;

/**
 * Decides whether a step may be taken: clips the gradients' norm, and lets a step be skipped when
 * it is NaN or infinite. A run of such steps means that training has diverged, and is an error.
 *
 * <pre>{@code
 * if (guard.admit()) {
 *     optimiser.step(rate);
 * }
 * optimiser.zeroGradients();
 * }</pre>
 */
public final class GradientGuard {
    private final Gradients gradients;
    private final double maxNorm;
    private final int maxSkips;
    private double norm;
    private int run;
    private long skipped;

    /**
     * A guard.
     *
     * @param leaves the leaves whose gradients are judged
     * @param maxNorm the norm that gradients are clipped to; infinity for no clipping
     * @param maxSkips how many steps may be skipped in a row
     */
    public GradientGuard(Collection<NDArray> leaves, double maxNorm, int maxSkips) {
        this.gradients = new Gradients(leaves);
        this.maxNorm = maxNorm;
        this.maxSkips = maxSkips;
    }

    /**
     * Clips and judges.
     *
     * @return true if the step may be taken; false if the gradients are not finite, which are then
     *     set to 0
     * @throws SyrinxException if too many steps in a row were not finite
     */
    public boolean admit() {
        norm = gradients.clip(maxNorm);
        if (Double.isFinite(norm)) {
            run = 0;
            return true;
        }
        skipped++;
        gradients.zero();
        if (++run > maxSkips) {
            throw new SyrinxException(
                    "finite gradients",
                    run + " training steps in a row had gradients of norm " + norm,
                    "Lower the learning rate, or go back to an earlier checkpoint.");
        }
        return false;
    }

    /**
     * The norm before clipping at the last call.
     *
     * @return the norm, possibly NaN or infinite
     */
    public double norm() {
        return norm;
    }

    /**
     * How many steps were skipped in all.
     *
     * @return the count
     */
    public long skipped() {
        return skipped;
    }
}
