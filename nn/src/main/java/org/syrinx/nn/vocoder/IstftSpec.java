package org.syrinx.nn.vocoder;

/**
 * Sizes of {@link IstftGenerator}.
 *
 * @param inputChannels channels of the latent
 * @param conditionChannels channels of a condition that is added at the entrance; 0 for none
 * @param channels of the blocks at the latent's frame rate
 * @param layers blocks at the latent's frame rate
 * @param expansion inner channels of a block, as a multiple of its channels
 * @param fftSize samples of the inverse transform and its window, even
 * @param hop samples a latent frame
 * @param split transform frames a latent frame, a divisor of {@code hop}; 1 as in Vocos. A finer
 *     grid with a shorter transform follows pulses that a long window smears
 * @param fineChannels of the blocks at the transform's frame rate; without meaning if split is 1
 * @param fineLayers blocks at the transform's frame rate; 0 if split is 1
 */
public record IstftSpec(
        int inputChannels,
        int conditionChannels,
        int channels,
        int layers,
        int expansion,
        int fftSize,
        int hop,
        int split,
        int fineChannels,
        int fineLayers) {

    public IstftSpec {
        if (split < 1 || hop % split != 0 || (split == 1 && fineLayers != 0)) {
            throw new IllegalArgumentException(
                    "split must divide the hop of " + hop + "; fine layers need a split above 1");
        }
        if (fftSize % 2 != 0 || fftSize < 2 * hop / split) {
            throw new IllegalArgumentException(
                    "fftSize must be even and at least twice the transform's hop of "
                            + hop / split);
        }
    }

    /**
     * Vocos' arrangement: one transform frame a latent frame.
     *
     * @param inputChannels channels of the latent
     * @param conditionChannels channels of the condition, or 0
     * @param channels of the blocks
     * @param layers blocks
     * @param expansion inner channels of a block, as a multiple
     * @param fftSize samples of the transform
     * @param hop samples a frame
     * @return the sizes
     */
    public static IstftSpec plain(
            int inputChannels,
            int conditionChannels,
            int channels,
            int layers,
            int expansion,
            int fftSize,
            int hop) {
        return new IstftSpec(
                inputChannels,
                conditionChannels,
                channels,
                layers,
                expansion,
                fftSize,
                hop,
                1,
                channels,
                0);
    }

    /** Samples a transform frame. */
    int fineHop() {
        return hop / split;
    }

    /** Silent frames on either side whose windows reach into the sound. */
    int silentFrames() {
        return (fftSize / 2 + fineHop() - 1) / fineHop();
    }

    /** Latent frames on either side that a sample depends on. */
    int radius() {
        int half = IstftGenerator.KERNEL / 2;
        int fine = half * fineLayers + silentFrames();
        return half * (1 + layers) + (fine + split - 1) / split;
    }
}
