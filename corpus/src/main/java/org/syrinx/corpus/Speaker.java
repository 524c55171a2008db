package org.syrinx.corpus;

import java.util.Set;

/**
 * A corpus speaker: a synthesizer's voice, asked for another pitch and read at another speed, so
 * that pitch and formants move while durations stay. Gender says how the voice sounds (low or
 * high), not who it is.
 *
 * @param id short name, {@code f1}, {@code m1} ...; letters, digits only
 * @param gender {@code "female"} or {@code "male"}
 * @param base the synthesizer's voice
 * @param warp factor on pitch and formants (resampling step), 1 for none
 * @param f0 mean pitch in Hz after the warp, or 0 where the base ignores pitch requests
 * @param role what the speaker is for
 * @param styles the styles that the voice can do
 * @param loudest highest active level in dBFS that does not clip noticeably
 */
public record Speaker(
        String id,
        String gender,
        String base,
        double warp,
        double f0,
        Role role,
        Set<Style> styles,
        double loudest) {
    /** What a speaker is for. */
    public enum Role {
        /** Trained on. */
        TRAIN,
        /** Trained on, and also the reference that the evaluation prompts are spoken by. */
        DEMO,
        /** Never trained on: speaks test sentences only, in split {@code heldout}. */
        HELD_OUT
    }

    /** Copies the set. */
    public Speaker {
        styles = Set.copyOf(styles);
        if (!id.matches("[a-z0-9]{1,16}")) {
            throw new IllegalArgumentException(
                    "A speaker id is 1 to 16 lower-case letters and digits, not " + id);
        }
    }
}
