package org.syrinx.api;

import java.util.Objects;

/**
 * The one family of errors that Syrinx shows to people. Each says three things: what was expected,
 * what was found, and what to do about it. Commands print {@link #getMessage()} and never a stack
 * trace.
 *
 * <p>Subclasses exist only where a caller can react differently. Messages are whole sentences on
 * one line: names and texts in them come from strangers, so control characters become blanks and a
 * part of more than {@value #LONGEST} characters is cut.
 */
public class SyrinxException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 4000;

    /** What was expected. */
    private final String expected;

    /** What was found instead. */
    private final String found;

    /** What the reader can do. */
    private final String action;

    /**
     * Creates an error.
     *
     * @param expected what was expected, as a sentence without a final full stop
     * @param found what was found instead
     * @param action what the reader can do about it
     */
    public SyrinxException(String expected, String found, String action) {
        this(expected, found, action, null);
    }

    /**
     * Creates an error with a cause, which is kept for logs and is never part of the message.
     *
     * @param expected what was expected
     * @param found what was found instead
     * @param action what the reader can do about it
     * @param cause the underlying failure, or null
     */
    public SyrinxException(String expected, String found, String action, Throwable cause) {
        super(sentence(found) + " Expected: " + sentence(expected) + " " + sentence(action), cause);
        this.expected = Objects.requireNonNull(expected, "expected");
        this.found = Objects.requireNonNull(found, "found");
        this.action = Objects.requireNonNull(action, "action");
    }

    /**
     * What was expected.
     *
     * @return a phrase
     */
    public String expected() {
        return expected;
    }

    /**
     * What was found.
     *
     * @return a phrase
     */
    public String found() {
        return found;
    }

    /**
     * What to do.
     *
     * @return a phrase
     */
    public String action() {
        return action;
    }

    private static String sentence(String s) {
        String t = line(s).strip();
        if (t.isEmpty()) {
            return "";
        }
        String head = startsWithWord(t) ? Character.toUpperCase(t.charAt(0)) + t.substring(1) : t;
        return ".!?:".indexOf(t.charAt(t.length() - 1)) >= 0 ? head : head + ".";
    }

    /** A file name or an option keeps its case: it would be another one with a capital. */
    private static boolean startsWithWord(String sentence) {
        int end = sentence.indexOf(' ');
        String first = end < 0 ? sentence : sentence.substring(0, end);
        String word = first.replaceAll("[,.:;!?]+$", "");
        return word.chars().allMatch(c -> Character.isLetter(c) || c == '-' || c == '\'');
    }

    /** One line, without what would move a terminal's cursor or turn the direction of writing. */
    private static String line(String s) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (i == LONGEST) {
                return out + "... (" + s.length() + " characters)";
            }
            boolean turns = c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
            if (!Character.isISOControl(c) && c != '\u2028' && c != '\u2029' && !turns) {
                out.append(c);
            } else if (out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
        }
        return out.toString();
    }
}
