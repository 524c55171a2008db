package org.syrinx.corpus.internal.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.syrinx.corpus.format.Words;

/**
 * Made the frozen files open-200, digits-100, grid-100 and dictionary-2000, which are never to
 * change: figures measured on other prompts cannot be compared. Kept to show how they came about.
 */
final class MakePrompts {
    private static final int OPEN = 200;
    private static final int DICTIONARY = 2000;
    private static final long SEED = 20_260_101;

    private MakePrompts() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        SentencePool pool = SentencePool.of(SEED);
        Grammar grammar = Grammar.standard();
        Set<String> open = new LinkedHashSet<>();
        pool.written().stream().filter(s -> Split.of(s) == Split.TEST).forEach(open::add);
        // then round and round the templates, so that no template has more than two prompts
        Random64 random = new Random64(SEED);
        while (open.size() < OPEN) {
            List<Integer> order = new ArrayList<>();
            for (int t = 0; t < grammar.templates().size(); t++) {
                order.add(t);
            }
            random.shuffle(order);
            for (int t : order) {
                for (int tries = 0; tries < 400 && open.size() < OPEN; tries++) {
                    String text = grammar.sentence(t, random);
                    if (Split.of(text) == Split.TEST && Words.of(text).size() >= 5) {
                        open.add(text);
                        break;
                    }
                }
            }
        }
        write(folder, "open-200.txt", "200 open evaluation sentences", open);
        Set<String> digits = new LinkedHashSet<>();
        Set<String> grid = new LinkedHashSet<>();
        while (digits.size() < 100) {
            String text = SpokenTasks.digitString(random);
            if (Split.of(text) == Split.TEST) {
                digits.add(text);
            }
        }
        while (grid.size() < 100) {
            String text = SpokenTasks.grid(random);
            if (Split.of(text) == Split.TEST) {
                grid.add(text);
            }
        }
        write(folder, "digits-100.txt", "100 evaluation digit strings", digits);
        write(folder, "grid-100.txt", "100 evaluation sentences of the GRID grammar", grid);

        Set<String> dictionary = new TreeSet<>(SpokenTasks.DIGITS);
        open.forEach(s -> dictionary.addAll(Words.of(s)));
        Map<String, Integer> counts = new HashMap<>();
        pool.written().forEach(s -> Words.of(s).forEach(w -> counts.merge(w, 10, Integer::sum)));
        pool.made().forEach(s -> Words.of(s).forEach(w -> counts.merge(w, 1, Integer::sum)));
        counts.keySet().stream()
                .sorted(Comparator.<String>comparingInt(w -> -counts.get(w)).thenComparing(w -> w))
                .filter(w -> dictionary.size() < DICTIONARY)
                .forEach(
                        w -> {
                            if (dictionary.size() < DICTIONARY) {
                                dictionary.add(w);
                            }
                        });
        write(
                folder,
                "dictionary-2000.txt",
                "the vocabulary for recognisers of the open sentences",
                dictionary);
    }

    private static void write(Path folder, String name, String what, Set<String> lines)
            throws IOException {
        String head =
                "# Purpose: "
                        + what
                        + "; fixed, so that figures can be compared.\n"
                        + "# Origin: made by MakePrompts from this project's own text. Licence:"
                        + " Apache-2.0.\n";
        Files.writeString(folder.resolve(name), head + String.join("\n", lines) + "\n");
    }
}
