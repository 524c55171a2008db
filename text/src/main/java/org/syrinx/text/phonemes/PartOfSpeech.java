package org.syrinx.text.phonemes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Guesses a word's part of speech from two words of context on either side, as far as pronunciation
 * needs it: n, v, j (adjective) or r (adverb). CMU's decision tree and word classes.
 */
final class PartOfSpeech {
    private static final String NONE = "0";

    private final String[] feature;
    private final String[] value;
    private final int[] no;
    private final Map<String, String> classes = new HashMap<>();

    private PartOfSpeech(List<String> tree, List<String> words) {
        int n = tree.size();
        feature = new String[n];
        value = new String[n];
        no = new int[n];
        for (int i = 0; i < n; i++) {
            String[] f = tree.get(i).split(" ");
            value[i] = f[1];
            if (!f[0].equals("=")) {
                feature[i] = f[0];
                no[i] = Integer.parseInt(f[2]);
            }
        }
        for (String line : words) {
            String[] f = line.split(" ");
            for (int i = 1; i < f.length; i++) {
                classes.putIfAbsent(f[i], f[0]);
            }
        }
    }

    static PartOfSpeech embedded() {
        return Embedded.TAGGER;
    }

    /** Tags every word of an utterance; words are in lower case. */
    List<Character> tag(List<String> words) {
        List<Character> out = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            int node = 0;
            while (feature[node] != null) {
                node = feature(feature[node], words, i).equals(value[node]) ? node + 1 : no[node];
            }
            out.add(value[node].charAt(0));
        }
        return out;
    }

    /** A feature is a path of p (previous) and n (next) and then {@code name} or {@code gpos}. */
    private String feature(String path, List<String> words, int at) {
        int i = at;
        String[] steps = path.split("\\.");
        for (int s = 0; s < steps.length - 1; s++) {
            i += steps[s].equals("n") ? 1 : -1;
        }
        if (i < 0 || i >= words.size()) {
            return NONE;
        }
        String word = words.get(i);
        return steps[steps.length - 1].equals("name")
                ? word
                : classes.getOrDefault(word, "content");
    }

    private static final class Embedded {
        static final PartOfSpeech TAGGER =
                new PartOfSpeech(
                        Resource.lines("part-of-speech.txt"), Resource.lines("word-classes.txt"));
    }
}
