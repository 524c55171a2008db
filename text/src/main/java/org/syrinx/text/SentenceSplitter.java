package org.syrinx.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.syrinx.api.SyrinxException;

/**
 * Cuts text into sentences, whole or as it arrives. A full stop after an abbreviation, an initial
 * or a number's label does not end a sentence; a blank line does. A sentence longer than the limit
 * is cut after its last clause mark or comma that fits, else between words. Nothing but white space
 * between sentences is lost. Immutable; safe for many threads ({@link Stream} is not).
 */
public final class SentenceSplitter {
    /**
     * The limit that {@link #SentenceSplitter()} sets, in UTF-16 units: about 20 seconds of speech.
     */
    public static final int DEFAULT_MAX_LENGTH = 300;

    private static final int SHORTEST_MAX_LENGTH = 20;
    private static final String TERMINATORS = ".!?\u2026";
    private static final String FULL_WIDTH_TERMINATORS = "\u3002\uff01\uff1f\u0964";
    private static final String CLOSERS = "\"')]}\u201d\u2019\u00bb";
    private static final String OPENERS = "\"'([{\u201c\u2018\u00ab\u00bf\u00a1";
    private static final String CLAUSE_MARKS = ";:,\u2014\u2013";

    /** Abbreviations that something always follows. */
    private static final Set<String> NEVER_LAST =
            Set.of(
                    "mr", "mrs", "ms", "dr", "prof", "gen", "col", "capt", "lt", "sgt", "rev",
                    "gov", "sen", "rep", "hon", "pres", "maj", "messrs", "e.g", "i.e", "vs", "cf",
                    "viz", "approx", "ca", "fig", "eq");

    /** Abbreviations that end a sentence only before a word that often begins one. */
    private static final Set<String> SELDOM_LAST =
            Set.of(
                    "st", "mt", "ft", "jr", "sr", "inc", "ltd", "corp", "co", "bros", "dept",
                    "univ", "ave", "blvd", "rd", "etc", "jan", "feb", "mar", "apr", "aug", "sept",
                    "oct", "nov", "dec", "a.m", "p.m", "al", "est");

    /** Labels that a number follows. */
    private static final Set<String> BEFORE_NUMBERS =
            Set.of("no", "nos", "vol", "ch", "p", "pp", "sec", "art", "ext");

    private static final Set<String> STARTERS =
            Set.of(
                    "the", "he", "she", "it", "they", "we", "you", "i", "in", "on", "at", "but",
                    "and", "a", "an", "this", "that", "these", "those", "his", "her", "its",
                    "their", "our", "my", "there", "then", "when", "if", "what", "who", "why",
                    "how", "however", "so", "after", "before", "for", "with", "as", "all", "some");

    private final int maxLength;

    /**
     * A sentence with its place.
     *
     * @param text the sentence without white space around it
     * @param start its offset in the whole text, in UTF-16 units
     * @param end the offset after its last unit
     */
    public record Sentence(String text, int start, int end) {}

    /** Creates a splitter with the default limit. */
    public SentenceSplitter() {
        this(DEFAULT_MAX_LENGTH);
    }

    /**
     * Creates a splitter.
     *
     * @param maxLength the longest piece, in UTF-16 units; at least 20
     * @throws SyrinxException if the limit is too small
     */
    public SentenceSplitter(int maxLength) {
        if (maxLength < SHORTEST_MAX_LENGTH) {
            throw new SyrinxException(
                    "a longest sentence of at least " + SHORTEST_MAX_LENGTH + " characters",
                    "a longest sentence of " + maxLength + " characters",
                    "Give a larger limit.");
        }
        this.maxLength = maxLength;
    }

    /**
     * Cuts a whole text.
     *
     * @param text the text
     * @return its sentences in order; none is empty
     */
    public List<Sentence> split(String text) {
        Stream stream = open();
        List<Sentence> out = new ArrayList<>(stream.feed(text));
        out.addAll(stream.finish());
        return out;
    }

    /**
     * Begins a text that arrives in pieces.
     *
     * @return a new stream
     */
    public Stream open() {
        return new Stream();
    }

    /**
     * A text that arrives in pieces. The sentences do not depend on where the pieces end. For one
     * thread.
     */
    public final class Stream {
        private final StringBuilder pending = new StringBuilder();
        private int offset;

        private Stream() {}

        /**
         * Takes the next piece.
         *
         * @param piece any amount of text
         * @return the sentences that are certain by now
         */
        public List<Sentence> feed(CharSequence piece) {
            pending.append(piece);
            return take(false);
        }

        /**
         * Ends the text.
         *
         * @return the sentences that were still open
         */
        public List<Sentence> finish() {
            return take(true);
        }

        private List<Sentence> take(boolean complete) {
            List<Sentence> out = new ArrayList<>();
            while (true) {
                int blank = 0;
                while (blank < pending.length() && Character.isWhitespace(pending.charAt(blank))) {
                    blank++;
                }
                pending.delete(0, blank);
                offset += blank;
                int end = pending.length() == 0 ? -1 : sentenceEnd(pending, complete);
                if (end < 0) {
                    return out;
                }
                String text = pending.substring(0, end).stripTrailing();
                out.add(new Sentence(text, offset, offset + text.length()));
                pending.delete(0, end);
                offset += end;
            }
        }
    }

    /** The end of the first sentence, or -1 if more text could still change it. */
    private int sentenceEnd(CharSequence s, boolean complete) {
        for (int i = 0; i < s.length(); i++) {
            if (i >= maxLength) {
                return cut(s);
            }
            char c = s.charAt(i);
            if (c == '\n' && isBlankLine(s, i)) {
                return i;
            }
            if (TERMINATORS.indexOf(c) >= 0 || FULL_WIDTH_TERMINATORS.indexOf(c) >= 0) {
                int after = skip(s, i, TERMINATORS + FULL_WIDTH_TERMINATORS + CLOSERS);
                int next = skip(s, skipBlank(s, after), OPENERS);
                int word = wordEnd(s, next);
                if (word >= s.length() && !complete && after <= maxLength) {
                    return -1; // the next word decides
                }
                if (after <= maxLength && ends(s, i, after, next)) {
                    return after;
                }
                i = Math.max(i, Math.min(after, maxLength) - 1);
            }
        }
        return complete ? s.length() : -1;
    }

    private static boolean isBlankLine(CharSequence s, int at) {
        int i = at + 1;
        while (i < s.length()
                && (s.charAt(i) == ' ' || s.charAt(i) == '\t' || s.charAt(i) == '\r')) {
            i++;
        }
        return i < s.length() && s.charAt(i) == '\n';
    }

    private static int skip(CharSequence s, int from, String characters) {
        int i = from;
        while (i < s.length() && characters.indexOf(s.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    private static int skipBlank(CharSequence s, int from) {
        int i = from;
        while (i < s.length() && Character.isWhitespace(s.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int wordEnd(CharSequence s, int from) {
        int i = from;
        while (i < s.length() && !Character.isWhitespace(s.charAt(i)) && i < from + 12) {
            i++;
        }
        return i < s.length() ? i : s.length();
    }

    /**
     * Whether the terminators from {@code mark} to {@code after} end a sentence before what begins
     * at {@code next}.
     */
    private static boolean ends(CharSequence s, int mark, int after, int next) {
        if (after >= s.length() || FULL_WIDTH_TERMINATORS.indexOf(s.charAt(mark)) >= 0) {
            return true;
        }
        if (!Character.isWhitespace(s.charAt(after))) {
            return false; // 3.14, www.example.com
        }
        if (next < s.length() && Character.isLowerCase(s.charAt(next))) {
            return false; // "Stop!" he said; so on ... and on
        }
        boolean single = s.charAt(mark) == '.' && after == mark + 1;
        return !single || !isAbbreviation(lastWord(s, mark), firstWord(s, next));
    }

    private static boolean isAbbreviation(String before, String after) {
        String word = before.toLowerCase(Locale.ROOT);
        boolean starter = STARTERS.contains(after.toLowerCase(Locale.ROOT));
        boolean initial =
                before.length() == 1
                        && Character.isUpperCase(before.charAt(0))
                        && !before.equals("I");
        boolean dotted = word.matches("(?:[a-z]\\.)+[a-z]");
        if (NEVER_LAST.contains(word)) {
            return true;
        }
        if (BEFORE_NUMBERS.contains(word)) {
            return !after.isEmpty() && Character.isDigit(after.charAt(0));
        }
        return (initial || dotted || SELDOM_LAST.contains(word)) && !after.isEmpty() && !starter;
    }

    private static String lastWord(CharSequence s, int end) {
        int i = end;
        while (i > 0 && (Character.isLetterOrDigit(s.charAt(i - 1)) || s.charAt(i - 1) == '.')) {
            i--;
        }
        return s.subSequence(i, end).toString();
    }

    private static String firstWord(CharSequence s, int start) {
        int i = start;
        while (i < s.length() && Character.isLetterOrDigit(s.charAt(i))) {
            i++;
        }
        return s.subSequence(start, i).toString();
    }

    /**
     * Where to cut a sentence that is too long: after a clause mark, else a comma, else a word,
     * else anywhere.
     */
    private int cut(CharSequence s) {
        int clause = -1;
        int comma = -1;
        int word = -1;
        for (int i = 1; i <= maxLength && i < s.length(); i++) {
            char before = s.charAt(i - 1);
            if (Character.isWhitespace(s.charAt(i))) {
                word = i;
                clause = before != ',' && CLAUSE_MARKS.indexOf(before) >= 0 ? i : clause;
                comma = before == ',' ? i : comma;
            }
        }
        int least = maxLength / 4; // a tiny first piece would sound chopped
        if (clause >= least) {
            return clause;
        }
        if (comma >= least) {
            return comma;
        }
        if (word > 0) {
            return word;
        }
        return Character.isHighSurrogate(s.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
    }
}
