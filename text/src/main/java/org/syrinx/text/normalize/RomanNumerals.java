package org.syrinx.text.normalize;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Roman numerals, only where the word before makes them safe: "Chapter IV" is a cardinal, "Henry
 * VIII" and "Pope John Paul II" an ordinal. Elsewhere capitals stay what they look like.
 */
final class RomanNumerals implements Rule {
    private static final Pattern ROMAN =
            Pattern.compile("(?=[IVXLC])(?:X?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})");
    private static final Set<String> NUMBERED =
            Set.of(
                    "chapter",
                    "section",
                    "part",
                    "act",
                    "scene",
                    "volume",
                    "book",
                    "appendix",
                    "war",
                    "phase",
                    "figure",
                    "table",
                    "verse",
                    "article",
                    "title",
                    "type",
                    "class",
                    "level",
                    "stage",
                    "apollo",
                    "bowl",
                    "unit");
    private static final Set<String> REGNAL =
            Set.of(
                    "louis",
                    "henry",
                    "charles",
                    "philip",
                    "george",
                    "edward",
                    "pius",
                    "william",
                    "richard",
                    "ptolemy",
                    "john",
                    "paul",
                    "nicholas",
                    "frederick",
                    "james",
                    "alfonso",
                    "ivan",
                    "napoleon",
                    "leo",
                    "gregory",
                    "catherine",
                    "elizabeth",
                    "mary",
                    "victoria",
                    "benedict",
                    "urban",
                    "innocent",
                    "clement",
                    "alexander",
                    "peter",
                    "otto",
                    "wilhelm",
                    "christian",
                    "gustav",
                    "olaf",
                    "haakon",
                    "baldwin");
    private static final Set<String> RULERS =
            Set.of(
                    "king", "queen", "pope", "duke", "tsar", "emperor", "shah", "empress", "sultan",
                    "prince");

    @Override
    public Optional<Expansion> expand(Tokens tokens, int at) {
        String core = tokens.core(at);
        if (!ROMAN.matcher(core).matches()
                || tokens.core(at - 1).isEmpty()
                || !tokens.joined(at - 1)) {
            return Optional.empty();
        }
        String before = tokens.core(at - 1).toLowerCase(Locale.ROOT);
        String value = String.valueOf(value(core));
        if (NUMBERED.contains(before)) {
            return Optional.of(Expansion.of(tokens, at, 1, Speak.number(value)));
        }
        String ruler = tokens.core(at - 2).toLowerCase(Locale.ROOT);
        boolean pronoun = core.equals("I") && !RULERS.contains(ruler);
        boolean capital = Character.isUpperCase(tokens.core(at - 1).charAt(0));
        if (capital && !pronoun && (REGNAL.contains(before) || RULERS.contains(ruler))) {
            List<SpokenWord> ordinal = Speak.words(NumberWords.ordinal(value));
            return Optional.of(
                    Expansion.of(tokens, at, 1, Speak.join(Speak.words("the"), ordinal)));
        }
        return Optional.empty();
    }

    static int value(String roman) {
        int sum = 0;
        int after = 0;
        for (int i = roman.length() - 1; i >= 0; i--) {
            int v =
                    switch (roman.charAt(i)) {
                        case 'I' -> 1;
                        case 'V' -> 5;
                        case 'X' -> 10;
                        case 'L' -> 50;
                        default -> 100;
                    };
            sum += v < after ? -v : v;
            after = Math.max(after, v);
        }
        return sum;
    }
}
