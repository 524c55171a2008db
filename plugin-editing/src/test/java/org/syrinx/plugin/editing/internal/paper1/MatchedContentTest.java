package org.syrinx.plugin.editing.internal.paper1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.syrinx.plugin.editing.internal.paper1.MatchedContent.Point;
import org.syrinx.plugin.editing.internal.paper1.Outcomes.Verdict;

/** Six men with twelve texts; unedited, 0.8 of the frames are right. */
class MatchedContentTest {
    private static final int SPEAKERS = 6;
    private static final int TEXTS = 12;

    private static List<Trial> trials(double strength, int flips, double... content) {
        List<Trial> out = new ArrayList<>();
        for (int s = 0; s < SPEAKERS; s++) {
            for (int t = 0; t < TEXTS; t++) {
                out.add(
                        new Trial(
                                "a",
                                "m" + s,
                                false,
                                t,
                                strength,
                                Map.of(
                                        "gender",
                                        t < flips ? 2.0 : -2.0,
                                        "content",
                                        content[s % content.length])));
            }
        }
        return out;
    }

    @SafeVarargs
    private static List<Trial> arm(List<Trial>... strengths) {
        List<Trial> out = new ArrayList<>(PLAIN);
        for (List<Trial> s : strengths) {
            out.addAll(s);
        }
        return out;
    }

    private static final List<Trial> PLAIN = trials(0, 0, 0.8);

    /** 10 of 12 for 1 % of the content, 11 for 6 %. */
    private static final List<Trial> HSPACE =
            arm(trials(3, 10, 0.792), trials(5, 11, 0.752), trials(-3, 12, 0.8));

    /** 7 of 12 for nothing, all for 2 %. */
    private static final List<Trial> EMBEDDING = arm(trials(0.75, 7, 0.8), trials(1, 12, 0.784));

    private static Point at(MatchedContent m, double budget) {
        return m.points().stream().filter(p -> p.budget() == budget).findFirst().orElseThrow();
    }

    @Test
    void whatIsBetterAtStrengthsChosenElsewhereMayBeWorseAtTheSameLoss() {
        // the rule fixed beforehand, had it chosen 5 and 0.75 on other items
        assertEquals(
                Verdict.REPRODUCED,
                Outcomes.h1(HSPACE.subList(144, 216), EMBEDDING.subList(72, 144), 0.06, 0, "")
                        .verdict());
        MatchedContent m = MatchedContent.of(HSPACE, EMBEDDING, PLAIN, "");
        Point five = at(m, 0.05);
        assertEquals(3, five.hspace().strength());
        assertEquals(10 / 12.0, five.hspace().flips(), 1e-12);
        assertEquals(0.01, five.hspace().contentLost(), 1e-12);
        assertEquals(1, five.embedding().strength());
        assertEquals(1, five.embedding().flips());
        // all speakers are alike: every draw is the same
        assertArrayEquals(new double[] {-2 / 12.0, -2 / 12.0}, five.interval(), 1e-12);
        assertEquals("H1m", m.claim().id());
        assertEquals(Verdict.NOT_REPRODUCED, m.claim().verdict());
        assertTrue(
                m.claim().reason().startsWith("83.3 % (strength 3.00, 1.0 % lost) against 100.0 %"),
                m.claim().reason());
        assertTrue(m.claim().reason().contains("difference -16.7 points"), m.claim().reason());
        // 12 items that the embedding alone flips: 2 / 2^12
        assertTrue(m.claim().reason().contains("p = 0.000488"), m.claim().reason());
        assertEquals(
                Verdict.REPRODUCED,
                MatchedContent.of(EMBEDDING, HSPACE, PLAIN, "").claim().verdict());
        assertEquals(
                Verdict.NOT_REPRODUCED,
                MatchedContent.of(HSPACE, HSPACE, PLAIN, "").claim().verdict());
    }

    @Test
    void theBudgetIsHeldAndUneditedSpeechAlwaysHoldsIt() {
        MatchedContent m = MatchedContent.of(HSPACE, EMBEDDING, PLAIN, "");
        assertEquals(0, at(m, 0).hspace().strength(), "3 costs a hundredth");
        assertEquals(0, at(m, 0).hspace().flips());
        assertEquals(0.75, at(m, 0).embedding().strength());
        assertEquals(0.75, at(m, 0.01).embedding().strength());
        assertEquals(5, at(m, 0.1).hspace().strength());
        assertEquals(5, m.points().size());
        assertEquals(6, m.rows().size());
    }

    @Test
    void everyDrawOfSpeakersChoosesItsStrengthAnew() {
        // half the speakers lose 12 % at 2, and half nothing: 6 % of all, but not of every draw
        List<Trial> uneven = arm(trials(1, 6, 0.8), trials(2, 12, 0.8, 0.704));
        Point p = at(MatchedContent.of(uneven, arm(trials(1, 0, 0.8)), PLAIN, ""), 0.05);
        assertEquals(1, p.hspace().strength());
        assertEquals(0.5, p.interval()[0]);
        assertEquals(1, p.interval()[1]);
    }

    @Test
    void aWeakModelAndFewItemsAreInconclusive() {
        assertEquals(
                Verdict.INCONCLUSIVE,
                MatchedContent.of(EMBEDDING, HSPACE, PLAIN, "not good enough").claim().verdict());
        List<Trial> few = EMBEDDING.stream().filter(t -> t.text() < 4).toList();
        List<Trial> plain = PLAIN.stream().filter(t -> t.text() < 4).toList();
        assertEquals(
                Verdict.INCONCLUSIVE, MatchedContent.of(few, plain, plain, "").claim().verdict());
    }
}
