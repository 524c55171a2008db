package org.syrinx.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ErrorRateTest {
    @Test
    void aPerfectHypothesisHasNoErrors() {
        assertEquals(new ErrorRate(0, 0, 0, 3), rate("a b c", "a b c"));
    }

    @Test
    void eachKindOfErrorIsCountedAsItself() {
        assertEquals(new ErrorRate(1, 0, 0, 3), rate("a b c", "a x c"));
        assertEquals(new ErrorRate(0, 1, 0, 3), rate("a b c", "a c"));
        assertEquals(new ErrorRate(0, 0, 1, 3), rate("a b c", "a b x c"));
        assertEquals(new ErrorRate(0, 3, 0, 3), rate("a b c", ""));
        assertEquals(new ErrorRate(0, 0, 2, 0), rate("", "a b"));
    }

    @Test
    void theTextbookExampleNeedsThreeEdits() {
        // kitten -> sitting: two substitutions and one insertion
        assertEquals(new ErrorRate(2, 0, 1, 6), rate("k i t t e n", "s i t t i n g"));
    }

    @Test
    void theNumberOfErrorsIsTheEditDistanceOnRandomStrings() {
        SplittableRandom random = new SplittableRandom(1);
        for (int k = 0; k < 300; k++) {
            List<String> a = random(random);
            List<String> b = random(random);
            ErrorRate r = ErrorRate.of(a, b);
            assertEquals(recursive(a, b), r.errors());
            assertEquals(b.size() - a.size(), r.insertions() - r.deletions());
        }
    }

    @Test
    void ratesArePooledOverTokensNotAveragedOverUtterances() {
        ErrorRate pooled = rate("a", "x").plus(rate("a b c d e f g h i", "a b c d e f g h i"));
        assertEquals(0.1, pooled.rate(), 1e-12);
    }

    private static ErrorRate rate(String reference, String hypothesis) {
        return ErrorRate.of(words(reference), words(hypothesis));
    }

    private static List<String> words(String s) {
        return s.isEmpty() ? List.of() : Arrays.asList(s.split(" "));
    }

    private static List<String> random(SplittableRandom random) {
        List<String> out = new ArrayList<>();
        int n = random.nextInt(6);
        for (int i = 0; i < n; i++) {
            out.add("abc".substring(random.nextInt(3)).substring(0, 1));
        }
        return out;
    }

    private static int recursive(List<String> a, List<String> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.size() + b.size();
        }
        List<String> a1 = a.subList(1, a.size());
        List<String> b1 = b.subList(1, b.size());
        int step = a.get(0).equals(b.get(0)) ? 0 : 1;
        return Math.min(recursive(a1, b1) + step, 1 + Math.min(recursive(a1, b), recursive(a, b1)));
    }
}
