package org.syrinx.text.normalize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Web and e-mail addresses: every part is read, every sign is named. */
final class Addresses implements Rule {
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?i)(?:https?|ftp|file)://\\S+|www\\.\\S+|[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+"
                        + "|[\\w-]+(?:\\.[\\w-]+)*\\.(?:com|org|net|edu|gov|io|info|de|uk|fr|eu)(?:/\\S*)?");
    private static final Pattern PART = Pattern.compile("[A-Za-z]+|\\d+|.");
    private static final String SIGNS =
            ".:dot;@:at;/:slash;::colon;-:dash;_:underscore;?:question"
                    + " mark;=:equals;&:and;#:hash;%:per cent;+:plus;~:tilde;,:comma;!:exclamation"
                    + " mark";

    private final Function<String, List<SpokenWord>> letters;

    Addresses(Function<String, List<SpokenWord>> letters) {
        this.letters = letters;
    }

    @Override
    public Optional<Expansion> expand(Tokens tokens, int at) {
        String core = tokens.core(at);
        if (!ADDRESS.matcher(core).matches()) {
            return Optional.empty();
        }
        List<SpokenWord> out = new ArrayList<>();
        Matcher m = PART.matcher(core);
        while (m.find()) {
            String part = m.group();
            if (Character.isLetter(part.charAt(0))) {
                out.addAll(
                        part.matches("(?i)www|https?|ftp") || isCountry(core, m)
                                ? Speak.letters(part)
                                : letters.apply(part));
            } else if (Character.isDigit(part.charAt(0))) {
                out.addAll(
                        Speak.words(
                                part.length() < 3
                                        ? NumberWords.cardinal(part)
                                        : NumberWords.digits(part)));
            } else {
                out.addAll(Speak.words(sign(part.charAt(0))));
            }
        }
        return Optional.of(Expansion.of(tokens, at, 1, out));
    }

    /** The two letters of a country at the end of a host name are spelled. */
    private static boolean isCountry(String address, Matcher part) {
        boolean ends = part.end() == address.length() || address.charAt(part.end()) == '/';
        return ends
                && part.group().length() == 2
                && part.start() > 0
                && address.charAt(part.start() - 1) == '.';
    }

    private static String sign(char c) {
        for (String entry : SIGNS.split(";")) {
            if (entry.charAt(0) == c) {
                return entry.substring(2);
            }
        }
        return Signs.name(c);
    }
}
