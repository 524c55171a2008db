package org.syrinx.text.normalize;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sums of money: $42.50, £5, €1,000, $3.2 million, $5k, 20¢, -$7. */
final class Currencies implements Rule {
    /** Sign to: one, many, one hundredth, many hundredths. */
    private static final Map<Character, String[]> NAMES =
            Map.of(
                    '$', new String[] {"dollar", "dollars", "cent", "cents"},
                    '\u00a3', new String[] {"pound", "pounds", "penny", "pence"},
                    '\u20ac', new String[] {"euro", "euros", "cent", "cents"},
                    '\u00a5', new String[] {"yen", "yen", "sen", "sen"});

    private static final String SCALE = "(?i)(?:hundred|thousand|million|billion|trillion)";
    private static final Map<String, String> SCALE_LETTERS =
            Map.of(
                    "k",
                    "thousand",
                    "m",
                    "million",
                    "bn",
                    "billion",
                    "b",
                    "billion",
                    "tn",
                    "trillion");
    private static final Pattern LEADING =
            Pattern.compile(
                    "(-?)(?:US)?([$\u00a3\u20ac\u00a5])(-?)("
                            + Speak.NUMBER
                            + ")((?i)k|m|bn|b|tn)?");
    private static final Pattern TRAILING =
            Pattern.compile("()()(-?)(" + Speak.NUMBER + ")([$\u00a3\u20ac\u00a5])");
    private static final Pattern RANGE =
            Pattern.compile(
                    "([$\u00a3\u20ac\u00a5])("
                            + Speak.NUMBER
                            + ")-[$\u00a3\u20ac\u00a5]?("
                            + Speak.NUMBER
                            + ")");
    private static final Pattern CENTS = Pattern.compile("(" + Speak.NUMBER + ")\u00a2");

    @Override
    public Optional<Expansion> expand(Tokens tokens, int at) {
        String core = tokens.core(at);
        Matcher cents = CENTS.matcher(core);
        if (cents.matches()) {
            String name = Speak.isOne(cents.group(1)) ? "cent" : "cents";
            return Optional.of(
                    Expansion.of(
                            tokens,
                            at,
                            1,
                            Speak.join(Speak.number(cents.group(1)), Speak.words(name))));
        }
        Matcher range = RANGE.matcher(core);
        if (range.matches()) {
            List<SpokenWord> many = Speak.words(NAMES.get(range.group(1).charAt(0))[1]);
            List<SpokenWord> from = Speak.number(range.group(2));
            List<SpokenWord> to = Speak.number(range.group(3));
            return Optional.of(
                    Expansion.of(tokens, at, 1, Speak.join(from, Speak.words("to"), to, many)));
        }
        Matcher m = LEADING.matcher(core);
        String scale = null;
        char sign;
        if (m.matches()) {
            sign = m.group(2).charAt(0);
            scale =
                    m.group(5) == null
                            ? null
                            : SCALE_LETTERS.get(m.group(5).toLowerCase(Locale.ROOT));
        } else {
            m = TRAILING.matcher(core);
            if (!m.matches()) {
                return Optional.empty();
            }
            sign = m.group(5).charAt(0);
        }
        int count = 1;
        if (scale == null && tokens.joined(at) && tokens.core(at + 1).matches(SCALE)) {
            scale = tokens.core(at + 1).toLowerCase(Locale.ROOT);
            count = 2;
        }
        boolean minus = m.group(1).equals("-") || m.group(3).equals("-");
        List<SpokenWord> out = new ArrayList<>(minus ? Speak.words("minus") : List.of());
        out.addAll(sum(m.group(4), NAMES.get(sign), scale));
        return Optional.of(Expansion.of(tokens, at, count, out));
    }

    private static List<SpokenWord> sum(String figures, String[] names, String scale) {
        if (scale != null) {
            return Speak.join(Speak.number(figures), Speak.words(scale), Speak.words(names[1]));
        }
        int point = figures.indexOf('.');
        String whole = point < 0 ? figures : figures.substring(0, point);
        String rest = point < 0 ? "" : figures.substring(point + 1);
        if (point >= 0 && rest.length() != 2) {
            return Speak.join(Speak.number(figures), Speak.words(names[1]));
        }
        List<SpokenWord> out = new ArrayList<>();
        boolean hasRest = !rest.isEmpty() && !rest.equals("00");
        if (!hasRest || !whole.matches("0*")) {
            out.addAll(Speak.number(whole));
            out.addAll(Speak.words(Speak.isOne(whole) ? names[0] : names[1]));
        }
        if (hasRest) {
            out.addAll(Speak.number(rest));
            out.addAll(Speak.words(Speak.isOne(rest) ? names[2] : names[3]));
        }
        return out;
    }
}
