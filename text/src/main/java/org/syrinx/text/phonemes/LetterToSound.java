package org.syrinx.text.phonemes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Letter-to-sound rules for words that no dictionary lists: one decision tree per letter over the
 * four letters on either side (A. W. Black, K. Lenzo and V. Pagel, "Issues in building general
 * letter to sound rules", 1998), with CMU's trees. Stateless; safe for many threads.
 */
public final class LetterToSound {
    private static final int CONTEXT = 4;
    private static final String EDGE = "000";

    private final int[] roots = new int[26];
    private final byte[] feature;
    private final char[] letter;
    private final int[] yes;
    private final int[] no;
    private final String[] phones;

    private LetterToSound(List<String> lines) {
        String[] starts = lines.get(0).split(" ");
        for (int i = 0; i < roots.length; i++) {
            roots[i] = Integer.parseInt(starts[i]);
        }
        int n = lines.size() - 1;
        feature = new byte[n];
        letter = new char[n];
        yes = new int[n];
        no = new int[n];
        phones = new String[n];
        for (int i = 0; i < n; i++) {
            String line = lines.get(i + 1);
            if (line.startsWith("=")) {
                phones[i] = line.substring(2).intern();
            } else {
                int third = line.indexOf(' ', 4); // context, letter, yes, no
                feature[i] = (byte) (line.charAt(0) - '0');
                letter[i] = line.charAt(2);
                yes[i] = Integer.parseInt(line, 4, third, 10);
                no[i] = Integer.parseInt(line, third + 1, line.length(), 10);
            }
        }
    }

    /**
     * The embedded rules.
     *
     * @return the rules, loaded once per process
     */
    public static LetterToSound embedded() {
        return Embedded.RULES;
    }

    /**
     * Pronounces a word from its spelling.
     *
     * @param word a word; characters other than a to z have no sound here
     * @return its phones; empty if it has no letter a to z
     */
    public List<Phone> apply(String word) {
        String w = word.toLowerCase(Locale.ROOT);
        String padded = EDGE + "#" + w + "#" + EDGE;
        List<Phone> out = new ArrayList<>();
        for (int i = 0; i < w.length(); i++) {
            char c = w.charAt(i);
            if (c >= 'a' && c <= 'z') {
                int at = i + CONTEXT;
                String context =
                        padded.substring(at - CONTEXT, at)
                                + padded.substring(at + 1, at + 1 + CONTEXT);
                int node = roots[c - 'a'];
                while (phones[node] == null) {
                    node = context.charAt(feature[node]) == letter[node] ? yes[node] : no[node];
                }
                out.addAll(Lexicon.phones(phones[node]));
            }
        }
        return List.copyOf(out);
    }

    private static final class Embedded {
        static final LetterToSound RULES =
                new LetterToSound(Resource.lines("letter-to-sound.txt.gz"));
    }
}
