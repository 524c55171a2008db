package org.syrinx.training.corpus;

import java.nio.FloatBuffer;
import java.util.Random;

/** Stretches of an utterance. */
public final class Crops {
    private Crops() {}

    /**
     * The draws for one utterance in one step: a function of the two, not of who else is in the
     * batch or of the thread.
     *
     * @param seed of the step
     * @param utterance the utterance
     * @return a generator
     */
    public static Random random(long seed, Utterance utterance) {
        return new Random(seed * 0x9E3779B97F4A7C15L ^ utterance.id().hashCode() * 0x100000001L);
    }

    /**
     * Copies samples in [-1, 1), mirrored at the ends of the utterance without repeating the end
     * itself.
     *
     * @param utterance where from
     * @param first the first sample, may be negative
     * @param count how many, possibly beyond the end
     * @param to where to
     * @param at index of the first element there
     */
    public static void copy(Utterance utterance, int first, int count, FloatBuffer to, int at) {
        short[] x = utterance.samples();
        for (int k = 0; k < count; k++) {
            to.put(at + k, x[mirror(first + k, x.length)] / 32768f);
        }
    }

    static int mirror(int at, int length) {
        int i = at < 0 ? -at : at;
        return i < length ? i : Math.max(0, 2 * (length - 1) - i);
    }
}
