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

    /** The same for another arm: unedited speech is everybody's. */
    Trial of(String other) {
        return new Trial(other, speaker, female, text, strength, measured);
    }

    /** A swap has one strength whatever the gender: written as an edit towards the other one. */
    Trial turned() {
        return new Trial(arm, speaker, female, text, female ? -1 : 1, measured);
    }

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
