package org.syrinx.text.normalize;

import java.util.ArrayList;
import java.util.List;

/** Small helpers that make word lists. */
final class Speak {
    /** A decimal or whole number with optional thousands commas. */
    static final String NUMBER = "(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?|\\.\\d+";

    private Speak() {}

    static List<SpokenWord> words(List<String> names) {
        return names.stream().map(SpokenWord::word).toList();
    }

    static List<SpokenWord> words(String phrase) {
        return words(List.of(phrase.split(" ")));
    }

    static List<SpokenWord> letters(String letters) {
        List<SpokenWord> out = new ArrayList<>();
        for (char c : letters.toLowerCase(java.util.Locale.ROOT).toCharArray()) {
            if (c >= 'a' && c <= 'z') {
                out.add(SpokenWord.letter(c));
            } else if (Character.isDigit(c)) {
                out.addAll(words(NumberWords.digits(String.valueOf(c))));
            }
        }
        return out;
    }

    /** Any number in figures: whole, decimal, with commas or a sign. */
    static List<SpokenWord> number(String figures) {
        return words(NumberWords.decimal(figures));
    }

    @SafeVarargs
    static List<SpokenWord> join(List<SpokenWord>... parts) {
        List<SpokenWord> out = new ArrayList<>();
        for (List<SpokenWord> part : parts) {
            out.addAll(part);
        }
        return out;
    }

    static List<SpokenWord> withBreak(List<SpokenWord> words) {
        List<SpokenWord> out = new ArrayList<>(words);
        if (!out.isEmpty()) {
            out.set(out.size() - 1, out.get(out.size() - 1).withBreak());
        }
        return out;
    }

    static boolean isOne(String figures) {
        return figures.replace(",", "").matches("0*1");
    }
}
