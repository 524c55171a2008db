package org.syrinx.plugin.hifigan.internal.train;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Random;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Resizing;
import org.syrinx.nn.Shapes;
import org.syrinx.training.HostBuffer;

/**
 * Makes mels a little worse before they are sounded, as those of an acoustic model are: smoothed
 * over time and bands, and noisy. The sound that is wanted stays the clean one, so the vocoder
 * learns to make up for it.
 *
 * @param share of the utterances, 0 to 1
 * @param noise largest standard deviation, in nats; each utterance draws its own
 * @param blur largest weight of either neighbour, 0 to 0.5; each utterance draws its own
 */
record Degradation(double share, double noise, double blur) {
    /**
     * Degrades a batch.
     *
     * @param mel (B, bands, T), natural logarithms
     * @param random the draws of each utterance
     * @param host the thread's buffer
     * @param floor smallest value of a mel, as its logarithm
     * @return (B, bands, T)
     */
    NDArray apply(NDArray mel, List<Random> random, HostBuffer host, double floor) {
        if (share == 0) {
            return mel;
        }
        int b = random.size();
        int bands = (int) mel.getShape().get(1);
        int t = (int) mel.getShape().get(2);
        float[] blurs = new float[b];
        float[] noises = new float[b * bands * t];
        for (int i = 0; i < b; i++) {
            Random r = random.get(i);
            if (r.nextDouble() < share) {
                blurs[i] = (float) (blur * r.nextDouble());
                double sigma = noise * r.nextDouble();
                for (int k = 0; k < bands * t; k++) {
                    noises[i * bands * t + k] = (float) (sigma * r.nextGaussian());
                }
            }
        }
        NDArray weight = host.floats(blurs, b, 1, 1);
        NDArray y = smooth(mel, weight);
        y = Shapes.transpose(smooth(Shapes.transpose(y, 1, 2), weight), 1, 2);
        y = Ops.add(y, host.floats(noises, b, bands, t));
        return Ops.clampMin(y, floor);
    }

    /** x + w (x[t - 1] + x[t + 1] - 2 x[t]) along the last axis, ends repeated. */
    private static NDArray smooth(NDArray x, NDArray weight) {
        long t = x.getShape().get(2);
        NDArray wide = Resizing.replicationPad1d(x, 1, 1);
        NDArray sides = Ops.add(Shapes.narrow(wide, 2, 0, t), Shapes.narrow(wide, 2, 2, t));
        return Ops.add(x, Ops.mul(weight, Ops.sub(sides, Ops.scale(x, 2))));
    }
}
