package org.syrinx.plugin.vits.internal.train;

import ai.djl.ndarray.NDArray;
import org.syrinx.nn.Losses;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Reductions;

/**
 * The losses of VITS (spec 2, 1.19). A step may be computed in parts, by several threads: where a
 * loss is a mean over valid positions, the divisor is the whole batch's and is given, so that the
 * parts add up.
 */
final class VitsLosses {
    private VitsLosses() {}

    /**
     * Divergence of posterior and prior at one sample: logs_p - logs_q - 1/2 + 1/2 (z_p - mu_p)^2
     * exp(-2 logs_p), summed over valid positions.
     *
     * @param zp (B, F, T), the posterior's sample after the flow
     * @param logsQ (B, F, T), the posterior's log standard deviation
     * @param mu (B, F, T), the prior's mean, by frame
     * @param logs (B, F, T), the prior's log standard deviation, by frame
     * @param mask (B, 1, T)
     * @param frames valid frames of the whole batch
     * @return one element
     */
    static NDArray kl(
            NDArray zp, NDArray logsQ, NDArray mu, NDArray logs, NDArray mask, double frames) {
        NDArray d = Ops.square(Ops.sub(zp, mu));
        NDArray quadratic = Ops.scale(Ops.mul(d, Ops.exp(Ops.scale(logs, -2))), 0.5);
        NDArray kl = Ops.add(Ops.shift(Ops.sub(logs, logsQ), -0.5), quadratic);
        return Ops.scale(Reductions.sum(Ops.mul(kl, mask)), 1 / frames);
    }

    /**
     * Mean absolute difference, as this part's share of a batch.
     *
     * @param x any shape
     * @param y the same shape
     * @param share the part of the batch that is here, in (0, 1]
     * @return one element
     */
    static NDArray l1(NDArray x, NDArray y, double share) {
        return Ops.scale(Losses.l1(x, y), share);
    }
}
