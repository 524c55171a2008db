package org.syrinx.corpus.internal.plan;

import java.nio.file.Path;
import org.syrinx.corpus.Speaker;
import org.syrinx.corpus.Style;
import org.syrinx.corpus.format.Utterance;

/**
 * An utterance to be made.
 *
 * @param speaker who
 * @param style how
 * @param set {@code open}, {@code digits} or {@code grid} for an evaluation prompt, otherwise the
 *     style's name
 * @param number from 1, unique within speaker, style and set
 * @param split name of the split
 * @param text what
 */
public record Planned(
        Speaker speaker, Style style, String set, int number, String split, String text) {
    /**
     * The id.
     *
     * @return {@code speaker_set_number}
     */
    public String id() {
        return String.format("%s_%s_%05d", speaker.id(), set, number);
    }

    /**
     * The file.
     *
     * @param root the corpus folder
     * @return absolute
     */
    public Path file(Path root) {
        return root.toAbsolutePath()
                .normalize()
                .resolve("wav")
                .resolve(speaker.id())
                .resolve(id() + ".wav");
    }

    /**
     * Whether an utterance is what was planned.
     *
     * @param u an utterance of the same id
     * @param root the corpus folder
     * @return true if nothing needs to be spoken again as long as the file is intact
     */
    public boolean describes(Utterance u, Path root) {
        return u.text().equals(text)
                && u.split().equals(split)
                && u.speaker().equals(speaker.id())
                && u.style().equals(style.id())
                && u.audio().equals(file(root));
    }
}
