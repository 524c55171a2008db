package org.syrinx.corpus;

import java.util.List;
import org.syrinx.corpus.internal.text.TextResource;

/**
 * The fixed evaluation prompts. They hash to the test split, so no corpus of any size or seed
 * contains one of them in its train or valid split; every word of an open sentence is in {@link
 * #dictionary()}. Each corpus folder holds copies under {@code prompts/}. Immutable; safe from any
 * thread.
 */
public final class PromptSets {
    private PromptSets() {}

    /**
     * Open sentences.
     *
     * @return 200 sentences
     */
    public static List<String> open() {
        return TextResource.lines("open-200.txt");
    }

    /**
     * Digit strings of four to seven words from zero to nine.
     *
     * @return 100 strings
     */
    public static List<String> digits() {
        return TextResource.lines("digits-100.txt");
    }

    /**
     * Sentences of the GRID grammar: command, colour, preposition, letter, digit, adverb.
     *
     * @return 100 sentences
     */
    public static List<String> grid() {
        return TextResource.lines("grid-100.txt");
    }

    /**
     * The vocabulary that a recogniser is given for the open sentences.
     *
     * @return 2000 lower-case words, sorted
     */
    public static List<String> dictionary() {
        return TextResource.lines("dictionary-2000.txt");
    }
}
