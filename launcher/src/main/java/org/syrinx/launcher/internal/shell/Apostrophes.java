package org.syrinx.launcher.internal.shell;

/**
 * Lets people write {@code say "Don't stop."}: Gogo 1.1.6 takes an apostrophe inside double quotes
 * for the beginning of another quotation and refuses the line.
 */
final class Apostrophes {
    private Apostrophes() {}

    /**
     * Moves apostrophes out of double quotes, where Gogo understands them escaped.
     *
     * @param line what was typed
     * @return a line that means the same; itself where there is nothing to move, and where a
     *     quotation contains an expression, whose quotes are its own
     */
    static String escaped(String line) {
        StringBuilder out = new StringBuilder(line.length() + 8);
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
                out.append(c).append(line.charAt(++i));
            } else if (quote == '"' && c == '\'') {
                out.append("\"\\'\"");
            } else if (quote == '"' && c == '$') {
                return line;
            } else {
                if (quote == 0 && (c == '"' || c == '\'')) {
                    quote = c;
                } else if (quote == c) {
                    quote = 0;
                }
                out.append(c);
            }
        }
        return quote == 0 ? out.toString() : line;
    }
}
