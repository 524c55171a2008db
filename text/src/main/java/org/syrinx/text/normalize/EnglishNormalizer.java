package org.syrinx.text.normalize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * English text to spoken words. The themes are tried in a fixed order at every token; docs/text.md
 * has the table of rules and conventions. Plain words come back as they are, in lower case.
 * Immutable; safe for many threads.
 */
public final class EnglishNormalizer {
    private final List<Rule> rules;

    /**
     * Creates a normaliser.
     *
     * @param listed whether a dictionary has a word (capitals that are not listed may be spelled)
     * @param readable whether letters can be said as a word at all; what cannot is spelled
     */
    public EnglishNormalizer(Predicate<String> listed, Predicate<String> readable) {
        Words words =
                new Words(List.of(new Currencies(), new Units(), new Numbers()), listed, readable);
        this.rules =
                List.of(
                        new Addresses(words::letters),
                        new Times(),
                        new Dates(),
                        new Currencies(),
                        new PhoneNumbers(),
                        new Fractions(),
                        new Units(),
                        new Numbers(),
                        new RomanNumerals(),
                        new Abbreviations(),
                        words);
    }

    /**
     * Normalises a text.
     *
     * @param text any text
     * @return its tokens as spoken words, and the characters that have no reading
     */
    public NormalizedText normalize(String text) {
        Folding folded = Folding.fold(text);
        Tokens tokens = new Tokens(RawToken.split(folded.text));
        List<NormalizedToken> out = new ArrayList<>();
        boolean quoted = false;
        for (int i = 0; i < tokens.size(); ) {
            RawToken raw = tokens.get(i);
            quoted |= raw.before().contains("'");
            if (raw.isPunctuation()) {
                pauseAtPunctuation(out, raw);
                i++;
                continue;
            }
            Expansion e = expand(tokens, i);
            int last = i + e.tokens() - 1;
            int start = folded.origin(raw.start());
            int end = endOf(folded, tokens.get(last), text);
            // flite ends a phrase at any closing punctuation; the apostrophe of "the dogs' bowls"
            // is none
            boolean genitive = e.punctuation().equals("'") && !quoted;
            boolean pause = !e.punctuation().isEmpty() && !genitive;
            quoted &= !e.punctuation().contains("'");
            out.add(
                    new NormalizedToken(
                            text.substring(start, end),
                            start,
                            end,
                            e.words(),
                            pause,
                            e.punctuation()));
            i += e.tokens();
        }
        return new NormalizedText(text, out, folded.unknown);
    }

    private static int endOf(Folding folded, RawToken token, String text) {
        int lastCharacter = folded.origin(token.end() - 1);
        int end = folded.origin(token.end());
        // several folded characters may come from one: the token then ends after it
        return end > lastCharacter
                ? Math.min(end, text.length())
                : text.offsetByCodePoints(lastCharacter, 1);
    }

    /**
     * A dash or dots between words end the phrase before them; an opening quotation mark alone does
     * not.
     */
    private static void pauseAtPunctuation(List<NormalizedToken> out, RawToken raw) {
        String marks = raw.before() + raw.core() + raw.after();
        if (!out.isEmpty() && marks.matches(".*[-.,:;!?)\\]}].*")) {
            NormalizedToken t = out.remove(out.size() - 1);
            String punctuation = t.punctuation() + (marks.contains("-") ? "," : marks);
            out.add(
                    new NormalizedToken(
                            t.surface(), t.start(), t.end(), t.words(), true, punctuation));
        }
    }

    private Expansion expand(Tokens tokens, int at) {
        for (Rule rule : rules) {
            Optional<Expansion> e = rule.expand(tokens, at);
            if (e.isPresent()) {
                return e.get();
            }
        }
        throw new IllegalStateException("the rule for words reads everything");
    }
}
