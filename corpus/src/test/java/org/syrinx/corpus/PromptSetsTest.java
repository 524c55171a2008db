package org.syrinx.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.syrinx.corpus.format.Words;
import org.syrinx.corpus.internal.text.Split;
import org.syrinx.corpus.internal.text.SpokenTasks;

class PromptSetsTest {
    @Test
    void theSetsHaveTheirSizesAndNoSentenceTwice() {
        assertEquals(
                200,
                new HashSet<>(PromptSets.open().stream().map(Words::normalise).toList()).size());
        assertEquals(100, new HashSet<>(PromptSets.digits()).size());
        assertEquals(100, new HashSet<>(PromptSets.grid()).size());
        assertEquals(2000, new HashSet<>(PromptSets.dictionary()).size());
        assertEquals(PromptSets.dictionary(), List.copyOf(new TreeSet<>(PromptSets.dictionary())));
    }

    @Test
    void everyPromptIsInTheTestSplit() {
        for (List<String> set :
                List.of(PromptSets.open(), PromptSets.digits(), PromptSets.grid())) {
            set.forEach(s -> assertEquals(Split.TEST, Split.of(s), s));
        }
    }

    @Test
    void everyWordOfAnOpenSentenceIsInTheDictionary() {
        Set<String> dictionary = new HashSet<>(PromptSets.dictionary());
        PromptSets.open()
                .forEach(
                        s ->
                                Words.of(s)
                                        .forEach(
                                                w ->
                                                        assertTrue(
                                                                dictionary.contains(w),
                                                                w + " in " + s)));
    }

    @Test
    void closedTasksFollowTheirGrammars() {
        PromptSets.digits()
                .forEach(
                        s -> {
                            assertTrue(SpokenTasks.DIGITS.containsAll(Words.of(s)), s);
                            int words = Words.of(s).size();
                            assertTrue(words >= 4 && words <= 7, s);
                        });
        String grid =
                "(bin|lay|place|set) (blue|green|red|white) (at|by|in|with) [b-vx-z]"
                        + " (zero|one|two|three|four|five|six|seven|eight|nine)"
                        + " (again|now|please|soon)";
        PromptSets.grid().forEach(s -> assertTrue(Words.normalise(s).matches(grid), s));
    }
}
