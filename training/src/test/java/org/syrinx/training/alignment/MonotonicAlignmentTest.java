package org.syrinx.training.alignment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MonotonicAlignmentTest {
    /** Tries every way to give each token at least one frame. */
    private static double best(
            float[] score, int stride, int frames, int tokens, int frame, int token) {
        if (token == tokens) {
            return frame == frames ? 0 : Double.NEGATIVE_INFINITY;
        }
        double best = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int end = frame + 1; end <= frames; end++) {
            sum += score[(end - 1) * stride + token];
            best = Math.max(best, sum + best(score, stride, frames, tokens, end, token + 1));
        }
        return best;
    }

    private static double scoreOf(float[] score, int stride, int[] durations) {
        double sum = 0;
        int y = 0;
        for (int x = 0; x < durations.length; x++) {
            for (int k = 0; k < durations[x]; k++, y++) {
                sum += score[y * stride + x];
            }
        }
        return sum;
    }

    @Test
    void findsThePathThatTryingAllPathsFinds() {
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            int tokens = 1 + random.nextInt(5);
            int frames = tokens + random.nextInt(6);
            int stride = tokens + random.nextInt(3);
            float[] score = new float[frames * stride];
            for (int i = 0; i < score.length; i++) {
                score[i] = (float) (3 * random.nextGaussian());
            }
            int[] durations = MonotonicAlignment.durations(score, 0, stride, frames, tokens);
            assertEquals(frames, Arrays.stream(durations).sum());
            assertEquals(1, Math.min(1, Arrays.stream(durations).min().getAsInt()));
            assertEquals(
                    best(score, stride, frames, tokens, 0, 0),
                    scoreOf(score, stride, durations),
                    1e-4,
                    "round " + round);
        }
    }

    @Test
    void readsFromAnOffset() {
        float[] plain = {5, 0, 5, 0, 0, 5};
        float[] shifted = new float[8];
        System.arraycopy(plain, 0, shifted, 2, 6);
        assertArrayEquals(new int[] {2, 1}, MonotonicAlignment.durations(plain, 0, 2, 3, 2));
        assertArrayEquals(new int[] {2, 1}, MonotonicAlignment.durations(shifted, 2, 2, 3, 2));
    }

    @Test
    void asManyTokensAsFramesLeaveOneEach() {
        assertArrayEquals(
                new int[] {1, 1, 1}, MonotonicAlignment.durations(new float[9], 0, 3, 3, 3));
    }

    @Test
    void fewerFramesThanTokensAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> MonotonicAlignment.durations(new float[6], 0, 3, 2, 3));
    }
}
