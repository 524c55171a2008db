package org.syrinx.plugin.editing.internal.paper1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Audio;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.io.SampleFormat;
import org.syrinx.audio.io.WavWriter;
import org.syrinx.corpus.PromptSets;
import org.syrinx.corpus.format.Phone;
import org.syrinx.corpus.format.Utterance;

/** The teacher is judged by the meter of the model's speech, on sentences of the same kind. */
class Paper1Test {
    @TempDir Path folder;

    private Utterance utterance(String id, String split, String style, String text, int phones) {
        Path wav = folder.resolve(id + ".wav");
        WavWriter.of(SampleFormat.S16).write(wav, new Audio(new float[1600], 16000));
        List<Phone> all = new ArrayList<>();
        for (int i = 0; i < phones; i++) {
            all.add(new Phone("a", i * 1600 / phones, 1600 / phones));
        }
        return new Utterance(
                id, split, "f1", "female", style, text, wav, 16000, 1600, "", all, 130, -20, 0);
    }

    /** As much agrees as the alignment has phones. */
    private static final Content COUNTING =
            new Content() {
                @Override
                public int[] align(Audio sound, List<String> phones) {
                    return new int[phones.size()];
                }

                @Override
                public double agreement(Audio sound, int[] wanted) {
                    return wanted.length / 10.0;
                }
            };

    @Test
    void theTeachersContentIsTheMeanOverItsRecordingsOfTheirOwnAlignment() {
        List<Utterance> two =
                List.of(
                        utterance("a", "test", "neutral", "w x y z", 4),
                        utterance("b", "test", "neutral", "w x y z", 8));
        assertEquals(0.6, Paper1.teacherContent(COUNTING, two, Progress.NONE), 1e-12);
        assertThrows(
                SyrinxException.class,
                () -> Paper1.teacherContent(COUNTING, List.of(), Progress.NONE));
    }

    @Test
    void theTeachersRecordingsAreUnseenNeutralSentences() {
        String digits = PromptSets.digits().get(0);
        List<Utterance> corpus =
                List.of(
                        utterance("seen", "train", "neutral", "one of the first", 5),
                        utterance("loud", "test", "loud", "one of the first", 5),
                        utterance("short", "test", "neutral", "too short", 5),
                        utterance("digits", "test", "neutral", digits, 5),
                        utterance("good", "test", "neutral", "this one is good", 5),
                        utterance("too", "test", "neutral", "so is this one", 5),
                        utterance("third", "test", "neutral", "not taken any more", 5));
        List<String> taken = Material.teacher(corpus, 2).stream().map(Utterance::id).toList();
        assertEquals(List.of("good", "too"), taken);
        assertTrue(Material.teacher(corpus, 0).isEmpty());
    }
}
