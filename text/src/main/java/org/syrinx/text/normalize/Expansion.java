package org.syrinx.text.normalize;

import java.util.List;

/**
 * What a rule made of the tokens from a place on.
 *
 * @param tokens how many tokens it took, at least 1
 * @param words what they are read as
 * @param punctuation the closing punctuation that remains (an abbreviation's full stop is gone)
 */
record Expansion(int tokens, List<SpokenWord> words, String punctuation) {
    Expansion {
        words = List.copyOf(words);
    }

    static Expansion of(Tokens all, int at, int count, List<SpokenWord> words) {
        return new Expansion(count, words, all.get(at + count - 1).after());
    }

    /** As {@link #of}, for tokens that end with an abbreviation's full stop. */
    static Expansion abbreviated(Tokens all, int at, int count, List<SpokenWord> words) {
        return new Expansion(count, words, all.get(at + count - 1).afterAbbreviation());
    }
}
