package org.syrinx.plugin.vits.internal.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.syrinx.api.SyrinxException;

/**
 * The rules of {@code VitsTokenizer}, spec 1.3, in its order: keep what the vocabulary has and
 * lower-case the rest, Romanian cedilla, romanisation, phonemes or the filter of unknown
 * characters, blanks, ids.
 *
 * <p>Differences from the reference, on purpose: blanks are interspersed plainly, as in the code
 * that the models were trained with (the reference splits at its pad token first and loses blanks
 * there, see {@link #splitting}); an id beyond the embedding is never produced; what is left out is
 * reported.
 */
public final class HfTokenizer implements Tokenizer {
    private static final int BLANK = 0;

    private final TokenizerFiles files;
    private final UnaryOperator<String> ipa;
    private final boolean split;

    /**
     * A tokenizer.
     *
     * @param files the folder's rules
     * @param ipa text to IPA with stress and punctuation, asked only when the folder wants phonemes
     */
    public HfTokenizer(TokenizerFiles files, UnaryOperator<String> ipa) {
        this(files, ipa, false);
    }

    private HfTokenizer(TokenizerFiles files, UnaryOperator<String> ipa, boolean split) {
        this.files = files;
        this.ipa = ipa;
        this.split = split;
    }

    /**
     * The same rules with the reference's quirk: text is split at the pad token (a letter of the
     * alphabet!) and at the unknown token before blanks are interspersed, which loses blanks at
     * doubled letters and at the edges.
     *
     * @param on true to lose them as the reference does
     * @return a tokenizer
     */
    public HfTokenizer splitting(boolean on) {
        return new HfTokenizer(files, ipa, on);
    }

    @Override
    public List<String> languages() {
        return files.languages();
    }

    @Override
    public Tokens tokenize(String text) {
        Map<String, String> notes = new LinkedHashMap<>();
        Set<String> dropped = new LinkedHashSet<>();
        String t = files.normalize() ? lowerCaseUnknown(text) : text;
        if (files.romanian()) {
            t = t.replace('\u021B', '\u0163');
        }
        if (files.uroman()) {
            requireAscii(t);
        }
        if (files.phonemize()) {
            t = ipa.apply(t).replaceAll("(?U)\\s+", " ");
            notes.put("phones", t);
        } else if (files.normalize()) {
            t = strip(keepKnown(t, dropped));
        }
        List<Long> ids = ids(t, dropped);
        if (ids.stream().allMatch(i -> i == BLANK) && !spells(t)) {
            throw new SyrinxException(
                    "some text in the model's alphabet of "
                            + files.vocabulary().size()
                            + " symbols",
                    "nothing of \"" + text + "\" is in it",
                    "Write words in the model's script, or pass --normalize to write numbers out.");
        }
        List<String> warnings = new ArrayList<>();
        if (!dropped.isEmpty()) {
            warnings.add(
                    "The model's alphabet lacks " + String.join(", ", dropped) + "; left out.");
        }
        return new Tokens(ids.stream().mapToLong(Long::longValue).toArray(), notes, warnings);
    }

    /**
     * Whether at least one character of the text has an id of its own; the letter with id 0 counts.
     */
    private boolean spells(String t) {
        return t.codePoints().anyMatch(c -> files.id(Character.toString(c)) >= 0);
    }

    /** Step 1. The first entry in the order of the vocabulary wins, not the longest. */
    private String lowerCaseUnknown(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            String match = files.entryAt(text, i);
            if (match != null) {
                out.append(match);
                i += match.length();
            } else {
                String c = Character.toString(text.codePointAt(i));
                out.append(c.toLowerCase(Locale.ROOT));
                i += c.length();
            }
        }
        return out.toString();
    }

    private void requireAscii(String text) {
        int c = text.codePoints().filter(x -> x > 0x7F).findFirst().orElse(0);
        if (c != 0) {
            throw new SyrinxException(
                    "romanised text: this model was trained on the output of uroman",
                    "the text holds \"" + Character.toString(c) + "\" " + name(c),
                    "Romanise the text first, for example with the program uroman, and pass the"
                            + " result.");
        }
    }

    private String keepKnown(String text, Set<String> dropped) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .forEach(
                        c -> {
                            if (files.vocabulary().containsKey(Character.toString(c))) {
                                out.appendCodePoint(c);
                            } else if (!Character.isWhitespace(c)) {
                                dropped.add(quoted(c));
                            }
                        });
        return out.toString();
    }

    private List<Long> ids(String text, Set<String> dropped) {
        List<Long> ids = new ArrayList<>();
        if (!split) {
            append(ids, text, dropped);
            return ids;
        }
        StringBuilder run = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            String special = files.specialAt(text, i);
            if (special == null) {
                run.append(text.charAt(i++));
                continue;
            }
            append(ids, run.toString(), dropped);
            run.setLength(0);
            int id = files.id(special);
            if (id >= 0) {
                ids.add((long) id);
            } else {
                dropped.add("\"" + special + "\"");
            }
            i += special.length();
        }
        append(ids, run.toString(), dropped);
        return ids;
    }

    /** Steps 5 and 6 for one run of text; an empty run adds nothing when text is split. */
    private void append(List<Long> ids, String run, Set<String> dropped) {
        List<Long> known = new ArrayList<>();
        run.codePoints()
                .forEach(
                        c -> {
                            int id = files.id(Character.toString(c));
                            if (id >= 0) {
                                known.add((long) id);
                            } else {
                                dropped.add(quoted(c));
                                if (files.unknownId() >= 0) {
                                    known.add((long) files.unknownId());
                                }
                            }
                        });
        if (!files.addBlank()) {
            ids.addAll(known);
        } else if (!split || !run.isEmpty()) {
            ids.add((long) BLANK);
            for (long id : known) {
                ids.add(id);
                ids.add((long) BLANK);
            }
        }
    }

    /**
     * White space in the sense of Python's {@code str.strip}: Unicode's property and the ASCII
     * separators.
     */
    private static String strip(String s) {
        int from = 0;
        int to = s.length();
        while (from < to && isSpace(s.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(s.charAt(to - 1))) {
            to--;
        }
        return s.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }

    private static String quoted(int c) {
        return "\"" + Character.toString(c) + "\"" + (c > 0x7F ? " " + name(c) : "");
    }

    private static String name(int c) {
        String name = Character.getName(c);
        return String.format(Locale.ROOT, "(U+%04X%s)", c, name == null ? "" : " " + name);
    }
}
