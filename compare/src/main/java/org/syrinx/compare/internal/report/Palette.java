package org.syrinx.compare.internal.report;

import java.awt.Color;

/**
 * One colour for each arm, everywhere the same: the palette of Okabe and Ito (2008), which people
 * with any colour vision can tell apart. Letters say the same, so no colour is needed to read.
 */
final class Palette {
    /** Of the references. */
    static final String REFERENCE = "#808080";

    private static final String[] COLOURS = {
        "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"
    };

    private Palette() {}

    static String css(int arm) {
        return COLOURS[arm % COLOURS.length];
    }

    static Color awt(int arm) {
        return Color.decode(css(arm));
    }

    /** A, B, C ... Z; further arms have numbers. */
    static String letter(int arm) {
        return arm < 26 ? String.valueOf((char) ('A' + arm)) : Integer.toString(arm + 1);
    }
}
