package org.syrinx.plugin.editing.internal.paper1;

import java.util.List;
import org.syrinx.api.Audio;
import org.syrinx.plugin.editing.internal.measure.PhoneClassifier;

/** How the content of a sound is judged. */
interface Content {
    /** The phones of a sound that says a text, frame by frame. */
    int[] align(Audio sound, List<String> phones);

    /** The share of frames of a sound of the same timing that have these phones. */
    double agreement(Audio sound, int[] wanted);

    /**
     * The share of frames that have the phones which the alignment of the same sound gives them:
     * what unedited speech is judged by. It flatters every sound alike, since the alignment follows
     * the same judge; only figures of this kind can be compared with each other.
     */
    default double own(Audio sound, List<String> phones) {
        return agreement(sound, align(sound, phones));
    }

    /** The classifier that was trained on the teacher. */
    static Content of(PhoneClassifier classifier) {
        return new Content() {
            @Override
            public int[] align(Audio sound, List<String> phones) {
                return classifier.align(sound, phones);
            }

            @Override
            public double agreement(Audio sound, int[] wanted) {
                return classifier.agreement(sound, wanted);
            }
        };
    }
}
