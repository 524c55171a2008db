package org.syrinx.text;

import java.util.List;

/**
 * A stretch of the text and what is spoken for it.
 *
 * @param surface the text as written
 * @param start its offset in the text, in UTF-16 units
 * @param end the offset after its last unit
 * @param words what is spoken, in order
 */
public record Token(String surface, int start, int end, List<Word> words) {
    /**
     * Copies the list.
     *
     * @param surface the text as written
     * @param start its offset in the text, in UTF-16 units
     * @param end the offset after its last unit
     * @param words what is spoken, in order
     */
    public Token {
        words = List.copyOf(words);
    }
}
