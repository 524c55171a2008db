package org.syrinx.training;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.syrinx.api.SyrinxException;

/**
 * Checked reading of one JSON object of a training configuration; a name that nothing asked for is
 * a mistake. For one thread.
 */
public final class Fields {
    private final String file;
    private final String guide;
    private final String path;
    private final Map<String, Object> map;
    private final Set<String> used = new HashSet<>();

    private Fields(String file, String guide, String path, Map<String, Object> map) {
        this.file = file;
        this.guide = guide;
        this.path = path;
        this.map = map;
    }

    /**
     * Reads a configuration that comes with a plug-in, or one in a file.
     *
     * @param nameOrPath a name, or the path of a JSON file
     * @param builtIn names of the configurations that come with the plug-in
     * @param owner the class beside which they lie as {@code NAME.json}
     * @param guide the page that explains the configuration, for messages
     * @return the fields
     * @throws SyrinxException if there is no such configuration or it is no JSON object
     */
    public static Fields read(
            String nameOrPath, Set<String> builtIn, Class<?> owner, String guide) {
        try {
            if (builtIn.contains(nameOrPath)) {
                try (InputStream in = owner.getResourceAsStream(nameOrPath + ".json")) {
                    return parse(
                            nameOrPath,
                            new String(in.readAllBytes(), StandardCharsets.UTF_8),
                            guide);
                }
            }
            return parse(nameOrPath, Files.readString(Path.of(nameOrPath)), guide);
        } catch (IOException | InvalidPathException e) {
            throw new SyrinxException(
                    "one of the configurations " + builtIn + ", or the path of a JSON file",
                    "the configuration " + nameOrPath + " cannot be read",
                    "Choose one of the names, or check the path.",
                    e);
        }
    }

    /**
     * Reads a configuration from text.
     *
     * @param name how it is called
     * @param json the text
     * @param guide the page that explains the configuration, for messages
     * @return the fields
     * @throws SyrinxException if it is no JSON object
     */
    public static Fields parse(String name, String json, String guide) {
        Fields none = new Fields(name, guide, "", Map.of());
        try {
            return new Fields(name, guide, "", JSON.std.mapFrom(json));
        } catch (IOException e) {
            throw none.malformed("text that is not a JSON object", e);
        }
    }

    /**
     * An error about the configuration.
     *
     * @param found what it has
     * @return to be thrown
     */
    public SyrinxException malformed(String found) {
        return malformed(found, null);
    }

    private SyrinxException malformed(String found, Throwable cause) {
        return new SyrinxException(
                "a training configuration as " + guide + " describes it",
                "the configuration " + file + " has " + found,
                "Correct the file.",
                cause);
    }

    private Object get(String key) {
        used.add(key);
        return map.get(key);
    }

    private SyrinxException wrong(String key, String expected) {
        return malformed(path + key + " = " + map.get(key) + " instead of " + expected);
    }

    /**
     * A nested object.
     *
     * @param key its name
     * @return its fields; none if it is missing
     */
    public Fields object(String key) {
        return new Fields(file, guide, path + key + ".", map(key));
    }

    /**
     * A nested object as it is.
     *
     * @param key its name
     * @return its content; empty if it is missing
     */
    @SuppressWarnings("unchecked") // JSON objects have string keys
    public Map<String, Object> map(String key) {
        Object o = get(key);
        if (o == null) {
            return Map.of();
        }
        if (!(o instanceof Map<?, ?>)) {
            throw wrong(key, "an object");
        }
        return (Map<String, Object>) o;
    }

    /**
     * A whole number.
     *
     * @param key its name
     * @param otherwise the value if it is missing
     * @param min smallest
     * @param max largest
     * @return the number
     */
    public int integer(String key, int otherwise, int min, int max) {
        Object o = get(key);
        if (o == null) {
            return otherwise;
        }
        if (!(o instanceof Integer i) || i < min || i > max) {
            throw wrong(key, "a whole number from " + min + " to " + max);
        }
        return i;
    }

    /**
     * A number.
     *
     * @param key its name
     * @param otherwise the value if it is missing
     * @param min smallest
     * @param max largest
     * @return the number
     */
    public double real(String key, double otherwise, double min, double max) {
        Object o = get(key);
        if (o == null) {
            return otherwise;
        }
        if (!(o instanceof Number n) || !(n.doubleValue() >= min && n.doubleValue() <= max)) {
            throw wrong(key, "a number from " + min + " to " + max);
        }
        return n.doubleValue();
    }

    /**
     * True or false.
     *
     * @param key its name
     * @param otherwise the value if it is missing
     * @return the value
     */
    public boolean flag(String key, boolean otherwise) {
        Object o = get(key);
        if (o == null) {
            return otherwise;
        }
        if (!(o instanceof Boolean b)) {
            throw wrong(key, "true or false");
        }
        return b;
    }

    /**
     * One of some words.
     *
     * @param key its name
     * @param otherwise the value if it is missing
     * @param allowed the words
     * @return the word
     */
    public String word(String key, String otherwise, List<String> allowed) {
        Object o = get(key);
        if (o == null) {
            return otherwise;
        }
        if (!(o instanceof String s) || !allowed.contains(s)) {
            throw wrong(key, "one of " + allowed);
        }
        return s;
    }

    /**
     * A list of names.
     *
     * @param key its name
     * @return the names; none if it is missing
     */
    public List<String> words(String key) {
        List<String> list = new ArrayList<>();
        for (Object o : list(key)) {
            if (!(o instanceof String s)) {
                throw wrong(key, "a list of names");
            }
            list.add(s);
        }
        return List.copyOf(list);
    }

    /**
     * A list of positive whole numbers.
     *
     * @param key its name
     * @param otherwise the value if it is missing
     * @return the numbers
     */
    public List<Integer> integers(String key, List<Integer> otherwise) {
        List<Integer> list = new ArrayList<>();
        for (Object o : list(key)) {
            if (!(o instanceof Integer i) || i < 1) {
                throw wrong(key, "a list of positive whole numbers");
            }
            list.add(i);
        }
        return map.containsKey(key) ? List.copyOf(list) : otherwise;
    }

    private List<?> list(String key) {
        Object o = get(key);
        if (o == null) {
            return List.of();
        }
        if (!(o instanceof List<?> l)) {
            throw wrong(key, "a list");
        }
        return l;
    }

    /** Refuses names that nothing asked for. */
    public void requireAllUsed() {
        for (String key : map.keySet()) {
            if (!used.contains(key)) {
                throw malformed("the unknown name " + path + key);
            }
        }
    }
}
