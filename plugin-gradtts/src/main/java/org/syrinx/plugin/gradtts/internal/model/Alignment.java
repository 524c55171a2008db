package org.syrinx.plugin.gradtts.internal.model;

import ai.djl.ndarray.NDArray;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.Indexing;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Tensors;

/**
 * Which token each frame belongs to, at synthesis: with w' = ceil(exp(log w)) s, possibly
 * fractional, and its running sum c, frame j belongs to token i where c_(i-1) &lt;= j &lt; c_i. The
 * sums are rounded to float32 one by one, as the reference does, so that lengths agree.
 */
public final class Alignment {
    /**
     * Beyond this the weights or the speed are wrong, and memory would run out before anyone heard
     * it.
     */
    private static final int MAX_FRAMES = 1 << 17;

    private final int tokens;
    private final int[] tokenOfFrame;
    private final int frames;

    private Alignment(int tokens, int[] tokenOfFrame, int frames) {
        this.tokens = tokens;
        this.tokenOfFrame = tokenOfFrame;
        this.frames = frames;
    }

    /**
     * Aligns one utterance.
     *
     * @param logDurations (1, 1, N), without padding
     * @param lengthScale s, above 0; 2 is half as fast
     * @return the alignment, of at least 1 frame
     * @throws SyrinxException if the durations are not finite or make more than 2^17 frames
     */
    public static Alignment of(NDArray logDurations, double lengthScale) {
        float[] w = Ops.scale(Ops.ceil(Ops.exp(logDurations)), lengthScale).toFloatArray();
        double sum = 0;
        for (float v : w) {
            sum += v;
        }
        if (!(sum <= MAX_FRAMES)) {
            throw new SyrinxException(
                    "durations of at most " + MAX_FRAMES + " frames for a sentence",
                    "the duration predictor asks for " + sum + " frames",
                    "Check the weights; split the text, or raise --speed.");
        }
        int frames = Math.max(1, (int) (float) sum);
        int[] tokenOfFrame = new int[frames];
        double running = 0;
        int at = 0;
        for (int i = 0; i < w.length; i++) {
            running += w[i];
            while (at < frames && at < (float) running) {
                tokenOfFrame[at++] = i;
            }
        }
        while (at < frames) {
            tokenOfFrame[at++] = w.length - 1;
        }
        return new Alignment(w.length, tokenOfFrame, frames);
    }

    /** T, the utterance's length in frames. */
    public int frames() {
        return frames;
    }

    /** Frames of each token. */
    public float[] durations() {
        float[] d = new float[tokens];
        for (int token : tokenOfFrame) {
            d[token]++;
        }
        return d;
    }

    /**
     * Values by token to values by frame.
     *
     * @param x (1, C, N)
     * @return (1, C, T)
     */
    public NDArray expand(NDArray x) {
        long[] index = new long[frames];
        for (int j = 0; j < frames; j++) {
            index[j] = tokenOfFrame[j];
        }
        return Indexing.indexSelect(x, 2, Tensors.of(x.getManager(), index, frames));
    }

    /**
     * The alignment as a matrix.
     *
     * @param padded columns, at least T; the rest is 0
     * @return row-major (N, padded), 1 where a frame belongs to a token
     */
    public float[] matrix(int padded) {
        float[] path = new float[tokens * padded];
        for (int j = 0; j < frames; j++) {
            path[tokenOfFrame[j] * padded + j] = 1;
        }
        return path;
    }
}
