package org.syrinx.plugin.vits.internal.model;

import ai.djl.ndarray.NDArray;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.Indexing;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.Tensors;

/** Frames per token, and values per token repeated to values per frame, spec 1.9. */
public final class LengthRegulator {
    /**
     * Beyond this the weights or the speed are wrong, and memory would run out before anyone heard
     * it.
     */
    private static final long MAX_FRAMES = 1 << 17;

    private LengthRegulator() {}

    /**
     * w = ceil(exp(log w) m s).
     *
     * @param logDurations (1, 1, N)
     * @param mask (1, 1, N)
     * @param lengthScale s, the inverse of the speaking rate
     * @return frames of each token, in all at least 1
     * @throws SyrinxException if they are not finite or make more than 2^17 frames
     */
    public static long[] durations(NDArray logDurations, NDArray mask, double lengthScale) {
        NDArray w = Ops.ceil(Ops.scale(Ops.mul(Ops.exp(logDurations), mask), lengthScale));
        float[] values = w.toFloatArray();
        long[] out = new long[values.length];
        double total = 0;
        for (int i = 0; i < out.length; i++) {
            out[i] = (long) values[i];
            total += values[i];
        }
        if (!(total <= MAX_FRAMES)) {
            throw new SyrinxException(
                    "durations of at most " + MAX_FRAMES + " frames for a sentence",
                    "the duration predictor asks for " + total + " frames",
                    "Check the weights; split the text, or raise --speed.");
        }
        if (total == 0 && out.length > 0) {
            out[out.length - 1] = 1;
        }
        return out;
    }

    /**
     * Repeats.
     *
     * @param x (B, C, N)
     * @param durations for each item, frames of each token; at most N entries
     * @param frames T, at least the longest sum; beyond an item's own sum its last token is
     *     repeated (mask it)
     * @return (B, C, T)
     */
    public static NDArray expand(NDArray x, long[][] durations, int frames) {
        long batch = x.getShape().get(0);
        long channels = x.getShape().get(1);
        long[] index = new long[Math.toIntExact(batch * frames)];
        for (int b = 0; b < batch; b++) {
            fill(index, b * frames, frames, durations[b]);
        }
        if (batch == 1) {
            return Indexing.indexSelect(x, 2, Tensors.of(x.getManager(), index, frames));
        }
        NDArray positions = Tensors.of(x.getManager(), index, batch, 1, frames);
        return Indexing.gather(x, 2, Shapes.expand(positions, batch, channels, frames));
    }

    private static void fill(long[] index, int from, int frames, long[] durations) {
        int at = 0;
        int last = 0;
        for (int token = 0; token < durations.length; token++) {
            for (long k = 0; k < durations[token]; k++) {
                index[from + at++] = token;
                last = token;
            }
        }
        while (at < frames) {
            index[from + at++] = last;
        }
    }
}
