package org.syrinx.corpus.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SplitTest {
    /** Buckets computed with Python: int.from_bytes(sha256(words).digest()[:8], "big") % 100. */
    @Test
    void theBucketIsTheDocumentedHash() {
        assertEquals(Split.TRAIN, Split.of("The morning light came softly through the curtains."));
        assertEquals(Split.TEST, Split.of("Nobody could remember who had locked the gate."));
        assertEquals(Split.TRAIN, Split.of("A thin layer of ice covered the pond."));
        assertEquals(Split.VALID, Split.of("The pleasure of a good book never fades."));
        assertEquals(Split.TEST, Split.of("There is treasure, they say, beneath the lighthouse."));
        assertEquals(Split.VALID, Split.of("The witness gave a brief account of the robbery."));
    }

    @Test
    void punctuationAndCaseDoNotMoveASentence() {
        SentencePool.of(3).made().stream()
                .limit(500)
                .forEach(
                        s ->
                                assertEquals(
                                        Split.of(s),
                                        Split.of(s.toUpperCase(java.util.Locale.ROOT) + "?!")));
    }

    @Test
    void aboutNinetyFiveAndFivePercentGoToEachSplit() {
        Map<Split, Integer> counts = new EnumMap<>(Split.class);
        SentencePool pool = SentencePool.of(1);
        pool.made().forEach(s -> counts.merge(Split.of(s), 1, Integer::sum));
        double n = pool.made().size();
        // five standard deviations of a binomial
        assertEquals(0.90, counts.get(Split.TRAIN) / n, 5 * Math.sqrt(0.09 / n));
        assertEquals(0.05, counts.get(Split.VALID) / n, 5 * Math.sqrt(0.0475 / n));
        assertTrue(n > 10_000, n + " sentences");
    }
}
