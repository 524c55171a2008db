package org.syrinx.text;

import java.util.ArrayList;
import java.util.List;
import org.syrinx.text.phonemes.Phone;

/**
 * A text with everything that is spoken for it: tokens, their words, and the words' phones.
 * Immutable.
 *
 * @param text the text as given
 * @param language its language, for example {@code en-us}
 * @param phoneSet the id of the phone set, for example {@code en-us-radio}
 * @param tokens the tokens in the order of the text
 * @param report what could not be read
 */
public record Utterance(
        String text, String language, String phoneSet, List<Token> tokens, Report report) {
    /**
     * Copies the list.
     *
     * @param text the text as given
     * @param language its language, for example {@code en-us}
     * @param phoneSet the id of the phone set, for example {@code en-us-radio}
     * @param tokens the tokens in the order of the text
     * @param report what could not be read
     */
    public Utterance {
        tokens = List.copyOf(tokens);
    }

    /**
     * The words of all tokens.
     *
     * @return the words in order
     */
    public List<Word> words() {
        return tokens.stream().flatMap(t -> t.words().stream()).toList();
    }

    /**
     * The phones of the utterance with its pauses: one at the beginning, one at the end of every
     * phrase, one at the end; never two in a row.
     *
     * @return the phones; only a pause if nothing is spoken
     */
    public List<Phone> phones() {
        List<Phone> out = new ArrayList<>();
        out.add(Phone.PAUSE);
        for (Word word : words()) {
            out.addAll(word.phones());
            if (word.pauseAfter() && !isPause(out)) {
                out.add(Phone.PAUSE);
            }
        }
        if (!isPause(out)) {
            out.add(Phone.PAUSE);
        }
        return List.copyOf(out);
    }

    private static boolean isPause(List<Phone> phones) {
        return phones.get(phones.size() - 1).equals(Phone.PAUSE);
    }

    /**
     * The phones as the symbols of a model, with stress: {@code pau hh ax0 l ow1 pau}.
     *
     * @return one symbol per element of {@link #phones()}
     */
    public List<String> symbols() {
        return phones().stream().map(Phone::symbol).toList();
    }

    /**
     * The phones without stress: {@code pau hh ax l ow pau}.
     *
     * @return one name per element of {@link #phones()}
     */
    public List<String> names() {
        return phones().stream().map(Phone::name).toList();
    }
}
