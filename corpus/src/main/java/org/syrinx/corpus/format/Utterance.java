package org.syrinx.corpus.format;

import java.nio.file.Path;
import java.util.List;

/**
 * One line of the manifest.
 *
 * @param id unique in the corpus: {@code speaker_style_number}, or {@code speaker_set_number} for
 *     evaluation prompts
 * @param split {@code train}, {@code valid}, {@code test} (unseen sentences, seen speaker) or
 *     {@code heldout} (unseen sentences and unseen speaker)
 * @param speaker speaker id
 * @param gender {@code female} or {@code male}
 * @param style {@code neutral}, {@code soft}, {@code loud}, {@code excited}, {@code fast} or {@code
 *     slow}
 * @param text the sentence as it was given to the teacher
 * @param audio the WAV file, absolute
 * @param sampleRate Hz
 * @param samples length of the file in samples
 * @param sha256 of the whole WAV file, lower-case hexadecimal
 * @param phones in order and without gaps: lengths sum to {@code samples}
 * @param f0Mean mean pitch over voiced frames in Hz, 0 if none was voiced
 * @param activeDbfs active level in dBFS
 * @param clipped samples that reached full scale
 */
public record Utterance(
        String id,
        String split,
        String speaker,
        String gender,
        String style,
        String text,
        Path audio,
        int sampleRate,
        int samples,
        String sha256,
        List<Phone> phones,
        double f0Mean,
        double activeDbfs,
        int clipped) {
    /** Copies the list. */
    public Utterance {
        phones = List.copyOf(phones);
    }

    /**
     * The words of the text: lower case, without punctuation, apostrophes inside words kept. This
     * is the form that splits are made by and that recognisers are scored against.
     *
     * @return words in order
     */
    public List<String> words() {
        return Words.of(text);
    }

    /**
     * Duration.
     *
     * @return seconds
     */
    public double seconds() {
        return (double) samples / sampleRate;
    }
}
