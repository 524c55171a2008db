package org.syrinx.eval.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.syrinx.corpus.format.Utterance;
import org.syrinx.eval.ErrorRate;
import org.syrinx.eval.Recogniser.Task;
import org.syrinx.eval.stats.Interval;

class ScoreTest {
    @Test
    void speakersWhoReadTheSameSentencesDoNotMakeMoreOfThem() {
        // 400 sentences, each wrong with all four speakers or with none: 400 binomial draws
        Score score = score(400, 4);
        double half = 1.96 * Math.sqrt(0.25 * 0.75 / 400);
        Interval i = score.interval();
        assertEquals(0.25 - half, i.lower(), 0.006);
        assertEquals(0.25 + half, i.upper(), 0.006);
        assertEquals(400, i.clusters());
        assertEquals("sentence", i.by());
        assertEquals(1600, score.utterances());
    }

    @Test
    void sentencesAndSpeakersAreCounted() {
        Map<String, Object> json = score(8, 4).toJson();
        assertEquals(32, json.get("utterances"));
        assertEquals(8L, json.get("sentences"));
        assertEquals(4L, json.get("speakers"));
        assertEquals(8, json.get("interval_clusters"));
    }

    @Test
    void clustersAreTheSpeakersWhereThereAreFive() {
        Interval i = score(8, 5).interval();
        assertEquals("speaker", i.by());
        assertEquals(5, i.clusters());
        // all speakers fare alike
        assertEquals(0.25, i.lower(), 1e-12);
        assertEquals(0.25, i.upper(), 1e-12);
    }

    @Test
    void oneSentenceHasNoInterval() {
        assertFalse(score(1, 1).interval().known());
    }

    /** Every fourth sentence is wrong. */
    private static Score score(int sentences, int speakers) {
        Score score = new Score("ears", "open");
        for (int p = 0; p < speakers; p++) {
            for (int s = 0; s < sentences; s++) {
                ErrorRate e = new ErrorRate(s % 4 == 0 ? 1 : 0, 0, 0, 1);
                score.add(item("p" + p, s), e, e, e);
            }
        }
        return score;
    }

    private static Item item(String speaker, int sentence) {
        String id = speaker + "_open_" + sentence;
        Utterance u =
                new Utterance(
                        id,
                        "test",
                        speaker,
                        "female",
                        "neutral",
                        "Sentence " + sentence + ".",
                        Path.of(id + ".wav"),
                        16_000,
                        16_000,
                        "",
                        List.of(),
                        200,
                        -20,
                        0);
        return new Item(u, Task.OPEN, Path.of("judged", id + ".wav"));
    }
}
