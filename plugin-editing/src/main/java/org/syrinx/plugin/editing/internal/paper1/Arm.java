package org.syrinx.plugin.editing.internal.paper1;

import org.syrinx.api.Direction;

/**
 * One method or control.
 *
 * @param id short, in keys and plots
 * @param about one line for the report
 * @param direction what is added, or null if nothing is: the true swap of the speaker, plain gain
 * @param clamped whether the speaker vector keeps its length (a fairer baseline)
 * @param wholeGridInTest whether the test walks the whole grid or the chosen strength alone
 */
record Arm(String id, String about, Direction direction, boolean clamped, boolean wholeGridInTest) {
    static final String HSPACE = "hspace";
    static final String EMBEDDING = "embedding";
    static final String RANDOM = "random";
    static final String SHUFFLED = "shuffled";
    static final String SWAP = "swap";
    static final String PLAIN = "plain";

    /** Shown at the strength of the method that it is to explain away. */
    boolean control() {
        return id.equals(RANDOM) || id.equals(SHUFFLED);
    }

    /** Nothing is changed before the waveform. */
    boolean untouched() {
        return direction == null && !swap();
    }

    boolean swap() {
        return id.equals(SWAP);
    }
}
