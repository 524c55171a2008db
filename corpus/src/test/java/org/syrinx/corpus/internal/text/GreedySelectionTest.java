package org.syrinx.corpus.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GreedySelectionTest {
    @Test
    void lazySelectionFindsWhatTryingEverySentenceFinds() {
        Random64 random = new Random64(11);
        List<List<String>> pool = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            List<String> phones = new ArrayList<>();
            int length = 3 + random.below(10);
            for (int j = 0; j < length; j++) {
                phones.add("p" + random.below(9));
            }
            pool.add(phones);
        }
        assertEquals(naive(pool, 60), new GreedySelection().choose(pool, 60));
    }

    @Test
    void askingForMoreThanThereIsGivesEverythingOnce() {
        List<List<String>> pool = List.of(List.of("a", "b"), List.of("c"));
        assertEquals(2, new GreedySelection().choose(pool, 5).stream().distinct().count());
    }

    private static List<Integer> naive(List<List<String>> pool, int count) {
        Map<String, Integer> seen = new HashMap<>();
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < count) {
            int best = -1;
            double bestGain = -1;
            for (int i = 0; i < pool.size(); i++) {
                double gain = 0;
                for (String unit : GreedySelection.units(pool.get(i))) {
                    gain += (unit.contains(" ") ? 1 : 0.5) / (1 + seen.getOrDefault(unit, 0));
                }
                gain /= pool.get(i).size() + 4;
                if (!chosen.contains(i) && gain > bestGain) {
                    best = i;
                    bestGain = gain;
                }
            }
            chosen.add(best);
            GreedySelection.units(pool.get(best)).forEach(u -> seen.merge(u, 1, Integer::sum));
        }
        return chosen;
    }
}
