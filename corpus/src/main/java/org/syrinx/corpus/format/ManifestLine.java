package org.syrinx.corpus.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.syrinx.api.SyrinxException;

/**
 * One line of {@code manifest.jsonl}, to and from JSON. A manifest is foreign input: every field is
 * checked.
 */
public final class ManifestLine {
    /** The longest line, in characters. */
    public static final int MAX_LINE = 1 << 20;

    /** Without a table of names, whose collisions somebody could provoke. */
    static final JSON JSON_OF_STRANGERS =
            JSON.builder(
                            JsonFactory.builder()
                                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(64)
                                                    .maxNumberLength(400)
                                                    .build())
                                    .build())
                    .build();

    private static final Set<String> SPLITS = Set.of("train", "valid", "test", "heldout");

    private ManifestLine() {}

    /**
     * Writes a line.
     *
     * @param u the utterance
     * @param root the corpus folder, which the audio path is made relative to
     * @return JSON without a line break, keys in the documented order
     */
    public static String format(Utterance u, Path root) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", u.id());
        map.put("split", u.split());
        map.put("speaker", u.speaker());
        map.put("gender", u.gender());
        map.put("style", u.style());
        map.put("text", u.text());
        map.put(
                "audio",
                root.toAbsolutePath()
                        .normalize()
                        .relativize(u.audio())
                        .toString()
                        .replace('\\', '/'));
        map.put("sample_rate", u.sampleRate());
        map.put("samples", u.samples());
        map.put("sha256", u.sha256());
        map.put(
                "phones",
                u.phones().stream()
                        .map(p -> List.<Object>of(p.symbol(), p.start(), p.length()))
                        .toList());
        map.put("f0_mean", u.f0Mean());
        map.put("active_dbfs", u.activeDbfs());
        map.put("clipped", u.clipped());
        try {
            return JSON.std.asString(map);
        } catch (IOException e) {
            throw new IllegalStateException("Strings and numbers can always be written as JSON", e);
        }
    }

    /**
     * Reads a line.
     *
     * @param line the JSON
     * @param root the corpus folder, absolute and normalised
     * @param number the line's number, for messages
     * @return the utterance
     * @throws SyrinxException if the line does not follow the format
     */
    public static Utterance parse(String line, Path root, int number) {
        Map<String, Object> map;
        try {
            map = fields(line);
        } catch (IllegalArgumentException e) {
            throw broken(number, e.getMessage(), e);
        }
        int samples = integer(map, "samples", number);
        int sampleRate = integer(map, "sample_rate", number);
        String split = string(map, "split", number);
        String sha256 = string(map, "sha256", number);
        if (sampleRate == 0) {
            throw broken(number, "a sample rate of 0 Hz", null);
        }
        if (!SPLITS.contains(split)) {
            throw broken(number, "the split \"" + split + "\"", null);
        }
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw broken(number, "a \"sha256\" that is not 64 lower-case hexadecimal digits", null);
        }
        return new Utterance(
                string(map, "id", number),
                split,
                string(map, "speaker", number),
                string(map, "gender", number),
                string(map, "style", number),
                string(map, "text", number),
                audio(string(map, "audio", number), root, number),
                sampleRate,
                samples,
                sha256,
                phones(map.get("phones"), samples, number),
                real(map, "f0_mean", number),
                real(map, "active_dbfs", number),
                integer(map, "clipped", number));
    }

    private static Path audio(String text, Path root, int number) {
        try {
            return audio(text, root);
        } catch (IllegalArgumentException e) {
            throw broken(number, e.getMessage(), e);
        }
    }

    /**
     * The JSON object of a line, whatever its fields are.
     *
     * @param line a line of a stranger's manifest
     * @return its fields
     * @throws IllegalArgumentException if it is too long or no JSON object; the message says what
     *     was found
     */
    public static Map<String, Object> fields(String line) {
        if (line.length() > MAX_LINE) {
            throw new IllegalArgumentException("more than " + MAX_LINE + " characters");
        }
        Map<String, Object> map;
        try {
            map = JSON_OF_STRANGERS.mapFrom(line);
        } catch (IOException e) {
            throw new IllegalArgumentException("text that is not a JSON object", e);
        }
        if (map == null) {
            throw new IllegalArgumentException("null");
        }
        return map;
    }

    /**
     * Where an audio path of a manifest leads.
     *
     * @param text the path in the manifest
     * @param root the corpus folder, absolute and normalised
     * @return a path inside the folder; the file need not be there, but if it is, it is a file
     * @throws IllegalArgumentException if it leaves the folder, by name or by link, or is no file;
     *     the message says what was found
     */
    public static Path audio(String text, Path root) {
        Path path;
        try {
            path = root.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("an audio path that is no path", e);
        }
        if (!path.startsWith(root) || path.equals(root) || Path.of(text).isAbsolute()) {
            throw new IllegalArgumentException(
                    "an audio path that leaves the corpus folder: " + text);
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && leadsAway(path, root)) {
            throw new IllegalArgumentException("audio that is no file inside the folder: " + text);
        }
        return path;
    }

    /** A link that leads out of the folder, a pipe that would be waited for, a device. */
    private static boolean leadsAway(Path path, Path root) {
        try {
            return !Files.isRegularFile(path) || !path.toRealPath().startsWith(root.toRealPath());
        } catch (IOException e) {
            return true;
        }
    }

    private static List<Phone> phones(Object value, int samples, int number) {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            throw broken(number, "no list of phones", null);
        }
        List<Phone> phones = new ArrayList<>(list.size());
        long at = 0;
        for (Object item : list) {
            if (!(item instanceof List<?> triple)
                    || triple.size() != 3
                    || !(triple.get(0) instanceof String symbol)
                    || symbol.isEmpty()
                    || !(triple.get(1) instanceof Integer start)
                    || !(triple.get(2) instanceof Integer length)
                    || length < 0) {
                throw broken(number, "a phone that is not [symbol, start, length]: " + item, null);
            }
            if (start != at) {
                throw broken(
                        number,
                        "phone " + symbol + " starting at " + start + " instead of " + at,
                        null);
            }
            at += length;
            phones.add(new Phone(symbol, start, length));
        }
        if (at != samples) {
            throw broken(number, "phones of " + at + " samples in a file of " + samples, null);
        }
        return phones;
    }

    private static String string(Map<String, Object> map, String key, int number) {
        if (map.get(key) instanceof String s && !s.isEmpty()) {
            return s;
        }
        throw broken(number, "no text \"" + key + "\"", null);
    }

    private static int integer(Map<String, Object> map, String key, int number) {
        if (map.get(key) instanceof Integer i && i >= 0) {
            return i;
        }
        throw broken(number, "no whole number \"" + key + "\" from 0 to 2147483647", null);
    }

    private static double real(Map<String, Object> map, String key, int number) {
        if (map.get(key) instanceof Number n && Double.isFinite(n.doubleValue())) {
            return n.doubleValue();
        }
        throw broken(number, "no finite number \"" + key + "\"", null);
    }

    static SyrinxException broken(int number, String found, Throwable cause) {
        return new SyrinxException(
                "one utterance per line as docs/corpus.md describes it",
                found + " in line " + number + " of " + Corpus.MANIFEST,
                "build the corpus again",
                cause);
    }
}
