package org.syrinx.text.normalize;

import java.util.Objects;

/**
 * One word as it is said, in lower case: {@code forty}, {@code dont}, the ending {@code 's}, or the
 * name of a letter.
 *
 * @param text the word in lower case, without apostrophes except at the start of {@code 's 've 'll
 *     'd}
 * @param kind what it is
 * @param breakAfter true if a short pause follows inside the token, as between the groups of a
 *     telephone number
 */
public record SpokenWord(String text, Kind kind, boolean breakAfter) {
    /** What a spoken word is. */
    public enum Kind {
        /** An ordinary word. */
        WORD,
        /** A letter that is said by its name. */
        LETTER
    }

    /**
     * Checks the parts.
     *
     * @param text the word in lower case, without apostrophes except at the start of {@code 's 've
     *     'll 'd}
     * @param kind what it is
     * @param breakAfter true if a short pause follows inside the token, as between the groups of a
     *     telephone number
     */
    public SpokenWord {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(kind, "kind");
    }

    /**
     * An ordinary word.
     *
     * @param text the word in lower case
     * @return the word without a break
     */
    public static SpokenWord word(String text) {
        return new SpokenWord(text, Kind.WORD, false);
    }

    /**
     * A letter said by its name.
     *
     * @param letter a letter a to z
     * @return the letter without a break
     */
    public static SpokenWord letter(char letter) {
        return new SpokenWord(String.valueOf(letter), Kind.LETTER, false);
    }

    /**
     * The same word with a pause after it.
     *
     * @return a word with a break
     */
    public SpokenWord withBreak() {
        return new SpokenWord(text, kind, true);
    }
}
