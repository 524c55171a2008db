package org.syrinx.eval.internal;

import java.nio.file.Path;
import org.syrinx.corpus.format.Utterance;
import org.syrinx.eval.Recogniser.Task;

/**
 * One sentence of one speaker to be judged.
 *
 * @param reference the teacher's reading, from the corpus
 * @param task the listening task that its prompt set belongs to
 * @param judged the sound to be judged
 */
record Item(Utterance reference, Task task, Path judged) {
    /**
     * The prompt set of an utterance, from its id ({@code speaker_set_number}).
     *
     * @return the task, or null for an utterance that is not an evaluation prompt
     */
    static Task taskOf(Utterance u) {
        if (!u.split().equals("test") || !u.style().equals("neutral")) {
            return null;
        }
        String[] parts = u.id().split("_");
        return switch (parts.length < 3 ? "" : parts[parts.length - 2]) {
            case "open" -> Task.OPEN;
            case "digits" -> Task.DIGITS;
            case "grid" -> Task.GRID;
            default -> null;
        };
    }
}
