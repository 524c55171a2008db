package org.syrinx.plugin.vits.internal.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.syrinx.api.ModelFormatException;
import org.syrinx.nn.models.ModelFolder;

/**
 * What {@code vocab.json}, {@code tokenizer_config.json}, {@code special_tokens_map.json} and
 * {@code added_tokens.json} say.
 *
 * @param vocabulary symbol to id, in the order of the file
 * @param added added tokens to id, without those that the vocabulary has
 * @param special pad and unknown token, where named
 * @param rows rows of the embedding: ids from there on cannot be fed
 * @param language the folder's own code, or empty
 */
public record TokenizerFiles(
        Map<String, Integer> vocabulary,
        Map<String, Integer> added,
        Set<String> special,
        String unknown,
        int rows,
        String language,
        boolean addBlank,
        boolean normalize,
        boolean phonemize,
        boolean uroman) {
    private static final String UNKNOWN = "<unk>";
    private static final String VOCABULARY = "vocab.json";

    /** An alphabet has some hundred symbols; text is compared with each of them. */
    private static final int MAX_SYMBOLS = 1 << 16;

    /**
     * Reads a folder.
     *
     * @param folder the model folder
     * @param rows rows of the embedding
     * @return the rules
     * @throws ModelFormatException if the vocabulary is missing or a file is malformed
     */
    public static TokenizerFiles read(ModelFolder folder, int rows) {
        folder.require(VOCABULARY);
        return of(folder::json, folder.path().toString(), rows);
    }

    /**
     * Reads files that have been parsed.
     *
     * @param json name to content, empty for a file that is not there; the vocabulary must be
     * @param source what to call them together in errors
     * @param rows rows of the embedding
     * @return the rules
     * @throws ModelFormatException if a file does not say what it has to
     */
    public static TokenizerFiles of(
            Function<String, Optional<Map<String, Object>>> json, String source, int rows) {
        Map<String, Integer> vocabulary = ids(json.apply(VOCABULARY).orElseThrow(), VOCABULARY);
        if (vocabulary.values().stream().noneMatch(id -> id < rows)) {
            throw new ModelFormatException(
                    "ids below " + rows + " (vocab_size) in vocab.json",
                    source + " has " + vocabulary.size() + " symbols and none of them is",
                    "Check that vocabulary and configuration belong to the same model.");
        }
        Map<String, Object> config = json.apply("tokenizer_config.json").orElse(Map.of());
        Map<String, Object> map = json.apply("special_tokens_map.json").orElse(Map.of());
        String unknown = token(config, map, "unk_token", UNKNOWN);
        Map<String, Integer> added =
                new LinkedHashMap<>(
                        ids(json.apply("added_tokens.json").orElse(Map.of()), "added_tokens.json"));
        decoded(config).forEach(added::putIfAbsent);
        added.putIfAbsent(unknown, vocabulary.size());
        added.keySet().removeAll(vocabulary.keySet());
        Set<String> special = new LinkedHashSet<>(List.of(unknown));
        String pad = token(config, map, "pad_token", "<pad>");
        if (vocabulary.containsKey(pad) || added.containsKey(pad)) {
            special.add(pad);
        }
        return new TokenizerFiles(
                vocabulary,
                added,
                special,
                unknown,
                rows,
                config.get("language") instanceof String s ? s : "",
                flag(config, "add_blank", true),
                flag(config, "normalize", true),
                flag(config, "phonemize", true),
                flag(config, "is_uroman", false));
    }

    /**
     * The id of a symbol.
     *
     * @param symbol a character or an added token
     * @return its id, or -1 if there is none that can be fed
     */
    public int id(String symbol) {
        Integer id = vocabulary.get(symbol);
        if (id == null) {
            id = added.get(symbol);
        }
        return id == null || id >= rows ? -1 : id;
    }

    /**
     * What stands for an unknown symbol: only where the vocabulary itself has such an entry, inside
     * the embedding.
     *
     * @return its id, or -1 to leave unknown symbols out
     */
    public int unknownId() {
        int id = vocabulary.getOrDefault(unknown, -1);
        return id < rows ? id : -1;
    }

    /**
     * The first vocabulary entry or added token, in file order, that starts at an offset; or null.
     */
    String entryAt(String text, int offset) {
        for (String word : vocabulary.keySet()) {
            if (!word.isEmpty() && text.startsWith(word, offset)) {
                return word;
            }
        }
        for (String word : added.keySet()) {
            if (!word.isEmpty() && text.startsWith(word, offset)) {
                return word;
            }
        }
        return null;
    }

    /** The longest special token that starts at an offset, or null. */
    String specialAt(String text, int offset) {
        String best = null;
        for (String s : special) {
            if (!s.isEmpty()
                    && text.startsWith(s, offset)
                    && (best == null || s.length() > best.length())) {
                best = s;
            }
        }
        return best;
    }

    boolean romanian() {
        return language.equals("ron");
    }

    /** The language as BCP 47: two letters where ISO 639 has them. */
    List<String> languages() {
        if (phonemize) {
            return List.of("en");
        }
        if (language.isEmpty()) {
            return List.of();
        }
        for (String two : Locale.getISOLanguages()) {
            try {
                if (Locale.forLanguageTag(two).getISO3Language().equals(language)) {
                    return List.of(two);
                }
            } catch (MissingResourceException ignored) {
                // a two-letter code without a three-letter one cannot be ours
            }
        }
        return List.of(language);
    }

    private static Map<String, Integer> ids(Map<String, Object> json, String file) {
        if (json.size() > MAX_SYMBOLS) {
            throw new ModelFormatException(
                    "at most " + MAX_SYMBOLS + " symbols in " + file,
                    json.size() + " symbols",
                    "Check the model folder.");
        }
        Map<String, Integer> out = new LinkedHashMap<>();
        json.forEach(
                (symbol, id) -> {
                    if (!(id instanceof Integer i) || i < 0) {
                        throw new ModelFormatException(
                                "a whole number from 0 for every symbol of " + file,
                                "\"" + symbol + "\" has " + id,
                                "Check the model folder.");
                    }
                    out.put(symbol, i);
                });
        return out;
    }

    /** {@code added_tokens_decoder} of newer files: id to a description of the token. */
    private static Map<String, Integer> decoded(Map<String, Object> config) {
        Map<String, Integer> out = new LinkedHashMap<>();
        if (config.get("added_tokens_decoder") instanceof Map<?, ?> tokens) {
            List<String> bad = new ArrayList<>();
            tokens.forEach(
                    (id, token) -> {
                        String content = content(token);
                        if (content == null || !String.valueOf(id).matches("[0-9]{1,9}")) {
                            bad.add(id + ": " + token);
                        } else {
                            out.put(content, Integer.valueOf(String.valueOf(id)));
                        }
                    });
            if (!bad.isEmpty()) {
                throw new ModelFormatException(
                        "id to token in added_tokens_decoder of tokenizer_config.json",
                        "found " + bad.get(0),
                        "Check the model folder.");
            }
        }
        return out;
    }

    private static String token(
            Map<String, Object> config, Map<String, Object> map, String key, String absent) {
        String a = content(config.get(key));
        String b = content(map.get(key));
        return a != null ? a : b != null ? b : absent;
    }

    /** A token is written as text, or as an object with its text in {@code content}. */
    private static String content(Object token) {
        if (token instanceof Map<?, ?> m) {
            return m.get("content") instanceof String s ? s : null;
        }
        return token instanceof String s ? s : null;
    }

    private static boolean flag(Map<String, Object> config, String key, boolean absent) {
        Object v = config.get(key);
        if (v == null) {
            return absent;
        }
        if (v instanceof Boolean b) {
            return b;
        }
        throw new ModelFormatException(
                "true or false for \"" + key + "\" in tokenizer_config.json",
                "found " + v,
                "Check the model folder.");
    }
}
