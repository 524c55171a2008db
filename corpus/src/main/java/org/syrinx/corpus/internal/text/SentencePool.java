package org.syrinx.corpus.internal.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.syrinx.corpus.format.Words;

/**
 * All open sentences that a corpus may choose from: the hand-written ones, then many of each
 * template.
 */
public final class SentencePool {
    private static final int DRAWS_PER_TEMPLATE = 160;

    private final List<String> written;
    private final List<String> made;

    private SentencePool(List<String> written, List<String> made) {
        this.written = List.copyOf(written);
        this.made = List.copyOf(made);
    }

    /**
     * Makes the pool: no two sentences have the same words.
     *
     * @param seed seed of the choices
     * @return the pool
     */
    public static SentencePool of(long seed) {
        Map<String, String> written = new LinkedHashMap<>();
        TextResource.lines("sentences.txt")
                .forEach(s -> written.putIfAbsent(Words.normalise(s), s));
        Grammar grammar = Grammar.standard();
        Map<String, String> made = new LinkedHashMap<>();
        for (int t = 0; t < grammar.templates().size(); t++) {
            Random64 random = new Random64(seed * 1_000_003L + t);
            for (int i = 0; i < DRAWS_PER_TEMPLATE; i++) {
                String text = grammar.sentence(t, random);
                String key = Words.normalise(text);
                if (!written.containsKey(key)) {
                    made.putIfAbsent(key, text);
                }
            }
        }
        return new SentencePool(new ArrayList<>(written.values()), new ArrayList<>(made.values()));
    }

    /**
     * The hand-written sentences.
     *
     * @return in file order
     */
    public List<String> written() {
        return written;
    }

    /**
     * The sentences of the grammar.
     *
     * @return template by template
     */
    public List<String> made() {
        return made;
    }

    /**
     * Every word that an open sentence, a digit string or a GRID sentence can contain.
     *
     * @return lower case, sorted
     */
    public static Set<String> vocabulary() {
        Set<String> words = new TreeSet<>(Grammar.standard().vocabulary());
        TextResource.lines("sentences.txt").forEach(s -> words.addAll(Words.of(s)));
        TextResource.lines("dictionary-2000.txt").forEach(words::add);
        for (String name : List.of("digits-100.txt", "grid-100.txt")) {
            TextResource.lines(name).forEach(s -> words.addAll(Words.of(s)));
        }
        SpokenTasks.mixed(400, Split.TRAIN, 1).forEach(s -> words.addAll(Words.of(s)));
        return words;
    }
}
