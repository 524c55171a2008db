package org.syrinx.text.phonemes;

import java.util.Arrays;
import java.util.Locale;

/**
 * Says whether a string of letters looks like a word that can be read, or must be spelled ({@code
 * vhf}). Two automata accept possible English beginnings (up to the first vowel) and endings (from
 * the last vowel); CMU's tables.
 */
public final class WordShape {
    private static final int[] BEGIN = numbers(0);
    private static final int[] END = numbers(1);
    private static final int SYMBOLS = 128;

    private WordShape() {}

    private static int[] numbers(int line) {
        String text = Resource.lines("word-shapes.txt").get(line);
        return Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    /**
     * Whether letters can be read as a word.
     *
     * @param word letters, in any case
     * @return true if it has a vowel, and possible consonants before the first and after the last
     *     one
     */
    public static boolean isReadable(String word) {
        String w = word.toLowerCase(Locale.ROOT);
        return accepts(BEGIN, w) && accepts(END, new StringBuilder(w).reverse().toString());
    }

    private static boolean accepts(int[] automaton, String letters) {
        int state = next(automaton, 0, '#');
        for (char c : letters.toCharArray()) {
            char symbol = c == 'n' || c == 'm' ? 'N' : "aeiouy".indexOf(c) >= 0 ? 'V' : c;
            state = next(automaton, state, symbol);
            if (state < 0) {
                return false;
            }
            if (symbol == 'V') {
                return true;
            }
        }
        return false;
    }

    private static int next(int[] automaton, int state, char symbol) {
        for (int i = state; automaton[i] != 0; i++) {
            if (automaton[i] % SYMBOLS == symbol) {
                return automaton[i] / SYMBOLS;
            }
        }
        return -1;
    }
}
