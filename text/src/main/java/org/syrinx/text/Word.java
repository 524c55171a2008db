package org.syrinx.text;

import java.util.List;
import org.syrinx.text.phonemes.Phone;
import org.syrinx.text.phonemes.Phonemizer;

/**
 * A spoken word with its phones.
 *
 * @param text the word in lower case, as normalisation gave it
 * @param phones its phones without pauses; empty if it has no sound
 * @param source where the pronunciation came from
 * @param pauseAfter true if a pause follows it
 */
public record Word(String text, List<Phone> phones, Phonemizer.Source source, boolean pauseAfter) {
    /**
     * Copies the list.
     *
     * @param text the word in lower case, as normalisation gave it
     * @param phones its phones without pauses; empty if it has no sound
     * @param source where the pronunciation came from
     * @param pauseAfter true if a pause follows it
     */
    public Word {
        phones = List.copyOf(phones);
    }
}
