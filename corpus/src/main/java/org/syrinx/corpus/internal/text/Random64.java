package org.syrinx.corpus.internal.text;

import java.util.List;

/**
 * SplitMix64 (Steele, Lea and Flood, 2014), written out so that no change of a library can change a
 * corpus.
 */
public final class Random64 {
    private long state;

    /**
     * Seeds it.
     *
     * @param seed any value
     */
    public Random64(long seed) {
        this.state = seed;
    }

    long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound); // bias < 2^-50 for the bounds used here
    }

    <T> T pick(List<T> list) {
        return list.get(below(list.size()));
    }

    /**
     * Puts a list into random order (Fisher and Yates).
     *
     * @param list changed in place
     * @param <T> anything
     */
    public <T> void shuffle(List<T> list) {
        for (int i = list.size() - 1; i > 0; i--) {
            java.util.Collections.swap(list, i, below(i + 1));
        }
    }
}
