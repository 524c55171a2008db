package org.syrinx.training.adversarial;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.syrinx.nn.Losses;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.Types;

/**
 * The losses of HiFi-GAN (Kong et al. 2020, section 2.4): least squares GAN and feature matching,
 * on the feature maps of {@link Discriminators#apply}.
 */
public final class AdversarialLosses {
    private AdversarialLosses() {}

    /**
     * The generator's adversarial loss (equation 4): how far the verdicts on generated audio are
     * from real, squared.
     *
     * @param fake feature maps of generated audio
     * @return one element: a sum of means, one a discriminator
     */
    public static NDArray adversarial(List<List<NDArray>> fake) {
        NDArray sum = null;
        for (List<NDArray> maps : fake) {
            sum = add(sum, Reductions.mean(Ops.square(Ops.shift(verdict(maps), -1))));
        }
        return sum;
    }

    /**
     * Feature matching (equation 6), as the authors' code weighs it: twice the sum of the mean
     * absolute differences of all feature maps.
     *
     * @param real feature maps of real audio, not differentiated
     * @param fake feature maps of generated audio
     * @return one element
     */
    public static NDArray features(List<List<NDArray>> real, List<List<NDArray>> fake) {
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
     * The discriminators' loss (equation 3): verdicts on real audio towards 1, on generated audio
     * towards 0.
     *
     * @param real feature maps of real audio
     * @param fake feature maps of generated audio
     * @return one element: a sum of means, two a discriminator
     */
    public static NDArray discriminator(List<List<NDArray>> real, List<List<NDArray>> fake) {
        NDArray sum = null;
        for (int d = 0; d < real.size(); d++) {
            sum = add(sum, Reductions.mean(Ops.square(Ops.shift(verdict(real.get(d)), -1))));
            sum = add(sum, Reductions.mean(Ops.square(verdict(fake.get(d)))));
        }
        return sum;
    }

    private static NDArray verdict(List<NDArray> maps) {
        return maps.get(maps.size() - 1);
    }

    private static NDArray add(NDArray sum, NDArray x) {
        return sum == null ? x : Ops.add(sum, x);
    }
}
