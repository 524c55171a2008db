package org.syrinx.plugin.gradtts.internal.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.syrinx.api.ModelFormatException;
import org.syrinx.nn.models.ModelFolder;

/** The CMU pronouncing dictionary, the first pronunciation of each word. Immutable. */
final class CmuDictionary {
    /** The file in the model folder, named as in the authors' repository. */
    static final String FILE = "cmu_dictionary";

    private static final long MAX_SIZE = 1L << 25;
    private static final Pattern ALTERNATIVE = Pattern.compile("\\([0-9]+\\)");

    private final Map<String, String> pronunciations;

    private CmuDictionary(Map<String, String> pronunciations) {
        this.pronunciations = pronunciations;
    }

    /** Reads it from a model folder. */
    static CmuDictionary read(ModelFolder folder) {
        Path file =
                folder.find(FILE)
                        .orElseThrow(
                                () ->
                                        new ModelFormatException(
                                                "the CMU dictionary as \""
                                                        + FILE
                                                        + "\" beside the weights",
                                                folder.path() + " has none",
                                                "Copy resources/cmu_dictionary of the authors'"
                                                        + " repository into the folder."));
        try {
            if (Files.size(file) > MAX_SIZE) {
                throw new IOException("it is larger than 32 MiB");
            }
            try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
                return parse(in.lines().toList());
            }
        } catch (IOException e) {
            throw new ModelFormatException(
                    "a readable CMU dictionary",
                    file + " cannot be read (" + e.getMessage() + ")",
                    "Copy it again.",
                    e);
        }
    }

    /** Lines of the form {@code WORD PH ON1 E0}; others are comments. */
    static CmuDictionary parse(List<String> lines) {
        Set<String> phones = ArpabetTokenizer.phones();
        Map<String, String> map = new HashMap<>();
        for (String line : lines) {
            int gap = line.indexOf("  ");
            boolean entry =
                    gap > 0
                            && (line.charAt(0) >= 'A' && line.charAt(0) <= 'Z'
                                    || line.charAt(0) == '\'');
            if (entry) {
                String spoken = line.substring(gap).trim();
                if (phones.containsAll(List.of(spoken.split(" ")))) {
                    String word = ALTERNATIVE.matcher(line.substring(0, gap)).replaceAll("");
                    map.putIfAbsent(word, spoken);
                }
            }
        }
        return new CmuDictionary(map);
    }

    /** Phones of a word, separated by spaces; null if it does not know the word. */
    String find(String word) {
        return pronunciations.get(word.toUpperCase(Locale.ROOT));
    }
}
