package org.syrinx.plugin.vits.internal.train;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checked reading of one JSON object of a training configuration; a name that nothing asked for is
 * a mistake.
 */
final class Fields {
    private final String file;
    private final String path;
    private final Map<String, Object> map;
    private final Set<String> used = new HashSet<>();

    Fields(String file, String path, Map<String, Object> map) {
        this.file = file;
        this.path = path;
        this.map = map;
    }

    private Object get(String key) {
        used.add(key);
        return map.get(key);
    }

    private IllegalArgumentException wrong(String key, String expected) {
        throw TrainingConfig.malformed(
                file, path + key + " = " + map.get(key) + " instead of " + expected, null);
    }

    Fields object(String key) {
        return new Fields(file, path + key + ".", map(key));
    }

    @SuppressWarnings("unchecked") // JSON objects have string keys
    Map<String, Object> map(String key) {
        Object o = get(key);
        if (o == null) {
            return Map.of();
        }
        if (!(o instanceof Map<?, ?>)) {
            throw wrong(key, "an object");
        }
        return (Map<String, Object>) o;
    }

    int integer(String key, int otherwise, int min, int max) {
        Object o = get(key);
        if (o == null) {
            return otherwise;
        }
        if (!(o instanceof Integer i) || i < min || i > max) {
            throw wrong(key, "a whole number from " + min + " to " + max);
        }
        return i;
    }

    double real(String key, double otherwise, double min, double max) {
        Object o = get(key);
        if (o == null) {
            return otherwise;
        }
        if (!(o instanceof Number n) || !(n.doubleValue() >= min && n.doubleValue() <= max)) {
            throw wrong(key, "a number from " + min + " to " + max);
        }
        return n.doubleValue();
    }

    boolean flag(String key, boolean otherwise) {
        Object o = get(key);
        if (o == null) {
            return otherwise;
        }
        if (!(o instanceof Boolean b)) {
            throw wrong(key, "true or false");
        }
        return b;
    }

    String word(String key, String otherwise, List<String> allowed) {
        Object o = get(key);
        if (o == null) {
            return otherwise;
        }
        if (!(o instanceof String s) || !allowed.contains(s)) {
            throw wrong(key, "one of " + allowed);
        }
        return s;
    }

    List<String> words(String key) {
        List<String> list = new ArrayList<>();
        for (Object o : list(key)) {
            if (!(o instanceof String s)) {
                throw wrong(key, "a list of names");
            }
            list.add(s);
        }
        return List.copyOf(list);
    }

    List<Integer> integers(String key, List<Integer> otherwise) {
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

    void requireAllUsed() {
        for (String key : map.keySet()) {
            if (!used.contains(key)) {
                throw TrainingConfig.malformed(file, "the unknown name " + path + key, null);
            }
        }
    }
}
