package org.syrinx.corpus.internal.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Sentences of the two closed listening tasks: digit strings, and commands after the six-word
 * grammar of the GRID corpus (Cooke et al., 2006: command, colour, preposition, letter, digit,
 * adverb).
 */
public final class SpokenTasks {
    /** The ten digits. */
    public static final List<String> DIGITS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

    private static final List<String> COMMANDS = List.of("bin", "lay", "place", "set");
    private static final List<String> COLOURS = List.of("blue", "green", "red", "white");
    private static final List<String> PREPOSITIONS = List.of("at", "by", "in", "with");
    // GRID has no w; "a" is left out too, because a reader cannot tell the letter from the article.
    private static final List<String> LETTERS = List.of("bcdefghijklmnopqrstuvxyz".split(""));
    private static final List<String> ADVERBS = List.of("again", "now", "please", "soon");

    private SpokenTasks() {}

    static String digitString(Random64 random) {
        int length = 4 + random.below(4);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            words.add(random.pick(DIGITS));
        }
        return capital(String.join(" ", words));
    }

    static String grid(Random64 random) {
        return capital(
                String.join(
                        " ",
                        random.pick(COMMANDS),
                        random.pick(COLOURS),
                        random.pick(PREPOSITIONS),
                        random.pick(LETTERS),
                        random.pick(DIGITS),
                        random.pick(ADVERBS)));
    }

    /**
     * Distinct sentences of one split, half of them digit strings.
     *
     * @param count how many
     * @param split the split they must hash to
     * @param seed seed
     * @return digit strings and GRID sentences alternately
     */
    public static List<String> mixed(int count, Split split, long seed) {
        Set<String> out = new LinkedHashSet<>();
        Random64 random = new Random64(seed);
        while (out.size() < count) {
            String text = out.size() % 2 == 0 ? digitString(random) : grid(random);
            if (Split.of(text) == split) {
                out.add(text);
            }
        }
        return List.copyOf(out);
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }
}
