package org.syrinx.plugin.gradtts.internal.text;

import java.math.BigInteger;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.syrinx.text.normalize.NumberWords;

/**
 * The cleaners that Grad-TTS has from Tacotron, because its checkpoints were trained on what they
 * make: ASCII, lower case, numbers and some abbreviations as words, single spaces.
 */
final class EnglishCleaner {
    private static final Map<String, String> PUNCTUATION =
            Map.of(
                    "\u2018", "'", "\u2019", "'", "\u201c", "\"", "\u201d", "\"", "\u2013", "-",
                    "\u2014", "--", "\u2026", "...", "\u00df", "ss", "\u00e6", "ae", "\u00f8", "o");

    private static final Map<Pattern, UnaryOperator<String>> NUMBERS = numbers();
    private static final Map<Pattern, String> ABBREVIATIONS = abbreviations();

    private EnglishCleaner() {}

    static String clean(String text) {
        String s = text;
        for (Map.Entry<String, String> p : PUNCTUATION.entrySet()) {
            s = s.replace(p.getKey(), p.getValue());
        }
        s = Normalizer.normalize(s.replace("\u00a3", "GBP\u0000"), Normalizer.Form.NFKD);
        s = s.replaceAll("\\p{M}", "").replace("GBP\u0000", "\u00a3");
        s = s.toLowerCase(Locale.ROOT);
        for (Map.Entry<Pattern, UnaryOperator<String>> n : NUMBERS.entrySet()) {
            s = n.getKey().matcher(s).replaceAll((MatchResult m) -> n.getValue().apply(m.group(1)));
        }
        for (Map.Entry<Pattern, String> a : ABBREVIATIONS.entrySet()) {
            s = a.getKey().matcher(s).replaceAll(a.getValue());
        }
        return s.replaceAll("\\s+", " ");
    }

    private static Map<Pattern, UnaryOperator<String>> numbers() {
        Map<Pattern, UnaryOperator<String>> m = new LinkedHashMap<>();
        m.put(Pattern.compile("([0-9][0-9,]+[0-9])"), s -> s.replace(",", ""));
        m.put(Pattern.compile("\u00a3([0-9,]*[0-9]+)"), s -> s + " pounds");
        m.put(Pattern.compile("\\$([0-9.,]*[0-9]+)"), EnglishCleaner::dollars);
        m.put(Pattern.compile("([0-9]+\\.[0-9]+)"), s -> s.replace(".", " point "));
        m.put(Pattern.compile("([0-9]+)(?:st|nd|rd|th)"), s -> joined(NumberWords.ordinal(s)));
        m.put(Pattern.compile("([0-9]+)"), EnglishCleaner::number);
        return m;
    }

    private static String dollars(String amount) {
        String[] parts = amount.replace(",", "").split("\\.", -1);
        if (parts.length > 2) {
            return amount + " dollars";
        }
        BigInteger dollars = whole(parts[0]);
        BigInteger cents = whole(parts.length < 2 ? "" : parts[1]);
        String d = dollars + (dollars.equals(BigInteger.ONE) ? " dollar" : " dollars");
        String c = cents + (cents.equals(BigInteger.ONE) ? " cent" : " cents");
        if (dollars.signum() > 0) {
            return cents.signum() > 0 ? d + ", " + c : d;
        }
        return cents.signum() > 0 ? c : "zero dollars";
    }

    private static BigInteger whole(String digits) {
        return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
    }

    /** Four digits between 1001 and 2999 are a year, in pairs. */
    private static String number(String digits) {
        if (digits.length() > 18) {
            return joined(NumberWords.digits(digits));
        }
        long n = Long.parseLong(digits);
        if (n <= 1000 || n >= 3000 || n == 2000) {
            return cardinal(n);
        }
        if (n > 2000 && n < 2010) {
            return "two thousand " + cardinal(n % 100);
        }
        if (n % 100 == 0) {
            return cardinal(n / 100) + " hundred";
        }
        String rest = n % 100 < 10 ? "oh " + cardinal(n % 10) : cardinal(n % 100);
        return cardinal(n / 100) + " " + rest;
    }

    /**
     * With hyphens, and a comma behind thousands and more: one thousand, two hundred thirty-four.
     */
    private static String cardinal(long n) {
        return joined(NumberWords.cardinal(Long.toString(n)));
    }

    private static String joined(List<String> words) {
        StringBuilder b = new StringBuilder();
        String before = "";
        for (String word : words) {
            if (b.length() > 0) {
                boolean tens = before.endsWith("ty") && !word.endsWith("and") && !scale(word);
                b.append(tens ? "-" : scale(before) ? ", " : " ");
            }
            b.append(word);
            before = word;
        }
        return b.toString();
    }

    /** Thousand and above. */
    private static boolean scale(String word) {
        return word.equals("thousand") || word.endsWith("illion");
    }

    private static Map<Pattern, String> abbreviations() {
        String[] pairs = {
            "mrs",
            "misess",
            "mr",
            "mister",
            "dr",
            "doctor",
            "st",
            "saint",
            "co",
            "company",
            "jr",
            "junior",
            "maj",
            "major",
            "gen",
            "general",
            "drs",
            "doctors",
            "rev",
            "reverend",
            "lt",
            "lieutenant",
            "hon",
            "honorable",
            "sgt",
            "sergeant",
            "capt",
            "captain",
            "esq",
            "esquire",
            "ltd",
            "limited",
            "col",
            "colonel",
            "ft",
            "fort"
        };
        Map<Pattern, String> m = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            m.put(Pattern.compile("\\b" + pairs[i] + "\\."), pairs[i + 1]);
        }
        return m;
    }
}
