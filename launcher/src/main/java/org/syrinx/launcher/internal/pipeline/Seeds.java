package org.syrinx.launcher.internal.pipeline;

/** The seeds of the sentences of one text. */
final class Seeds {
    private Seeds() {}

    /**
     * The seed of a sentence. The first sentence has the seed of the prompt, so that a text of one
     * sentence sounds as if no one had looked for sentences.
     *
     * @param seed seed of the prompt
     * @param index of the sentence, from 0
     * @return its seed, a pure function of both
     */
    static long ofSentence(long seed, int index) {
        if (index == 0) {
            return seed;
        }
        // the finaliser of SplitMix64 (Steele, Lea, Flood 2014) on a Weyl sequence
        long z = seed + index * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
