package org.syrinx.text.phonemes;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.syrinx.api.SyrinxException;

/**
 * A pronouncing dictionary: words in lower case without apostrophes, by part of speech where
 * pronunciations differ. Immutable and safe for many threads.
 */
public final class Lexicon {
    /** The part of speech of entries that hold for all. */
    public static final char ANY = '0';

    /** Word to entries in order; an entry is the part of speech, one separator and the phones. */
    private final Map<String, String[]> entries;

    private Lexicon(Map<String, String[]> entries) {
        this.entries = entries;
    }

    /**
     * The embedded dictionary (CMU; 36,963 entries that the letter-to-sound rules alone would get
     * wrong) with the corrections that flite applies before it.
     *
     * @return the dictionary, loaded once per process
     */
    public static Lexicon embedded() {
        return Embedded.LEXICON;
    }

    /**
     * Reads a user's dictionary: one entry a line, {@code word phone phone ...} or {@code word/pos
     * phone ...} with pos one of n, v, j, r; {@code #} starts a comment. Phones are those of {@link
     * PhoneSet} with stress digits, or CMUdict's upper-case ones ({@code AH0} becomes {@code ax0},
     * stress 2 becomes 1).
     *
     * @param file a UTF-8 text file
     * @return the dictionary
     * @throws SyrinxException if the file cannot be read or a line is wrong; the message names the
     *     line
     */
    public static Lexicon read(Path file) {
        Map<String, String[]> map = new HashMap<>();
        int number = 0;
        try (BufferedReader in = Files.newBufferedReader(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                String text = line.replaceFirst("#.*", "").strip();
                if (!text.isEmpty()) {
                    userEntry(map, text.split("\\s+"));
                }
            }
        } catch (IOException e) {
            throw new SyrinxException(
                    "a readable UTF-8 dictionary file",
                    "the file " + file + " could not be read: " + e.getMessage(),
                    "Check the path and the encoding.",
                    e);
        } catch (SyrinxException e) {
            throw new SyrinxException(
                    e.expected(),
                    "line " + number + " of " + file + " has " + e.found(),
                    e.action(),
                    e);
        }
        return new Lexicon(map);
    }

    private static void userEntry(Map<String, String[]> map, String[] fields) {
        String[] word = fields[0].split("/", 2);
        if (fields.length < 2 || (word.length == 2 && !word[1].matches("[nvjr]"))) {
            throw new SyrinxException(
                    "\"word phones...\" or \"word/pos phones...\" with pos n, v, j or r",
                    "the entry \"" + String.join(" ", fields) + "\"",
                    "Correct that line.");
        }
        StringBuilder phones = new StringBuilder();
        for (String field : Arrays.asList(fields).subList(1, fields.length)) {
            phones.append(phones.length() == 0 ? "" : " ").append(radio(field).symbol());
        }
        char pos = word.length == 2 ? word[1].charAt(0) : ANY;
        add(map, key(word[0]), pos + " " + phones);
    }

    private static Phone radio(String symbol) {
        if (symbol.equals("AH0")) {
            return Phone.parse("ax0");
        }
        boolean arpabet = !symbol.equals(symbol.toLowerCase(Locale.ROOT));
        String s = symbol.toLowerCase(Locale.ROOT);
        return Phone.parse(arpabet && s.endsWith("2") ? s.substring(0, s.length() - 1) + "1" : s);
    }

    static String key(String word) {
        String w = word.toLowerCase(Locale.ROOT);
        return w.startsWith("'") ? w : w.replace("'", "");
    }

    static void add(Map<String, String[]> map, String word, String entry) {
        String[] before = map.putIfAbsent(word, new String[] {entry});
        if (before != null) {
            String[] all = Arrays.copyOf(before, before.length + 1);
            all[before.length] = entry;
            map.put(word, all);
        }
    }

    /**
     * Looks a word up.
     *
     * @param word a word, in any case
     * @param pos its part of speech: n, v, j (adjective), r (adverb) or {@link #ANY}
     * @return the phones of the entry for that part of speech, else of the word's first entry, else
     *     nothing
     */
    public Optional<List<Phone>> find(String word, char pos) {
        String[] found = entries.get(key(word));
        if (found == null) {
            return Optional.empty();
        }
        String best = found[0];
        for (String entry : found) {
            if (entry.charAt(0) == pos) {
                best = entry;
                break;
            }
        }
        return Optional.of(phones(best.substring(2)));
    }

    static List<Phone> phones(String symbols) {
        List<Phone> out = new ArrayList<>();
        for (String s : symbols.isBlank() ? new String[0] : symbols.trim().split(" ")) {
            out.add(Phone.parse(s));
        }
        return List.copyOf(out);
    }

    /**
     * Whether a word is listed under any part of speech.
     *
     * @param word a word, in any case
     * @return true if {@link #find} would find it
     */
    public boolean contains(String word) {
        return entries.containsKey(key(word));
    }

    /**
     * The number of words.
     *
     * @return how many different spellings are listed
     */
    public int size() {
        return entries.size();
    }

    /** Loaded on first use: tens of milliseconds. */
    private static final class Embedded {
        static final Lexicon LEXICON = load();

        private static Lexicon load() {
            Map<String, String[]> map = new HashMap<>(60000);
            for (String line : Resource.lines("lexicon.txt.gz")) {
                int tab = line.indexOf('\t');
                add(map, line.substring(0, tab), line.substring(tab + 1));
            }
            return new Lexicon(map);
        }
    }
}
