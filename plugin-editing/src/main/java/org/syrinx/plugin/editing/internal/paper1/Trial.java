package org.syrinx.plugin.editing.internal.paper1;

import java.util.Map;
import org.syrinx.plugin.editing.internal.measure.GenderProbe;

/**
 * One utterance of the experiment.
 *
 * @param arm id
 * @param speaker of the item
 * @param female gender of that speaker
 * @param text number of the text
 * @param strength of the edit
 * @param measured attributes, {@code gender} (log-odds of female, absent if there was no voice to
 *     hear) and {@code content} (share of frames with the right phone)
 */
record Trial(
        String arm,
        String speaker,
        boolean female,
        int text,
        double strength,
        Map<String, Double> measured) {
    /** Share of frames with the right phone. */
    static final String CONTENT = "content";

    String item() {
        return speaker + "/" + text;
    }

    /** Towards the other gender is positive. */
    double towards() {
        return female ? -strength : strength;
    }

    /** Heard as the other gender. A sound without a voice has failed: it is no flip. */
    boolean flipped() {
        Double score = measured.get(GenderProbe.ATTRIBUTE);
        return score != null && score > 0 != female;
    }

    /** Heard as what it is. */
    boolean right() {
        Double score = measured.get(GenderProbe.ATTRIBUTE);
        return score != null && score > 0 == female;
    }

    double content() {
        return measured.getOrDefault(CONTENT, 0.0);
    }
}
