package org.syrinx.text.normalize;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Unicode to ASCII: typographic punctuation, ligatures, accents and the symbols that have English
 * names. Keeps the origin of every character, so that an error can name its place. What cannot be
 * folded is listed, and leaves a space.
 */
final class Folding {
    private static final Map<Integer, String> TABLE = table();

    final String text;
    final List<UnknownSymbol> unknown;
    private final int[] origin;

    private Folding(String text, int[] origin, List<UnknownSymbol> unknown) {
        this.text = text;
        this.origin = origin;
        this.unknown = unknown;
    }

    /** The offset in the original text of a character of {@link #text} (or of its end). */
    int origin(int index) {
        return origin[index];
    }

    static Folding fold(String original) {
        StringBuilder out = new StringBuilder();
        List<Integer> origins = new ArrayList<>();
        List<UnknownSymbol> unknown = new ArrayList<>();
        int base = 0; // the start of the character that combining marks belong to
        for (int i = 0; i < original.length(); ) {
            int cp = original.codePointAt(i);
            String folded = one(original, i, cp);
            if (folded == null) {
                unknown.add(UnknownSymbol.at(cp, i));
                folded = " ";
            }
            boolean mark = Character.getType(cp) == Character.NON_SPACING_MARK;
            base = mark ? base : i;
            for (int k = 0; k < folded.length(); k++) {
                origins.add(base);
            }
            out.append(folded);
            i += Character.charCount(cp);
        }
        origins.add(original.length());
        return new Folding(
                out.toString(),
                origins.stream().mapToInt(Integer::intValue).toArray(),
                List.copyOf(unknown));
    }

    private static String one(String s, int i, int cp) {
        if (cp < 128) {
            return cp >= ' ' && cp < 127
                    ? String.valueOf((char) cp)
                    : "\t\n\r\f".indexOf(cp) >= 0 ? " " : null;
        }
        if (cp == 0x2013
                || cp == 0x2212) { // en dash and minus sign: a range or a sign beside digits,
            // else a dash
            boolean digit = i + 1 < s.length() && Character.isDigit(s.charAt(i + 1));
            return digit || cp == 0x2212 ? "-" : " -- ";
        }
        String known = TABLE.get(cp);
        if (known != null) {
            return known;
        }
        if (Character.isSpaceChar(cp) || cp == 0x85) {
            return " ";
        }
        if (Character.getType(cp) == Character.NON_SPACING_MARK && cp >= 0x300 && cp <= 0x36F) {
            return i > 0 && Character.isLetter(s.charAt(i - 1)) ? "" : null;
        }
        String plain =
                Normalizer.normalize(new String(Character.toChars(cp)), Normalizer.Form.NFKD)
                        .replaceAll("[\\u0300-\\u036f]", "")
                        .replace('\u2044', '/');
        // a spacing accent decomposes to a blank: that is no reading
        boolean ascii = !plain.isBlank() && plain.chars().allMatch(c -> c >= ' ' && c < 127);
        return ascii ? plain : null;
    }

    private static Map<Integer, String> table() {
        Map<Integer, String> t = new HashMap<>();
        put(t, "'", "\u2018\u2019\u201a\u201b\u2032\u00b4\u02bc");
        put(t, "\"", "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u2039\u203a");
        put(t, "-", "\u2010\u2011");
        put(t, " -- ", "\u2012\u2014\u2015\u2022\u00b7");
        put(t, "...", "\u2026");
        // no sound by definition: soft hyphen, zero-width space, word joiner, byte order mark
        put(t, "", "\u00ad\u200b\u2060\ufeff");
        put(t, " 1/2", "\u00bd");
        put(t, " 1/4", "\u00bc");
        put(t, " 3/4", "\u00be");
        put(t, " 1/3", "\u2153");
        put(t, " 2/3", "\u2154");
        put(t, " 1/8", "\u215b");
        put(t, " times ", "\u00d7");
        put(t, " divided by ", "\u00f7");
        put(t, " plus or minus ", "\u00b1");
        put(t, " approximately ", "\u2248");
        put(t, " is not equal to ", "\u2260");
        put(t, " at most ", "\u2264");
        put(t, " at least ", "\u2265");
        put(t, " section ", "\u00a7");
        put(t, " copyright ", "\u00a9");
        put(t, " registered ", "\u00ae");
        put(t, " trademark ", "\u2122");
        put(t, " squared", "\u00b2");
        put(t, " cubed", "\u00b3");
        put(t, " number ", "\u2116");
        put(t, "\u00b0", "\u00b0\u00ba");
        put(t, "\u00a3", "\u00a3");
        put(t, "\u20ac", "\u20ac");
        put(t, "\u00a5", "\u00a5");
        put(t, "\u00a2", "\u00a2");
        put(t, "u", "\u00b5\u03bc");
        put(t, "ss", "\u00df");
        put(t, "ae", "\u00e6");
        put(t, "Ae", "\u00c6");
        put(t, "oe", "\u0153");
        put(t, "Oe", "\u0152");
        put(t, "o", "\u00f8");
        put(t, "O", "\u00d8");
        put(t, "l", "\u0142");
        put(t, "L", "\u0141");
        put(t, "d", "\u0111\u00f0");
        put(t, "D", "\u0110\u00d0");
        put(t, "th", "\u00fe");
        put(t, "Th", "\u00de");
        put(t, "i", "\u0131");
        return t;
    }

    private static void put(Map<Integer, String> t, String folded, String characters) {
        characters.codePoints().forEach(cp -> t.put(cp, folded));
    }
}
