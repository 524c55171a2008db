package org.syrinx.text.normalize;

import java.util.Map;

/** The names of signs that are read aloud. */
final class Signs {
    private static final Map<Character, String> NAMES =
            Map.ofEntries(
                    Map.entry('&', "and"),
                    Map.entry('@', "at"),
                    Map.entry('#', "number"),
                    Map.entry('$', "dollars"),
                    Map.entry('%', "per cent"),
                    Map.entry('+', "plus"),
                    Map.entry('=', "equals"),
                    Map.entry('*', "asterisk"),
                    Map.entry('/', "slash"),
                    Map.entry('\\', "backslash"),
                    Map.entry('^', "caret"),
                    Map.entry('_', "underscore"),
                    Map.entry('~', "tilde"),
                    Map.entry('|', "bar"),
                    Map.entry('<', "less than"),
                    Map.entry('>', "greater than"),
                    Map.entry('\u00b0', "degrees"),
                    Map.entry('\u00a3', "pounds"),
                    Map.entry('\u20ac', "euros"),
                    Map.entry('\u00a5', "yen"),
                    Map.entry('\u00a2', "cents"));

    private Signs() {}

    /** The name, or nothing for punctuation. */
    static String name(char sign) {
        return NAMES.getOrDefault(sign, "");
    }
}
