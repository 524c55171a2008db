package org.syrinx.eval.sphinx4.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.syrinx.api.SyrinxException;

/** The pronunciations of a fixed list of words, taken from the recogniser's own dictionary. */
final class Vocabulary {
    private static final String DICTIONARY = "/edu/cmu/sphinx/models/en-us/cmudict-en-us.dict";

    private Vocabulary() {}

    /** The words that the recogniser's dictionary does not have. */
    static List<String> missing(List<String> words) {
        Set<String> missing = new TreeSet<>(words);
        try {
            entries(missing::remove);
        } catch (IOException e) {
            throw new SyrinxException(
                    "the recogniser's own dictionary",
                    "it cannot be read: " + e.getMessage(),
                    "install the bundle again",
                    e);
        }
        return List.copyOf(missing);
    }

    /**
     * Writes a dictionary of the given words with all their pronunciations.
     *
     * @param folder where to write
     * @param words lower case
     * @return the location of the file, as a URL
     * @throws SyrinxException if a word has no pronunciation; the message lists up to ten
     */
    static String write(Path folder, List<String> words) throws IOException {
        Set<String> wanted = new HashSet<>(words);
        Set<String> missing = new TreeSet<>(words);
        List<String> lines =
                entries(
                        word -> {
                            missing.remove(word);
                            return wanted.contains(word);
                        });
        if (!missing.isEmpty()) {
            throw new SyrinxException(
                    "a dictionary of words that the recogniser has pronunciations for",
                    missing.size()
                            + " words without one: "
                            + String.join(", ", missing.stream().limit(10).toList()),
                    "take these words out of the dictionary");
        }
        Path file = folder.resolve("words.dict");
        Files.write(file, lines, StandardCharsets.UTF_8);
        return file.toUri().toURL().toString();
    }

    /** The lines of the dictionary whose word is wanted; every word is asked for. */
    private static List<String> entries(Predicate<String> wanted) throws IOException {
        List<String> lines = new ArrayList<>();
        try (InputStream in = Vocabulary.class.getResourceAsStream(DICTIONARY);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int space = line.indexOf(' ');
                if (space > 0) {
                    String entry = line.substring(0, space);
                    int variant = entry.indexOf('(');
                    if (wanted.test(variant > 0 ? entry.substring(0, variant) : entry)) {
                        lines.add(line);
                    }
                }
            }
        }
        return lines;
    }
}
