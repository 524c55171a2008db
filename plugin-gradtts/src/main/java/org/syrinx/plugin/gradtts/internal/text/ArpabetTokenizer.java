package org.syrinx.plugin.gradtts.internal.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.syrinx.api.ModelFormatException;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.models.ModelFolder;

/**
 * The text front end of the authors' checkpoints (spec 2.2): cleaned words are looked up in the CMU
 * dictionary that lies in the model folder, and spelt in letters where it does not know them. As in
 * the authors' code punctuation is not split off first, so "dinner," is spelt. Curly braces carry
 * explicit ARPAbet: {@code {HH AH0 L OW1}}.
 */
public final class ArpabetTokenizer implements Tokenizer {
    /** Symbols without the blank, whose id follows the last of them. */
    static final int SYMBOLS = 148;

    private static final String PUNCTUATION = "!'(),.:;? ";
    private static final String VOWELS = "AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW";
    private static final String CONSONANTS =
            "B CH D DH F G HH JH K L M N NG P R S SH T TH V W Y Z ZH";
    private static final Pattern BRACES = Pattern.compile("\\{(.+?)\\}");

    private static final Map<String, Integer> IDS = ids();

    private final CmuDictionary dictionary;

    ArpabetTokenizer(CmuDictionary dictionary) {
        this.dictionary = dictionary;
    }

    /**
     * Reads the dictionary of a model folder.
     *
     * @param folder with {@code cmu_dictionary}
     * @param vocabSize rows of the model's embedding
     * @return the tokenizer
     * @throws ModelFormatException if there is no dictionary, or the model has other symbols
     */
    public static ArpabetTokenizer of(ModelFolder folder, int vocabSize) {
        if (vocabSize != SYMBOLS + 1) {
            throw new ModelFormatException(
                    "an embedding of the " + SYMBOLS + " symbols of Grad-TTS and the blank",
                    "\"n_vocab\" is " + vocabSize,
                    "Use a checkpoint of Grad-TTS, or name the model's own symbols in"
                            + " \"syrinx\".");
        }
        return new ArpabetTokenizer(CmuDictionary.read(folder));
    }

    private static Map<String, Integer> ids() {
        List<String> symbols = new ArrayList<>(List.of("_", "-"));
        PUNCTUATION.chars().forEach(c -> symbols.add(Character.toString(c)));
        for (char c = 'A'; c <= 'Z'; c++) {
            symbols.add(Character.toString(c));
        }
        for (char c = 'a'; c <= 'z'; c++) {
            symbols.add(Character.toString(c));
        }
        phones().forEach(p -> symbols.add("@" + p));
        Map<String, Integer> ids = new HashMap<>();
        symbols.forEach(s -> ids.put(s, ids.size()));
        return ids;
    }

    /** The 84 ARPAbet symbols in alphabetical order; vowels without stress and with 0, 1, 2. */
    static Set<String> phones() {
        Set<String> phones = new TreeSet<>(List.of(CONSONANTS.split(" ")));
        for (String vowel : VOWELS.split(" ")) {
            phones.addAll(List.of(vowel, vowel + 0, vowel + 1, vowel + 2));
        }
        return phones;
    }

    @Override
    public Tokens tokenize(String text) {
        List<Integer> out = new ArrayList<>();
        Set<String> lost = new LinkedHashSet<>();
        Matcher m = BRACES.matcher(text);
        int at = 0;
        while (m.find()) {
            // before braces the authors' code reads characters, without the dictionary
            characters(EnglishCleaner.clean(text.substring(at, m.start())), out, lost);
            arpabet(m.group(1).trim(), out, lost);
            at = m.end();
        }
        words(EnglishCleaner.clean(text.substring(at)), out, lost);
        int space = IDS.get(" ");
        if (!out.isEmpty() && out.get(out.size() - 1) == space) {
            out.remove(out.size() - 1);
        }
        if (out.stream().allMatch(id -> id == space)) {
            throw new SyrinxException(
                    "some words to say",
                    "\"" + text + "\" has none that can be read",
                    "Write words, numbers or letters.");
        }
        List<String> warnings =
                lost.isEmpty()
                        ? List.of()
                        : List.of(
                                "Symbols that the model does not have were left out: "
                                        + String.join(" ", lost)
                                        + ".");
        return new Tokens(Tokenizer.intersperse(out, SYMBOLS), Map.of(), warnings);
    }

    private void words(String clean, List<Integer> out, Set<String> lost) {
        if (clean.isEmpty()) {
            return;
        }
        for (String word : clean.split(" ", -1)) {
            String phones = dictionary.find(word);
            if (phones != null) {
                arpabet(phones, out, lost);
            } else {
                characters(word, out, lost);
            }
            out.add(IDS.get(" "));
        }
    }

    private static void arpabet(String phones, List<Integer> out, Set<String> lost) {
        for (String phone : phones.split("\\s+")) {
            add("@" + phone, out, lost);
        }
    }

    private static void characters(String text, List<Integer> out, Set<String> lost) {
        text.chars().forEach(c -> add(Character.toString(c), out, lost));
    }

    private static void add(String symbol, List<Integer> out, Set<String> lost) {
        Integer id = IDS.get(symbol);
        if (id == null || symbol.equals("_")) {
            lost.add(symbol.startsWith("@") ? symbol.substring(1) : symbol);
        } else {
            out.add(id);
        }
    }
}
