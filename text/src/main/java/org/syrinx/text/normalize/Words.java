package org.syrinx.text.normalize;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Everything else: words, endings, hyphens, capitals, and mixtures of letters, figures and signs.
 */
final class Words implements Rule {
    private static final Set<String> ENDINGS = Set.of("'s", "'ll", "'ve", "'d");
    private static final Set<String> ALWAYS_SPELLED =
            Set.of(
                    "US", "USA", "UK", "EU", "UN", "TV", "PC", "CD", "DVD", "ID", "IQ", "CEO",
                    "UFO", "AI");
    private static final Pattern RUN = Pattern.compile("[A-Za-z]+|\\d+(?:\\.\\d+)?|.");

    private final Predicate<String> listed;
    private final Predicate<String> readable;

    Words(Predicate<String> listed, Predicate<String> readable) {
        this.listed = listed;
        this.readable = readable;
    }

    @Override
    public Optional<Expansion> expand(Tokens tokens, int at) {
        String core = tokens.core(at);
        if (core.equalsIgnoreCase("a")) {
            boolean letter = tokens.isLast(at) || !tokens.get(at).after().isEmpty();
            return Optional.of(
                    Expansion.of(tokens, at, 1, letter ? Speak.letters("a") : Speak.words("a")));
        }
        if (core.equals("#") || (core.startsWith("#") && !core.matches("#\\d.*"))) {
            return Optional.of(
                    Expansion.of(
                            tokens,
                            at,
                            1,
                            Speak.join(Speak.words("hash"), read(core.substring(1)))));
        }
        return Optional.of(Expansion.of(tokens, at, 1, read(core)));
    }

    List<SpokenWord> read(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        int apostrophe = text.lastIndexOf('\'');
        if (apostrophe >= 0) {
            return apostrophe(text, apostrophe);
        }
        if (text.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z')) {
            return letters(text);
        }
        List<SpokenWord> out = new ArrayList<>();
        if (text.indexOf('-') >= 0) {
            for (String part : text.split("-")) {
                out.addAll(read(part));
            }
            return out;
        }
        Matcher m = RUN.matcher(text);
        while (m.find()) {
            out.addAll(run(text, m));
        }
        return out;
    }

    private List<SpokenWord> apostrophe(String text, int at) {
        String ending = text.substring(at).toLowerCase(Locale.ROOT);
        String stem = text.substring(0, at);
        if (!stem.isEmpty() && ENDINGS.contains(ending)) {
            return Speak.join(read(stem), Speak.words(ending));
        }
        if (stem.endsWith("'t") && ending.equals("'ve")) { // shouldn't've
            return Speak.join(read(stem), Speak.words(ending));
        }
        return read(stem + text.substring(at + 1));
    }

    private List<SpokenWord> run(String text, Matcher m) {
        String part = m.group();
        char c = part.charAt(0);
        if (Character.isLetter(c) && c < 128) {
            return letters(part);
        }
        if (Character.isDigit(c)) {
            boolean code = part.length() > 3 || part.startsWith("0");
            boolean decimal = part.indexOf('.') > 0;
            return code && !decimal ? Speak.words(NumberWords.digits(part)) : Speak.number(part);
        }
        boolean between = m.start() > 0 && m.end() < text.length();
        if (c == '.' && between) {
            return Speak.words("dot");
        }
        if (c == '*' && between && Character.isDigit(text.charAt(m.end()))) {
            return Speak.words("times");
        }
        if (c == '~' && !between && m.end() < text.length()) {
            return Speak.words("about");
        }
        String name = Signs.name(c);
        return name.isEmpty() ? List.of() : Speak.words(name);
    }

    /** Letters only: a word, or capitals that are spelled. */
    List<SpokenWord> letters(String text) {
        if (text.length() == 1) {
            return text.equals("I") ? Speak.words("i") : Speak.letters(text);
        }
        boolean capitals = text.equals(text.toUpperCase(Locale.ROOT));
        if (text.matches("[A-Z]{2,}s") && !listed.test(text)) {
            return Speak.join(letters(text.substring(0, text.length() - 1)), Speak.words("'s"));
        }
        boolean unlistedShort = capitals && text.length() <= 3 && !listed.test(text);
        if ((capitals && ALWAYS_SPELLED.contains(text)) || unlistedShort || !readable.test(text)) {
            return Speak.letters(text);
        }
        if (text.matches("[A-Z]{2,}[a-z].*|[a-z]+[A-Z].*|[A-Z][a-z]+[A-Z].*")
                && !listed.test(text)) {
            return camel(text);
        }
        return Speak.words(text.toLowerCase(Locale.ROOT));
    }

    /** iPhone, PowerPoint: the parts, where capitals start new ones. */
    private List<SpokenWord> camel(String text) {
        List<SpokenWord> out = new ArrayList<>();
        for (String part : text.split("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")) {
            out.addAll(
                    part.equals(text) ? Speak.words(text.toLowerCase(Locale.ROOT)) : letters(part));
        }
        return out;
    }
}
