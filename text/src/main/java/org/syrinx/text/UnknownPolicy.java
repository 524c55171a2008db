package org.syrinx.text;

/**
 * What a front end does with a character that it cannot read. Dropping it in silence is not among
 * the choices.
 */
public enum UnknownPolicy {
    /**
     * Throw a {@link org.syrinx.api.SyrinxException} that names the characters and their places.
     */
    STRICT,
    /** Read the rest, and list the characters in {@link Utterance#report()}. */
    REPORT
}
