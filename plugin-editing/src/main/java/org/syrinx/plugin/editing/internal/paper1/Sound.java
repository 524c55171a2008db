package org.syrinx.plugin.editing.internal.paper1;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * A sound of this run that was kept for the report.
 *
 * @param arm id of the arm, or of the unedited speech
 * @param speaker or a row of one
 * @param text number of the text
 * @param strength of the edit
 * @param file the recording
 */
record Sound(String arm, String speaker, int text, double strength, Path file)
        implements Comparable<Sound> {
    private static final Comparator<Sound> ORDER =
            Comparator.comparing(Sound::arm)
                    .thenComparing(Sound::speaker)
                    .thenComparing(Sound::text)
                    .thenComparing(Sound::strength)
                    .thenComparing(Sound::file);

    @Override
    public int compareTo(Sound other) {
        return ORDER.compare(this, other);
    }
}
