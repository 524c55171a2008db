package org.syrinx.nn.vocoder;

import java.util.List;

/**
 * Sizes of HiFi-GAN's generator.
 *
 * @param inputChannels channels of the latent, 80 for the published vocoders
 * @param conditionChannels channels of a condition that is added before the first stage; 0 for none
 * @param initialChannels channels before the first stage (h_u); each stage halves them
 * @param rates samples out per sample in, for each stage
 * @param kernels of the transposed convolutions (k_u): each rate plus an even number
 * @param blockKernels of the residual blocks of a stage (k_r), odd
 * @param blockDilations of the residual blocks (D_r), as many lists as kernels
 * @param secondKind whether the blocks are of the second kind (V3): no undilated convolutions
 * @param slope negative slope of the leaky ReLU
 */
public record HifiGanSpec(
        int inputChannels,
        int conditionChannels,
        int initialChannels,
        List<Integer> rates,
        List<Integer> kernels,
        List<Integer> blockKernels,
        List<List<Integer>> blockDilations,
        boolean secondKind,
        double slope) {
    static final int EDGE_KERNEL = 7;

    public HifiGanSpec {
        rates = List.copyOf(rates);
        kernels = List.copyOf(kernels);
        blockKernels = List.copyOf(blockKernels);
        blockDilations = blockDilations.stream().map(List::copyOf).toList();
        if (rates.isEmpty()
                || rates.size() != kernels.size()
                || initialChannels >> rates.size() < 1
                || blockKernels.isEmpty()
                || blockKernels.size() != blockDilations.size()
                || blockKernels.stream().anyMatch(k -> k % 2 == 0)) {
            throw new IllegalArgumentException(
                    "as many kernels as rates, channels that can be halved in each stage, and"
                            + " residual blocks of odd kernels with a list of dilations each are"
                            + " needed");
        }
        for (int i = 0; i < rates.size(); i++) {
            int surplus = kernels.get(i) - rates.get(i);
            if (surplus < 0 || surplus % 2 != 0) {
                throw new IllegalArgumentException(
                        "an upsampling kernel must be its rate plus an even number, at least 0");
            }
        }
    }

    /**
     * Samples a frame.
     *
     * @return the product of the rates
     */
    public int hop() {
        return rates.stream().reduce(1, Math::multiplyExact);
    }

    /**
     * Channels after a stage.
     *
     * @param stage from 0
     * @return initialChannels / 2^(stage + 1)
     */
    public int channels(int stage) {
        return initialChannels >> (stage + 1);
    }

    /**
     * For each stage, the context that its input needs so that the output is exact, in samples of
     * that input; worked out from the last convolution backwards. The last entry is the context of
     * the last convolution.
     *
     * <p>Output sample n of a transposed convolution (kernel k, stride r, padding p) reads inputs m
     * with n + p - k + 1 <= m r <= n + p.
     */
    int[] contexts() {
        int[] need = new int[rates.size() + 1];
        need[rates.size()] = EDGE_KERNEL / 2;
        for (int i = rates.size() - 1; i >= 0; i--) {
            int out = need[i + 1] + blockRadius();
            int rate = rates.get(i);
            int kernel = kernels.get(i);
            int padding = (kernel - rate) / 2;
            int left = Math.floorDiv(out - padding + kernel - 1, rate);
            int right = Math.floorDiv(out + padding - 1, rate) + 1;
            need[i] = Math.max(left, right);
        }
        return need;
    }

    /** Samples on either side that the widest residual block reads. */
    private int blockRadius() {
        int widest = 0;
        for (int k = 0; k < blockKernels.size(); k++) {
            int half = (blockKernels.get(k) - 1) / 2;
            // the first kind has an undilated convolution after each dilated one
            int plain = secondKind ? 0 : half;
            int radius = blockDilations.get(k).stream().mapToInt(d -> half * d + plain).sum();
            widest = Math.max(widest, radius);
        }
        return widest;
    }
}
