package org.syrinx.text.normalize;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers in figures: ordinals, decades, ranges, years, decimals, codes with leading zeros, whole
 * numbers.
 */
final class Numbers implements Rule {
    private static final Pattern ORDINAL =
            Pattern.compile("(?i)(\\d{1,3}(?:,\\d{3})*|\\d+)(?:st|nd|rd|th)");
    private static final Pattern DECADE = Pattern.compile("(?:'?(\\d0)|(1\\d|20)(\\d0))'?s");
    private static final Pattern RANGE =
            Pattern.compile("(\\d[\\d,]*(?:\\.\\d+)?)-(\\d[\\d,]*(?:\\.\\d+)?)(%?)");
    private static final Pattern GROUPS = Pattern.compile("\\d+(?:-\\d+)+");
    private static final Pattern PLAIN = Pattern.compile("[-+]?(?:" + Speak.NUMBER + ")");
    private static final Set<String> COUNTED_AFTER =
            Set.of(
                    "room",
                    "bus",
                    "flight",
                    "route",
                    "highway",
                    "gate",
                    "channel",
                    "platform",
                    "pin",
                    "code",
                    "zip");

    @Override
    public Optional<Expansion> expand(Tokens tokens, int at) {
        String core = tokens.core(at);
        if (core.isEmpty()
                || !Character.isDigit(core.charAt(core.length() - 1))
                        && !core.matches("'?[\\d.,-].*")) {
            return Optional.empty();
        }
        return spoken(tokens, at, core).map(w -> Expansion.of(tokens, at, 1, w));
    }

    private static Optional<List<SpokenWord>> spoken(Tokens tokens, int at, String core) {
        Matcher m = ORDINAL.matcher(core);
        if (m.matches()) {
            return Optional.of(Speak.words(NumberWords.ordinal(m.group(1).replace(",", ""))));
        }
        m = DECADE.matcher(core);
        if (m.matches()) {
            return Optional.of(Speak.words(decade(m)));
        }
        m = RANGE.matcher(core);
        if (m.matches() && isRange(m.group(1), m.group(2))) {
            List<SpokenWord> unit = m.group(3).isEmpty() ? List.of() : Speak.words("per cent");
            return Optional.of(
                    Speak.join(
                            plain(tokens, at, m.group(1)),
                            Speak.words("to"),
                            plain(tokens, at, m.group(2)),
                            unit));
        }
        if (GROUPS.matcher(core).matches()) {
            List<SpokenWord> out = new java.util.ArrayList<>();
            for (String group : core.split("-")) {
                out.addAll(Speak.withBreak(Speak.words(NumberWords.digits(group))));
            }
            return Optional.of(out);
        }
        return PLAIN.matcher(core).matches()
                ? Optional.of(plain(tokens, at, core))
                : Optional.empty();
    }

    private static List<String> decade(Matcher m) {
        String tens = m.group(1) == null ? m.group(3) : m.group(1);
        if (tens.equals("00")) {
            return NumberWords.plural(
                    NumberWords.year(m.group(1) == null ? m.group(2) + "00" : "00"));
        }
        List<String> plural = NumberWords.plural(NumberWords.cardinal(tens));
        if (m.group(2) == null) {
            return plural;
        }
        List<String> out = new java.util.ArrayList<>(NumberWords.cardinal(m.group(2)));
        out.addAll(plural);
        return out;
    }

    /** Upwards, and not too different in length: 10-20, 1998-2001, 2.5-3. */
    private static boolean isRange(String from, String to) {
        double a = Double.parseDouble(from.replace(",", ""));
        double b = Double.parseDouble(to.replace(",", ""));
        boolean padded = from.matches("0\\d+") || to.matches("0\\d+");
        return a < b && !padded && Math.abs(from.length() - to.length()) < 4;
    }

    private static List<SpokenWord> plain(Tokens tokens, int at, String figures) {
        if (figures.matches("0\\d+")
                || figures.matches("\\d{" + (NumberWords.MAX_DIGITS + 1) + ",}")) {
            return Speak.words(NumberWords.digits(figures));
        }
        if (figures.matches("\\d{4}") && isYear(tokens, at, figures)) {
            return Speak.words(NumberWords.year(figures));
        }
        if (figures.matches("\\d{3}")
                && COUNTED_AFTER.contains(tokens.core(at - 1).toLowerCase(Locale.ROOT))) {
            return Speak.words(hundreds(figures));
        }
        return Speak.number(figures);
    }

    /** Room 101, flight 405: the hundreds digit, then the rest. */
    private static List<String> hundreds(String figures) {
        List<String> out = new java.util.ArrayList<>(NumberWords.digits(figures.substring(0, 1)));
        String rest = figures.substring(1);
        if (rest.startsWith("0")) {
            return rest.equals("00") ? NumberWords.cardinal(figures) : spelled(out, rest);
        }
        out.addAll(NumberWords.cardinal(rest));
        return out;
    }

    private static List<String> spelled(List<String> out, String rest) {
        out.add("oh");
        out.addAll(NumberWords.digits(rest.substring(1)));
        return out;
    }

    /**
     * Four figures without a comma are a year from 1100 to 2099, unless what they count follows in
     * the plural.
     */
    private static boolean isYear(Tokens tokens, int at, String figures) {
        int y = Integer.parseInt(figures);
        String next = tokens.get(at).after().isEmpty() ? tokens.core(at + 1) : "";
        boolean counts =
                next.matches("[a-z]{3,}s")
                        && !next.matches("was|has|is|does|s|this|as|its|always|perhaps");
        return y >= 1100 && y <= 2099 && !(counts && (y % 100 == 0 || y >= 2000));
    }
}
