package org.syrinx.text.tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.syrinx.text.normalize.SpokenWord;
import org.syrinx.text.phonemes.LetterToSound;
import org.syrinx.text.phonemes.Phone;
import org.syrinx.text.phonemes.Phonemizer;

/**
 * Compares our pronunciations with another edition of the CMU dictionary, word by word:
 *
 * <pre>
 * java -cp target/test-classes:target/classes:API.jar org.syrinx.text.tools.MeasureQuality cmudict-en-us.dict cmudict-0.4.out
 * </pre>
 *
 * <p>The first dictionary is the one of Debian's package pocketsphinx-en-us; the second is the one
 * of festlex-cmu, from which CMU trained the letter-to-sound trees, so that a word of the first
 * that the second lacks is held out.
 *
 * <p>The first It has no stress and one vowel AH for our ah and ax, so both are compared without
 * stress and with ax as ah. A word counts as right if any of its listed pronunciations is hit;
 * phone errors are counted against the closest one.
 */
public final class MeasureQuality {
    private MeasureQuality() {}

    /**
     * Prints phone and word accuracy.
     *
     * @param args the dictionary to compare with, and the one that the rules were trained on
     * @throws IOException if it cannot be read
     */
    public static void main(String[] args) throws IOException {
        Map<String, List<List<String>>> dictionary = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            String[] f = line.toLowerCase(Locale.ROOT).split("\\s+");
            String word = f[0].replaceAll("\\(\\d+\\)$", "");
            if (word.matches("[a-z]{2,}")) {
                dictionary
                        .computeIfAbsent(word, w -> new ArrayList<>())
                        .add(List.of(f).subList(1, f.length));
            }
        }
        Phonemizer phonemizer = new Phonemizer();
        Set<String> training = new HashSet<>();
        for (String line : Files.readAllLines(Path.of(args[1]), StandardCharsets.ISO_8859_1)) {
            training.add(line.replaceAll("^\\(\"|\".*", ""));
        }
        int[][] counts = new int[4][4];
        for (Map.Entry<String, List<List<String>>> e : dictionary.entrySet()) {
            List<Phone> both =
                    phonemizer
                            .pronounce(List.of(SpokenWord.word(e.getKey())), List.of(false))
                            .get(0)
                            .phones();
            count(counts[0], both, e.getValue());
            List<Phone> rules = LetterToSound.embedded().apply(e.getKey());
            count(counts[1], rules, e.getValue());
            if (!training.contains(e.getKey())) {
                count(counts[2], both, e.getValue());
                count(counts[3], rules, e.getValue());
            }
        }
        String[] names = {
            "dictionary + rules, all words",
            "rules alone, all words",
            "dictionary + rules, held-out words",
            "rules alone, held-out words"
        };
        for (int i = 0; i < names.length; i++) {
            int[] c = counts[i];
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d words, word accuracy %.2f %%, phone accuracy %.2f %%%n",
                    names[i],
                    c[0],
                    100.0 * c[1] / c[0],
                    100.0 * (c[2] - c[3]) / c[2]);
        }
    }

    private static void count(int[] counts, List<Phone> ours, List<List<String>> theirs) {
        List<String> names =
                ours.stream().map(p -> p.name().equals("ax") ? "ah" : p.name()).toList();
        int best = Integer.MAX_VALUE;
        int length = 0;
        for (List<String> t : theirs) {
            int d = Edits.between(t, names);
            if (d < best) {
                best = d;
                length = t.size();
            }
        }
        counts[0]++;
        counts[1] += best == 0 ? 1 : 0;
        counts[2] += length;
        counts[3] += best;
    }
}
