package org.syrinx.training.adversarial;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.syrinx.nn.params.Scope;
import org.syrinx.training.Fields;

/**
 * A set of discriminators, all weight-normed, leaky rectifiers with slope 0.1: those of HiFi-GAN
 * (Kong et al. 2020, arXiv 2010.05646, section 2.3), one a period and one on the waveform, and
 * those of UnivNet (arXiv 2106.07889), one a resolution of the spectrogram. As VITS combines them,
 * with 32 channels, periods 2, 3, 5, 7, 11, one scale and no resolution, they have 46,747,132
 * parameters.
 */
public final class Discriminators {
    private final List<Discriminator> all = new ArrayList<>();

    /**
     * Which and how wide.
     *
     * @param channels channels of the first layer of a period discriminator; 32 in the paper. The
     *     scale discriminator has half of them
     * @param periods the periods, in samples
     * @param scale whether there is a scale discriminator
     * @param resolutions window lengths of the spectrograms, in samples, divisible by 4
     * @param resolutionChannels channels of a spectrogram discriminator; 32 in UnivNet
     */
    public record Sizes(
            int channels,
            List<Integer> periods,
            boolean scale,
            List<Integer> resolutions,
            int resolutionChannels) {
        /**
         * Reads {@code channels} (32), {@code periods} (2, 3, 5, 7, 11), {@code scale} (true),
         * {@code resolutions} (none) and {@code resolution_channels} (32).
         *
         * @param f the object {@code discriminator} of a training configuration
         * @return the sizes
         */
        public static Sizes of(Fields f) {
            return new Sizes(
                    f.integer("channels", 32, 1, 1024),
                    f.integers("periods", List.of(2, 3, 5, 7, 11)),
                    f.flag("scale", true),
                    f.integers("resolutions", List.of()),
                    f.integer("resolution_channels", 32, 1, 1024));
        }
    }

    /**
     * Declares them.
     *
     * @param scope where: {@code scale}, {@code period_N}, {@code resolution_N}
     * @param sizes which
     */
    public Discriminators(Scope scope, Sizes sizes) {
        if (sizes.scale) {
            all.add(new ScaleDiscriminator(scope.at("scale"), Math.max(1, sizes.channels / 2)));
        }
        for (int period : sizes.periods) {
            all.add(new PeriodDiscriminator(scope.at("period_" + period), period, sizes.channels));
        }
        for (int window : sizes.resolutions) {
            all.add(
                    new ResolutionDiscriminator(
                            scope.at("resolution_" + window), window, sizes.resolutionChannels));
        }
    }

    /**
     * How many there are.
     *
     * @return the number of discriminators
     */
    public int count() {
        return all.size();
    }

    /**
     * Judges audio.
     *
     * @param x (B, 1, T), samples in [-1, 1]
     * @return for each discriminator its feature maps, one a layer; the last of each is its
     *     verdict, 1 for real
     */
    public List<List<NDArray>> apply(NDArray x) {
        List<List<NDArray>> maps = new ArrayList<>(all.size());
        for (Discriminator d : all) {
            maps.add(d.apply(x));
        }
        return maps;
    }
}
