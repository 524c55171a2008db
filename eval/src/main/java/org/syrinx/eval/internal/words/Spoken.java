package org.syrinx.eval.internal.words;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.syrinx.eval.metric.Sample;
import org.syrinx.text.EnglishFrontEnd;
import org.syrinx.text.Utterance;

/**
 * What should be heard of a text: the words and phones of the English front end.
 *
 * @param utterance the text, analysed
 */
public record Spoken(Utterance utterance) {
    private static final EnglishFrontEnd ENGLISH = new EnglishFrontEnd();

    /** The phone set's reduced vowels and flap, as recognisers name their nearest sounds. */
    private static final Map<String, String> NEAREST =
            Map.of("ax", "ah", "axr", "er", "dx", "t", "ix", "ih", "el", "l", "em", "m", "en", "n");

    /**
     * Analyses a sample's text.
     *
     * @param sample with a text
     * @return the text as it should be heard
     */
    public static Spoken of(Sample sample) {
        return sample.derive(
                Spoken.class, s -> new Spoken(ENGLISH.analyze(s.text().orElseThrow())));
    }

    /**
     * The words of any text, as both sides of a word error rate are written: numbers and
     * abbreviations spelled out, lower case, no punctuation but apostrophes.
     *
     * @param text what was to be said, or what was heard
     * @return the words
     */
    public static List<String> words(String text) {
        String plain = ENGLISH.normalize(text).spoken().replaceAll("[^\\p{L}\\p{N}' ]", " ");
        return plain.isBlank() ? List.of() : Arrays.asList(plain.strip().split("\\s+"));
    }

    /** Phones without pauses and stress, in the recognisers' phone set. */
    List<String> phones() {
        return utterance.words().stream()
                .flatMap(w -> w.phones().stream())
                .map(p -> p.name())
                .map(Spoken::nearest)
                .toList();
    }

    /**
     * The recognisers' phone for a phone of the front end.
     *
     * @param phone without stress
     * @return the nearest sound that recognisers know
     */
    public static String nearest(String phone) {
        return NEAREST.getOrDefault(phone, phone);
    }
}
