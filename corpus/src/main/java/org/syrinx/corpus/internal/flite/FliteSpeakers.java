package org.syrinx.corpus.internal.flite;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.syrinx.corpus.Speaker;
import org.syrinx.corpus.Speaker.Role;
import org.syrinx.corpus.Style;

/**
 * Eleven speakers from flite's four good voices. Warps and pitches were chosen by recognisability
 * and by pitch: female neutral pitch is above 143 Hz, male below. docs/corpus.md has the table with
 * measured figures.
 */
final class FliteSpeakers {
    private static final Set<Style> ALL = EnumSet.allOf(Style.class);
    // rms ignores pitch requests; a wide pitch spread destroys kal16's pitch.
    private static final Set<Style> NEUTRAL = EnumSet.of(Style.NEUTRAL);
    private static final double LOUD = -18;
    private static final double CLIPS_ABOVE = -20;

    static final List<Speaker> SPEAKERS =
            List.of(
                    female("f1", "slt", 1.00, 172, Role.DEMO, ALL, LOUD),
                    female("f2", "slt", 0.95, 155, Role.DEMO, ALL, LOUD),
                    female("f4", "kal16", 1.15, 190, Role.TRAIN, NEUTRAL, CLIPS_ABOVE),
                    male("m1", "rms", 1.00, 0, Role.DEMO, NEUTRAL, LOUD),
                    male("m3", "awb", 1.00, 131, Role.TRAIN, ALL, LOUD),
                    male("m5", "slt", 0.88, 115, Role.DEMO, ALL, LOUD),
                    male("m6", "kal16", 1.07, 125, Role.TRAIN, NEUTRAL, CLIPS_ABOVE),
                    female("f3", "slt", 1.04, 190, Role.HELD_OUT, ALL, LOUD),
                    female("f5", "awb", 1.14, 190, Role.HELD_OUT, ALL, LOUD),
                    male("m2", "rms", 1.08, 0, Role.HELD_OUT, NEUTRAL, LOUD),
                    male("m4", "awb", 0.95, 105, Role.HELD_OUT, ALL, CLIPS_ABOVE));

    private FliteSpeakers() {}

    private static Speaker female(
            String id,
            String base,
            double warp,
            double f0,
            Role role,
            Set<Style> styles,
            double loudest) {
        return new Speaker(id, "female", base, warp, f0, role, styles, loudest);
    }

    private static Speaker male(
            String id,
            String base,
            double warp,
            double f0,
            Role role,
            Set<Style> styles,
            double loudest) {
        return new Speaker(id, "male", base, warp, f0, role, styles, loudest);
    }
}
