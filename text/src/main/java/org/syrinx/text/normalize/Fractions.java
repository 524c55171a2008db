package org.syrinx.text.normalize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fractions below one, alone or after a whole number: 1/2, 3/4, 2 1/2. Others (24/7) are read with
 * "slash".
 */
final class Fractions implements Rule {
    private static final Pattern FRACTION = Pattern.compile("(\\d{1,3})/(\\d{1,4})");

    @Override
    public Optional<Expansion> expand(Tokens tokens, int at) {
        Matcher m = FRACTION.matcher(tokens.core(at));
        if (m.matches()) {
            return spoken(m.group(1), m.group(2)).map(w -> Expansion.of(tokens, at, 1, w));
        }
        m = FRACTION.matcher(tokens.core(at + 1));
        if (tokens.core(at).matches("\\d+") && tokens.joined(at) && m.matches()) {
            String half = m.group(1) + "/" + m.group(2);
            Optional<List<SpokenWord>> part =
                    half.equals("1/2")
                            ? Optional.of(Speak.words("a half"))
                            : spoken(m.group(1), m.group(2));
            List<SpokenWord> whole = Speak.number(tokens.core(at));
            return part.map(
                    p -> Expansion.of(tokens, at, 2, Speak.join(whole, Speak.words("and"), p)));
        }
        return Optional.empty();
    }

    private static Optional<List<SpokenWord>> spoken(String above, String below) {
        int a = Integer.parseInt(above);
        int b = Integer.parseInt(below);
        if (a >= b || a == 0) {
            return Optional.empty();
        }
        List<String> name = new ArrayList<>(NumberWords.ordinal(below));
        if (b == 2) {
            name = List.of("half");
        } else if (b == 4) {
            name = List.of("quarter");
        }
        return Optional.of(
                Speak.join(
                        Speak.number(above),
                        Speak.words(a == 1 ? name : NumberWords.plural(name))));
    }
}
