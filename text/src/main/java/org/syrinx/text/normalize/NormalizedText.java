package org.syrinx.text.normalize;

import java.util.List;

/**
 * A text after normalisation.
 *
 * @param text the text as it was given
 * @param tokens its tokens in order
 * @param unknown the characters that have no reading, in order; they are in no token's words
 */
public record NormalizedText(
        String text, List<NormalizedToken> tokens, List<UnknownSymbol> unknown) {
    /**
     * Copies the lists.
     *
     * @param text the text as it was given
     * @param tokens its tokens in order
     * @param unknown the characters that have no reading, in order; they are in no token's words
     */
    public NormalizedText {
        tokens = List.copyOf(tokens);
        unknown = List.copyOf(unknown);
    }

    /**
     * The text in words.
     *
     * @return the spoken words with single spaces, endings such as {@code 's} joined to their word,
     *     and a comma or the closing mark where a phrase ends
     */
    public String spoken() {
        StringBuilder b = new StringBuilder();
        for (NormalizedToken token : tokens) {
            for (SpokenWord word : token.words()) {
                b.append(b.length() == 0 || word.text().startsWith("'") ? "" : " ")
                        .append(word.text());
                b.append(word.breakAfter() ? "," : "");
            }
            if (token.pauseAfter() && b.length() > 0) {
                String mark = token.punctuation().replaceAll("[^.,:;!?]", "");
                mark = mark.isEmpty() ? "," : mark.substring(mark.length() - 1);
                if (Character.isLetterOrDigit(b.charAt(b.length() - 1))) {
                    b.append(mark);
                }
            }
        }
        return b.toString();
    }
}
