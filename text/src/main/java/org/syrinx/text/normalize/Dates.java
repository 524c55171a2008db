package org.syrinx.text.normalize;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates: May 5, 1998; Jan. 3rd; 5 May 1998; 5/5/1998 (month first, the American order; a first
 * number above 12 is the day); 1998-05-05 (ISO 8601).
 */
final class Dates implements Rule {
    private static final List<String> MONTHS =
            List.of(
                    "january",
                    "february",
                    "march",
                    "april",
                    "may",
                    "june",
                    "july",
                    "august",
                    "september",
                    "october",
                    "november",
                    "december");
    private static final Pattern DAY = Pattern.compile("([0-2]?\\d|3[01])(?:(?i)st|nd|rd|th)?");
    private static final Pattern YEAR = Pattern.compile("1[0-9]\\d\\d|20\\d\\d");
    private static final Pattern SLASHED = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4}|\\d\\d)");
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(0\\d|1[0-2])-([0-2]\\d|3[01])");

    @Override
    public Optional<Expansion> expand(Tokens tokens, int at) {
        Matcher slashed = SLASHED.matcher(tokens.core(at));
        if (slashed.matches()) {
            return numeric(tokens, at, slashed);
        }
        Matcher iso = ISO.matcher(tokens.core(at));
        if (iso.matches()) {
            int month = Integer.parseInt(iso.group(2));
            int day = Integer.parseInt(iso.group(3));
            return written(tokens, at, 1, month, day, iso.group(1));
        }
        int month = month(tokens.get(at), tokens.core(at + 1));
        if (month > 0 && DAY.matcher(tokens.core(at + 1)).matches() && gap(tokens, at)) {
            return monthDay(tokens, at, month);
        }
        if (month > 0
                && isAbbreviated(tokens.core(at))
                && gap(tokens, at)
                && isYear(tokens.core(at + 1))) {
            return written(tokens, at, 2, month, 0, tokens.core(at + 1));
        }
        int after = month(tokens.get(at + 1), "1");
        if (after > 0 && isDay(tokens.core(at)) && tokens.joined(at)) {
            boolean year = gap(tokens, at + 1) && isYear(tokens.core(at + 2));
            int day = Integer.parseInt(tokens.core(at).replaceAll("\\D", ""));
            List<SpokenWord> words = new ArrayList<>(Speak.words("the"));
            boolean hasArticle = tokens.core(at - 1).equalsIgnoreCase("the");
            List<SpokenWord> out = hasArticle ? new ArrayList<>() : words;
            out.addAll(Speak.words(NumberWords.ordinal(String.valueOf(day))));
            out.addAll(Speak.words("of " + MONTHS.get(after - 1)));
            if (year) {
                out.addAll(Speak.words(NumberWords.year(tokens.core(at + 2))));
            }
            return Optional.of(Expansion.of(tokens, at, year ? 3 : 2, out));
        }
        return Optional.empty();
    }

    /** 1 to 31 in figures, with or without the ending of an ordinal. */
    private static boolean isDay(String core) {
        return DAY.matcher(core).matches();
    }

    private static boolean isYear(String core) {
        return YEAR.matcher(core).matches();
    }

    private static boolean gap(Tokens tokens, int at) {
        String after = tokens.get(at).after();
        return tokens.joined(at)
                || (after.equals(".")
                        && isAbbreviated(tokens.core(at))
                        && tokens.get(at + 1).before().isEmpty());
    }

    private static boolean isAbbreviated(String core) {
        return core.length() <= 4 && !MONTHS.contains(core.toLowerCase(Locale.ROOT));
    }

    /**
     * 1 to 12 for a month's name with a capital, in full or abbreviated before a number; else 0.
     */
    private static int month(RawToken token, String next) {
        String core = token.core();
        if (core.length() < 3 || !Character.isUpperCase(core.charAt(0)) || !next.matches("\\d.*")) {
            return 0;
        }
        String name = core.toLowerCase(Locale.ROOT);
        for (int i = 0; i < 12; i++) {
            String full = MONTHS.get(i);
            if (name.equals(full)
                    || name.equals(full.substring(0, 3))
                    || (name.equals("sept") && i == 8)) {
                return i + 1;
            }
        }
        return 0;
    }

    private static Optional<Expansion> monthDay(Tokens tokens, int at, int month) {
        String figures = tokens.core(at + 1).replaceAll("\\D", "");
        int day = Integer.parseInt(figures);
        if (day == 0) {
            return Optional.empty();
        }
        boolean comma =
                tokens.get(at + 1).after().equals(",") && tokens.get(at + 2).before().isEmpty();
        if ((comma || tokens.joined(at + 1)) && isYear(tokens.core(at + 2))) {
            List<SpokenWord> first = Speak.words(NumberWords.ordinal(String.valueOf(day)));
            List<SpokenWord> words =
                    Speak.join(
                            Speak.words(MONTHS.get(month - 1)),
                            comma ? Speak.withBreak(first) : first,
                            Speak.words(NumberWords.year(tokens.core(at + 2))));
            return Optional.of(Expansion.of(tokens, at, 3, words));
        }
        return written(tokens, at, 2, month, day, null);
    }

    private static Optional<Expansion> numeric(Tokens tokens, int at, Matcher m) {
        int first = Integer.parseInt(m.group(1));
        int second = Integer.parseInt(m.group(2));
        boolean dayFirst = first > 12;
        int month = dayFirst ? second : first;
        int day = dayFirst ? first : second;
        if (month < 1 || month > 12 || day < 1 || day > 31) {
            return Optional.empty();
        }
        String year = m.group(3);
        if (year.length() == 2) { // 69 and below are of this century, as POSIX strptime does
            year = (Integer.parseInt(year) < 69 ? "20" : "19") + year;
        }
        return written(tokens, at, 1, month, day, year);
    }

    private static Optional<Expansion> written(
            Tokens tokens, int at, int count, int month, int day, String year) {
        List<SpokenWord> out = new ArrayList<>(Speak.words(MONTHS.get(month - 1)));
        if (day > 0) {
            out.addAll(Speak.words(NumberWords.ordinal(String.valueOf(day))));
        }
        if (year != null) {
            out.addAll(Speak.words(NumberWords.year(year)));
        }
        return Optional.of(Expansion.of(tokens, at, count, out));
    }
}
