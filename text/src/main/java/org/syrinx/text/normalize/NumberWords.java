package org.syrinx.text.normalize;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** American names of numbers, without "and": words in lower case. All methods are pure. */
public final class NumberWords {
    private static final String[] UNITS = {
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen"
    };
    private static final String[] TENS = {
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
    };
    private static final String[] SCALES = {
        "", "thousand", "million", "billion", "trillion", "quadrillion"
    };
    private static final Map<String, String> ORDINALS =
            Map.of(
                    "one", "first", "two", "second", "three", "third", "five", "fifth", "eight",
                    "eighth", "nine", "ninth", "twelve", "twelfth");

    /** The longest run of digits that is read as a number; longer ones are read digit by digit. */
    static final int MAX_DIGITS = 18;

    private NumberWords() {}

    /**
     * A cardinal number.
     *
     * @param digits decimal digits; more than 18 are read one by one
     * @return for example one hundred twenty three
     */
    public static List<String> cardinal(String digits) {
        String d = digits.replaceFirst("^0+(?=.)", "");
        if (d.length() > MAX_DIGITS) {
            return digits(digits);
        }
        List<String> out = new ArrayList<>();
        for (int scale = (d.length() - 1) / 3; scale >= 0; scale--) {
            int end = d.length() - 3 * scale;
            int group = Integer.parseInt(d.substring(Math.max(0, end - 3), end));
            if (group > 0) {
                below1000(group, out);
                if (scale > 0) {
                    out.add(SCALES[scale]);
                }
            }
        }
        return out.isEmpty() ? List.of("zero") : out;
    }

    private static void below1000(int n, List<String> out) {
        if (n >= 100) {
            out.add(UNITS[n / 100]);
            out.add("hundred");
        }
        int rest = n % 100;
        if (rest >= 20) {
            out.add(TENS[rest / 10]);
            if (rest % 10 > 0) {
                out.add(UNITS[rest % 10]);
            }
        } else if (rest > 0) {
            out.add(UNITS[rest]);
        }
    }

    /**
     * An ordinal number.
     *
     * @param digits decimal digits
     * @return for example twenty first
     */
    public static List<String> ordinal(String digits) {
        List<String> out = new ArrayList<>(cardinal(digits));
        int last = out.size() - 1;
        out.set(last, ordinalWord(out.get(last)));
        return out;
    }

    private static String ordinalWord(String cardinal) {
        String irregular = ORDINALS.get(cardinal);
        if (irregular != null) {
            return irregular;
        }
        return cardinal.endsWith("y")
                ? cardinal.substring(0, cardinal.length() - 1) + "ieth"
                : cardinal + "th";
    }

    /**
     * Digit by digit.
     *
     * @param digits decimal digits
     * @return for example five zero seven
     */
    public static List<String> digits(String digits) {
        return digits.chars().mapToObj(c -> UNITS[c - '0']).toList();
    }

    /**
     * A year, in pairs where people do so.
     *
     * @param digits three or four decimal digits
     * @return for example nineteen ninety eight, nineteen oh five, nineteen hundred, two thousand
     *     five, twenty ten
     */
    public static List<String> year(String digits) {
        int y = Integer.parseInt(digits);
        int century = y / 100;
        int rest = y % 100;
        if (y < 1000 || century % 10 == 0 && rest < 10 || y >= 10000) {
            return cardinal(digits);
        }
        List<String> out = new ArrayList<>();
        below1000(century, out);
        if (rest == 0) {
            out.add("hundred");
        } else {
            if (rest < 10) {
                out.add("oh");
            }
            below1000(rest, out);
        }
        return out;
    }

    /**
     * A number with a decimal point and perhaps commas or a sign.
     *
     * @param number for example -1,234.50
     * @return for example minus one thousand two hundred thirty four point five zero
     */
    public static List<String> decimal(String number) {
        List<String> out = new ArrayList<>();
        String n = number.replace(",", "");
        if (n.startsWith("-") || n.startsWith("+")) {
            out.add(n.startsWith("-") ? "minus" : "plus");
            n = n.substring(1);
        }
        int point = n.indexOf('.');
        String whole = point < 0 ? n : n.substring(0, point);
        if (!whole.isEmpty()) {
            out.addAll(cardinal(whole));
        }
        if (point >= 0) {
            out.add("point");
            out.addAll(digits(n.substring(point + 1)));
        }
        return out;
    }

    /** The plural of the last word: nineties, thousands. */
    static List<String> plural(List<String> words) {
        List<String> out = new ArrayList<>(words);
        int last = out.size() - 1;
        String w = out.get(last);
        out.set(
                last,
                w.endsWith("y")
                        ? w.substring(0, w.length() - 1) + "ies"
                        : w.equals("six") ? "sixes" : w + "s");
        return out;
    }
}
