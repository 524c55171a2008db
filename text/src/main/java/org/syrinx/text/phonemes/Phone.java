package org.syrinx.text.phonemes;

import java.util.Objects;
import org.syrinx.api.SyrinxException;

/**
 * One phone of the {@code radio} set, with the stress of its syllable when it is a vowel.
 * Immutable.
 *
 * @param name the phone without stress, for example {@code ae}; one of {@link PhoneSet#names()}
 * @param stress 1 for a stressed vowel, 0 for an unstressed one, {@link #NONE} for consonants and
 *     the pause
 */
public record Phone(String name, int stress) {
    /** The stress of what has none: consonants and the pause. */
    public static final int NONE = -1;

    /** The silence between phrases and at both ends of an utterance. */
    public static final Phone PAUSE = new Phone(PhoneSet.PAUSE, NONE);

    /**
     * Checks the parts.
     *
     * @param name the phone without stress, for example {@code ae}; one of {@link PhoneSet#names()}
     * @param stress 1 for a stressed vowel, 0 for an unstressed one, {@link #NONE} for consonants
     *     and the pause
     */
    public Phone {
        Objects.requireNonNull(name, "name");
        if (!PhoneSet.contains(name)) {
            throw new SyrinxException(
                    "one of the phones " + PhoneSet.names(),
                    "the phone \"" + name + "\"",
                    "Correct the pronunciation; docs/text.md has the table of phones.");
        }
        if (PhoneSet.isVowel(name) ? stress != 0 && stress != 1 : stress != NONE) {
            throw new SyrinxException(
                    "stress 0 or 1 on a vowel and none elsewhere",
                    "stress " + stress + " on \"" + name + "\"",
                    "Correct the pronunciation; docs/text.md has the table of phones.");
        }
    }

    /**
     * Reads a symbol such as {@code ae1}, {@code ax} (no digit on a vowel means unstressed) or
     * {@code t}.
     *
     * @param symbol the phone, with the stress digit 0 or 1 if it is a vowel
     * @return the phone
     * @throws SyrinxException if the symbol is not of the phone set
     */
    public static Phone parse(String symbol) {
        int end = symbol.length();
        if (end > 1 && Character.isDigit(symbol.charAt(end - 1))) {
            return new Phone(symbol.substring(0, end - 1), symbol.charAt(end - 1) - '0');
        }
        return new Phone(symbol, PhoneSet.isVowel(symbol) ? 0 : NONE);
    }

    /**
     * The symbol that models are trained on.
     *
     * @return the name, followed by the stress digit when the phone is a vowel
     */
    public String symbol() {
        return stress == NONE ? name : name + stress;
    }

    @Override
    public String toString() {
        return symbol();
    }
}
