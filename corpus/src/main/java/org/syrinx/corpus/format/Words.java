package org.syrinx.corpus.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The one definition of "the words of a sentence". */
public final class Words {
    private Words() {}

    /**
     * Splits at everything but letters and apostrophes, lowers the case and drops apostrophes at
     * the edges. Corpus text has no digits: numbers are written as words.
     *
     * @param text a sentence
     * @return its words in order
     */
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        for (String part : text.toLowerCase(Locale.ROOT).split("[^a-z']+")) {
            String word = part.replaceAll("^'+|'+$", "");
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /**
     * The words joined by single spaces.
     *
     * @param text a sentence
     * @return the normalised sentence
     */
    public static String normalise(String text) {
        return String.join(" ", of(text));
    }
}
