package org.syrinx.plugin.editing.internal.paper1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.syrinx.plugin.editing.internal.paper1.Outcomes.Claim;
import org.syrinx.plugin.editing.internal.paper1.Outcomes.Verdict;

class OutcomesTest {
    private static final int SPEAKERS = 6;
    private static final int TEXTS = 12;

    /** Male items; {@code flips} of every speaker's twelve are heard as female. */
    private static List<Trial> trials(String arm, double strength, int flips, double content) {
        List<Trial> out = new ArrayList<>();
        for (int s = 0; s < SPEAKERS; s++) {
            for (int t = 0; t < TEXTS; t++) {
                out.add(
                        new Trial(
                                arm,
                                "m" + s,
                                false,
                                t,
                                strength,
                                Map.of("gender", t < flips ? 2.0 : -2.0, "content", content)));
            }
        }
        return out;
    }

    private static final List<Trial> PLAIN = trials("hspace", 0, 0, 0.8);

    @Test
    void theSmallestStrengthThatFlipsNineTenthsAndKeepsTheContentIsChosen() {
        List<Trial> all = new ArrayList<>(trials("a", 0.5, 6, 0.8));
        all.addAll(trials("a", 1, 11, 0.79));
        all.addAll(trials("a", 2, 12, 0.78));
        all.addAll(trials("a", -1, 12, 0.8)); // the other way does not count
        assertEquals(1, Outcomes.choose(all, PLAIN));
        // at 1 the content is gone: the best that keeps it
        List<Trial> costly = new ArrayList<>(trials("a", 0.5, 6, 0.8));
        costly.addAll(trials("a", 1, 12, 0.7));
        assertEquals(0.5, Outcomes.choose(costly, PLAIN));
        assertEquals(0, Outcomes.choose(trials("a", 1, 12, 0.5), PLAIN));
    }

    @Test
    void theFirstClaimEndsAsItsIntervalSays() {
        List<Trial> hspace = trials("hspace", 1, 11, 0.79);
        Claim better = Outcomes.h1(hspace, trials("embedding", 1, 7, 0.79), 0.01, 0.01, "");
        assertEquals(Verdict.REPRODUCED, better.verdict());
        assertTrue(better.reason().contains("91.7 % against 58.3 %"), better.reason());
        assertEquals(
                Verdict.NOT_REPRODUCED,
                Outcomes.h1(hspace, trials("embedding", 1, 11, 0.79), 0.01, 0.01, "").verdict());
        assertEquals(
                Verdict.NOT_REPRODUCED,
                Outcomes.h1(hspace, trials("embedding", 1, 12, 0.79), 0.01, 0.01, "").verdict());
        assertEquals(
                Verdict.INCONCLUSIVE,
                Outcomes.h1(hspace, hspace, 0, 0, "the model is not good enough").verdict());
        assertEquals(
                Verdict.INCONCLUSIVE,
                Outcomes.h1(hspace.subList(0, 24), hspace.subList(0, 24), 0, 0, "").verdict());
    }

    @Test
    void silenceIsAFailureAndNoFlip() {
        Trial silent = new Trial("e", "m1", false, 0, 5, Map.of("content", 0.0));
        assertEquals(0, Outcomes.flips(List.of(silent)));
        assertEquals(false, silent.right());
    }

    @Test
    void componentsMustBeTwoDifferentOnes() {
        double[] gender = {0.9, 0.1, 0};
        Components.Chance rare = new Components.Chance(0.3, 0.01, 0.01);
        Components.Chance usual = new Components.Chance(0.3, 0.2, 0.01);
        Components.Chance sixSpeakers = new Components.Chance(0.9, 0.1, 0.1);
        assertEquals(Verdict.REPRODUCED, h2(gender, new double[] {0, -0.6, 0}, rare, rare));
        assertEquals(Verdict.INCONCLUSIVE, h2(gender, new double[] {0.8, 0.1, 0}, rare, rare));
        assertEquals(Verdict.NOT_REPRODUCED, h2(gender, new double[] {0.2, 0.1, 0}, rare, usual));
        assertEquals(
                Verdict.INCONCLUSIVE,
                h2(gender, new double[] {0.8, 0.1, 0}, sixSpeakers, rare),
                "so few speakers cannot say more");
    }

    /** What is reported beside the raw correlations decides nothing. */
    private static Verdict h2(
            double[] gender, double[] level, Components.Chance g, Components.Chance l) {
        double[] none = new double[gender.length];
        Components c =
                new Components(
                        new Components.Correlations(gender, level, g, l),
                        new Components.Correlations(none, none, g, l));
        Claim claim = Outcomes.h2(c, "");
        assertTrue(claim.reason().contains("mean of each text taken off"), claim.reason());
        return claim.verdict();
    }

    @Test
    void theDoseResponseIsJudgedItemByItem() {
        List<Trial> rising = new ArrayList<>();
        List<Trial> flat = new ArrayList<>();
        for (int item = 0; item < 80; item++) {
            for (double s : new double[] {-2, -1, -0.5, 0, 0.5, 1, 2}) {
                // beyond [-1, 1] anything may happen
                double score = Math.abs(s) > 1 ? -s : 3 * s;
                rising.add(new Trial("h", "m" + item, false, 0, s, Map.of("gender", score)));
                double tangled = item % 2 == 0 ? score : Math.abs(s);
                flat.add(new Trial("h", "m" + item, false, 0, s, Map.of("gender", tangled)));
            }
        }
        assertEquals(Verdict.REPRODUCED, Outcomes.h3(rising, "").verdict());
        Claim no = Outcomes.h3(flat, "");
        assertEquals(Verdict.NOT_REPRODUCED, no.verdict());
        assertTrue(no.reason().contains("50.0 % of 80 items"), no.reason());
    }

    @Test
    void contentIsJudgedAgainstTheUneditedSpeechOfTheSameItems() {
        var kept = Outcomes.result(trials("h", 1, 11, 0.77), PLAIN, 1);
        assertEquals(0.0375, kept.contentLost(), 1e-9);
        assertEquals(Verdict.REPRODUCED, Outcomes.h4(kept, "").verdict());
        var lost = Outcomes.result(trials("h", 1, 11, 0.7), PLAIN, 1);
        assertEquals(Verdict.NOT_REPRODUCED, Outcomes.h4(lost, "").verdict());
        var nothing = Outcomes.result(List.of(), PLAIN, 0);
        assertEquals(Verdict.INCONCLUSIVE, Outcomes.h4(nothing, "").verdict());
    }

    @Test
    void aModelThatIsNotGoodEnoughAndABrokenControlBlockEveryVerdict() {
        assertEquals("", Outcomes.gate(PLAIN, 0.8, 0.85));
        assertTrue(Outcomes.gate(PLAIN, 0.5, 0.85).contains("right phone"));
        assertTrue(Outcomes.gate(trials("p", 0, 2, 0.8), 0.8, 0.8).contains("gender"));
        var random = Outcomes.result(trials("random", 1, 3, 0.8), PLAIN, 1);
        assertTrue(Outcomes.controls(random).contains("25.0 %"));
    }

    @Test
    void statisticsHaveTheirTextbookValues() {
        assertEquals(1, Statistics.spearman(new double[] {1, 2, 3}, new double[] {1, 10, 11}));
        // ranks 1, 2.5, 2.5, 4 against 1 to 4
        assertEquals(
                Math.sqrt(0.9),
                Statistics.spearman(new double[] {1, 2, 2, 3}, new double[] {1, 2, 3, 4}),
                1e-12);
        // 2 * P(X <= 1), X binomial of 6 and 1/2: 2 * 7 / 64
        assertEquals(14 / 64.0, Statistics.mcNemar(5, 1), 1e-12);
        assertEquals(1, Statistics.mcNemar(3, 3));
    }
}
