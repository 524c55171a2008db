package org.syrinx.text.normalize;

import java.util.List;

/**
 * A stretch of the text and the words it is read as.
 *
 * @param surface the text as it was written
 * @param start its offset in the text, in UTF-16 units
 * @param end the offset after its last unit
 * @param words the words it is read as; empty for punctuation that stands alone
 * @param pauseAfter true if punctuation or a dash makes a phrase end here
 * @param punctuation the punctuation that closes it, as far as it is not part of an abbreviation
 */
public record NormalizedToken(
        String surface,
        int start,
        int end,
        List<SpokenWord> words,
        boolean pauseAfter,
        String punctuation) {
    /**
     * Copies the list.
     *
     * @param surface the text as it was written
     * @param start its offset in the text, in UTF-16 units
     * @param end the offset after its last unit
     * @param words the words it is read as; empty for punctuation that stands alone
     * @param pauseAfter true if punctuation or a dash makes a phrase end here
     * @param punctuation the punctuation that closes it, as far as it is not part of an
     *     abbreviation
     */
    public NormalizedToken {
        words = List.copyOf(words);
    }
}
