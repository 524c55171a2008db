package org.syrinx.plugin.vits.internal.train;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.syrinx.nn.Losses;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.Types;

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

    /**
     * The generator's adversarial loss: how far the verdicts on generated audio are from real,
     * squared.
     *
     * @param fake feature maps of generated audio
     * @return one element: a sum of means, one a discriminator
     */
    static NDArray adversarial(List<List<NDArray>> fake) {
        NDArray sum = null;
        for (List<NDArray> maps : fake) {
            sum = add(sum, Reductions.mean(Ops.square(Ops.shift(verdict(maps), -1))));
        }
        return sum;
    }

    /**
     * Feature matching: twice the sum of the mean absolute differences of all feature maps.
     *
     * @param real feature maps of real audio, not differentiated
     * @param fake feature maps of generated audio
     * @return one element
     */
    static NDArray features(List<List<NDArray>> real, List<List<NDArray>> fake) {
        NDArray sum = null;
        for (int d = 0; d < real.size(); d++) {
            for (int l = 0; l < real.get(d).size(); l++) {
                NDArray target = Types.detach(real.get(d).get(l));
                sum = add(sum, Losses.l1(fake.get(d).get(l), target));
            }
        }
        return Ops.scale(sum, 2);
    }

    /**
     * The discriminators' loss (least squares): verdicts on real audio towards 1, on generated
     * audio towards 0.
     *
     * @param real feature maps of real audio
     * @param fake feature maps of generated audio
     * @return one element: a sum of means, two a discriminator
     */
    static NDArray discriminator(List<List<NDArray>> real, List<List<NDArray>> fake) {
        NDArray sum = null;
        for (int d = 0; d < real.size(); d++) {
            sum = add(sum, Reductions.mean(Ops.square(Ops.shift(verdict(real.get(d)), -1))));
            sum = add(sum, Reductions.mean(Ops.square(verdict(fake.get(d)))));
        }
        return sum;
    }

    /**
     * Spectral convergence and log-magnitude distance at one resolution (Yamamoto et al. 2020,
     * equations 5 and 6), the convergence taken per utterance.
     *
     * @param fake (B, F, T), magnitudes of generated audio
     * @param real (B, F, T), magnitudes of real audio
     * @return one element
     */
    static NDArray stft(NDArray fake, NDArray real) {
        NDArray difference = Reductions.norm(Ops.sub(real, fake), false, 1, 2); // (B)
        NDArray size = Ops.clampMin(Reductions.norm(real, false, 1, 2), 1e-3);
        NDArray convergence = Reductions.mean(Ops.div(difference, size));
        return Ops.add(convergence, Losses.l1(Ops.log(fake), Ops.log(real)));
    }

    private static NDArray verdict(List<NDArray> maps) {
        return maps.get(maps.size() - 1);
    }

    private static NDArray add(NDArray sum, NDArray x) {
        return sum == null ? x : Ops.add(sum, x);
    }
}
