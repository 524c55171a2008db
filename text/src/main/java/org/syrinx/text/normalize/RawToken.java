package org.syrinx.text.normalize;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch between white space, split as flite splits it: opening punctuation, core, closing
 * punctuation.
 *
 * @param before opening punctuation
 * @param core what is read; at least one character
 * @param after closing punctuation
 * @param start offset in the folded text
 * @param end offset after the last character
 */
record RawToken(String before, String core, String after, int start, int end) {
    private static final String OPENING = "\"'`({[";
    private static final String CLOSING = "\"'`.,:;!?(){}[]";

    private static final Pattern ADDRESS = Pattern.compile("://|@|^www\\.");
    private static final Pattern INNER_BREAK =
            Pattern.compile("(?<=[A-Za-z])(?:[,;:!?]|\\.{2,})[\"')]*(?=[A-Za-z])|(?<=.)(?=--)");

    static List<RawToken> split(String text) {
        List<RawToken> out = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            if (text.charAt(i) == ' ') {
                i++;
                continue;
            }
            int end = text.indexOf(' ', i);
            end = end < 0 ? text.length() : end;
            end = i + pieceEnd(text.substring(i, end));
            out.add(of(text, i, end));
            i = end;
        }
        return out;
    }

    /**
     * Where a piece without white space ends early: at a dash, or after punctuation between two
     * words.
     */
    private static int pieceEnd(String piece) {
        if (piece.startsWith("--")) {
            return 2;
        }
        if (ADDRESS.matcher(piece).find()) {
            return piece.length();
        }
        Matcher m = INNER_BREAK.matcher(piece);
        return m.find() ? m.end() : piece.length();
    }

    private static RawToken of(String text, int start, int end) {
        int from = start;
        while (from < end - 1
                && OPENING.indexOf(text.charAt(from)) >= 0
                && !isDecade(text, from, end)) {
            from++;
        }
        int to = end;
        while (to > from + 1 && CLOSING.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return new RawToken(
                text.substring(start, from),
                text.substring(from, to),
                text.substring(to, end),
                start,
                end);
    }

    /** '90s: the apostrophe belongs to the number. */
    private static boolean isDecade(String text, int from, int end) {
        return text.substring(from, end).matches("'\\d0s\\W*");
    }

    boolean endsAbbreviation() {
        return after.startsWith(".");
    }

    /** The closing punctuation without the full stop of an abbreviation. */
    String afterAbbreviation() {
        return endsAbbreviation() ? after.substring(1) : after;
    }

    /** Whether nothing here is read: only punctuation. */
    boolean isPunctuation() {
        return core.chars().allMatch(c -> (OPENING + CLOSING + "-").indexOf(c) >= 0);
    }
}
