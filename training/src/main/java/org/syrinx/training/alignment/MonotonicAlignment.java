package org.syrinx.training.alignment;

/**
 * Monotonic alignment search (Kim et al. 2020, algorithm 1): the path of highest total score
 * through a frames x tokens matrix that starts at the first pair, ends at the last, and moves on by
 * at most one token a frame. Plain Java: the recursion is sequential, and an utterance takes well
 * under a millisecond.
 */
public final class MonotonicAlignment {
    /** Score of a predecessor that does not exist. */
    private static final float IMPOSSIBLE = -1e9f;

    private MonotonicAlignment() {}

    /**
     * Finds the path.
     *
     * @param score row-major, one row a frame; element (y, x) at {@code offset + y stride + x}
     * @param offset index of element (0, 0)
     * @param stride elements from one row to the next, at least {@code tokens}
     * @param frames number of frames
     * @param tokens number of tokens, at most {@code frames}
     * @return the number of frames of each token, every one at least 1, together {@code frames}
     * @throws IllegalArgumentException if there are fewer frames than tokens, or no token
     */
    public static int[] durations(float[] score, int offset, int stride, int frames, int tokens) {
        if (tokens < 1 || frames < tokens) {
            throw new IllegalArgumentException(
                    "An alignment needs at least one frame a token, but there are "
                            + frames
                            + " frames for "
                            + tokens
                            + " tokens.");
        }
        float[] best = accumulate(score, offset, stride, frames, tokens);
        int[] durations = new int[tokens];
        int x = tokens - 1;
        for (int y = frames - 1; y >= 0; y--) {
            durations[x]++;
            if (x != 0 && (x == y || best[(y - 1) * tokens + x] < best[(y - 1) * tokens + x - 1])) {
                x--;
            }
        }
        return durations;
    }

    /** The score of the best path to each pair; only pairs that lie on some path are filled. */
    private static float[] accumulate(
            float[] score, int offset, int stride, int frames, int tokens) {
        float[] best = new float[frames * tokens];
        for (int y = 0; y < frames; y++) {
            int first = Math.max(0, tokens + y - frames);
            int last = Math.min(tokens - 1, y);
            for (int x = first; x <= last; x++) {
                float stay = x == y ? IMPOSSIBLE : best[(y - 1) * tokens + x];
                float move = x > 0 ? best[(y - 1) * tokens + x - 1] : y == 0 ? 0 : IMPOSSIBLE;
                best[y * tokens + x] = score[offset + y * stride + x] + Math.max(stay, move);
            }
        }
        return best;
    }
}
