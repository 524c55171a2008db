package org.syrinx.corpus.internal.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Chooses sentences so that phones and phone pairs come out as even as the pool allows: each step
 * takes the sentence with the largest gain per phone, where the n-th occurrence of a unit is worth
 * 1/n. The gain is submodular, so a stale gain is an upper bound and lazy evaluation finds the same
 * sentences as trying them all (Minoux, 1978).
 */
public final class GreedySelection {
    private static final double PHONE_WEIGHT = 0.5;

    private record Candidate(int index, double gain) {}

    private final Map<String, Integer> counts = new HashMap<>();

    /**
     * Chooses.
     *
     * @param phones phones of each candidate, pauses included
     * @param count how many to choose, at most the number of candidates
     * @return indices in the order of choice; ties go to the lower index
     */
    public List<Integer> choose(List<List<String>> phones, int count) {
        List<Set<String>> units = phones.stream().map(GreedySelection::units).toList();
        PriorityQueue<Candidate> queue =
                new PriorityQueue<>(
                        (a, b) ->
                                a.gain != b.gain
                                        ? Double.compare(b.gain, a.gain)
                                        : Integer.compare(a.index, b.index));
        for (int i = 0; i < phones.size(); i++) {
            queue.add(new Candidate(i, gain(units.get(i), phones.get(i).size())));
        }
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < count && !queue.isEmpty()) {
            Candidate top = queue.poll();
            double now = gain(units.get(top.index), phones.get(top.index).size());
            if (now < top.gain) {
                queue.add(new Candidate(top.index, now));
                continue;
            }
            chosen.add(top.index);
            units.get(top.index).forEach(u -> counts.merge(u, 1, Integer::sum));
        }
        return chosen;
    }

    private double gain(Set<String> units, int length) {
        double sum = 0;
        for (String unit : units) {
            double weight = unit.indexOf(' ') < 0 ? PHONE_WEIGHT : 1;
            sum += weight / (1 + counts.getOrDefault(unit, 0));
        }
        // The offset keeps very short sentences from winning on their two pauses.
        return sum / (length + 4);
    }

    static Set<String> units(List<String> phones) {
        Set<String> units = new LinkedHashSet<>(phones);
        for (int i = 1; i < phones.size(); i++) {
            units.add(phones.get(i - 1) + " " + phones.get(i));
        }
        return units;
    }
}
