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

    /**
     * Common words that the dictionary need not list because the rules read them; capitals leave
     * them words.
     */
    private static final Set<String> SHORT_WORDS =
            Set.of(
                    ("am an and any are as at be big but by can car cat cup cut day did dog dry eat"
                         + " end far few fit fix fly for fun get go got gun had has hat he her hey"
                         + " hi him his hit hot how i if in is it its job joy key kid law lay let"
                         + " lie lit log lot low mad man map may me men met mix mom mud must my net"
                         + " new no nor not now of off oh oil ok old on one or our out own pay pen"
                         + " pet pie pig pit put ran rat red rid row run sad sat say sea see set"
                         + " she shy sit six sky so son sun tax tea ten the tie tin to toe too top"
                         + " toy try two up us use van war was way we wet who why win won yes yet"
                         + " you zoo")
                            .split(" "));

    private static final Pattern RUN = Pattern.compile("[A-Za-z]+|\\d+(?:\\.\\d+)?|.");

    private static final Pattern DIMENSIONS =
            Pattern.compile("(\\d+(?:\\.\\d+)?)[xX](\\d+(?:\\.\\d+)?)");

    private final List<Rule> figures;
    private final Predicate<String> listed;
    private final Predicate<String> readable;

    Words(List<Rule> figures, Predicate<String> listed, Predicate<String> readable) {
        this.figures = figures;
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
        if (core.equalsIgnoreCase("n") && tokens.get(at).before().endsWith("'")) { // rock 'n' roll
            String after = tokens.get(at).after().replaceFirst("^'", "");
            return Optional.of(new Expansion(1, Speak.words("and"), after));
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
                out.addAll(part.isEmpty() ? List.of() : part(part));
            }
            return out;
        }
        Matcher dimensions = DIMENSIONS.matcher(text);
        if (dimensions.matches()) {
            return Speak.join(
                    Speak.number(dimensions.group(1)),
                    Speak.words("by"),
                    Speak.number(dimensions.group(2)));
        }
        if (text.matches(
                "[A-Z]{1,3}(?:&[A-Z]{1,3})+")) { // AT&T: initials, whatever they would spell
            for (String part : text.split("(?=&)|(?<=&)")) {
                out.addAll(part.equals("&") ? Speak.words("and") : Speak.letters(part));
            }
            return out;
        }
        Matcher m = RUN.matcher(text);
        while (m.find()) {
            out.addAll(run(text, m));
        }
        return out;
    }

    /**
     * A part between hyphens, with figures read as they would be alone: mid-1990s, B-52, pre-2000.
     */
    private List<SpokenWord> part(String part) {
        if (part.matches("\\D*")) {
            return read(part);
        }
        Tokens alone = new Tokens(List.of(new RawToken("", part, "", 0, part.length())));
        for (Rule rule : figures) {
            Optional<Expansion> e = rule.expand(alone, 0);
            if (e.isPresent()) {
                return e.get().words();
            }
        }
        return read(part);
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
        if (c == '*' && between && Character.isLetterOrDigit(text.charAt(m.end()))) {
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
        boolean unlistedShort =
                capitals
                        && text.length() <= 3
                        && !listed.test(text)
                        && !SHORT_WORDS.contains(text.toLowerCase(Locale.ROOT));
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
