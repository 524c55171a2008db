package org.syrinx.eval.stats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.MetricScores;
import org.syrinx.eval.metric.Sample;

/**
 * Figures grouped into what may be called independent: by speaker if there are at least {@link
 * #FEWEST_SPEAKERS} of them, else by sentence, whatever the speaker and the seed.
 */
final class Clusters {
    /** Resampling fewer speakers than these gives intervals that are far too narrow. */
    static final int FEWEST_SPEAKERS = 5;

    private final String by;
    private final List<Group> groups;

    /** One cluster: figures of one or of two systems for the same sentences. */
    record Group(List<Unit> units) {}

    /** One sentence of one speaker: all seeds, of one or of two systems. */
    record Unit(List<MetricResult> a, List<MetricResult> b) {}

    private Clusters(String by, List<Group> groups) {
        this.by = by;
        this.groups = groups;
    }

    String by() {
        return by;
    }

    int size() {
        return groups.size();
    }

    Group get(int i) {
        return groups.get(i);
    }

    static Clusters of(MetricScores scores) {
        return group(units(scores), Map.of(), false);
    }

    /** Only sentences that both systems have a figure for. */
    static Clusters ofPairs(MetricScores a, MetricScores b) {
        return group(units(a), units(b), true);
    }

    /** A sentence is its text, where that is known: one text under two ids is one sentence. */
    private record Key(String speaker, String id, String sentence) {
        Key(Sample s) {
            this(s.speaker(), s.id(), s.text().orElse(s.id()));
        }
    }

    private static Map<Key, List<MetricResult>> units(MetricScores scores) {
        Map<Key, List<MetricResult>> units = new LinkedHashMap<>();
        for (int i = 0; i < scores.results().size(); i++) {
            if (scores.results().get(i).available()) {
                Sample s = scores.samples().get(i);
                units.computeIfAbsent(new Key(s), k -> new ArrayList<>())
                        .add(scores.results().get(i));
            }
        }
        return units;
    }

    private static Clusters group(
            Map<Key, List<MetricResult>> a, Map<Key, List<MetricResult>> b, boolean pairs) {
        Set<Key> keys = new LinkedHashSet<>(a.keySet());
        if (pairs) {
            keys.retainAll(b.keySet());
        }
        long speakers = keys.stream().map(Key::speaker).distinct().count();
        boolean bySpeaker = speakers >= FEWEST_SPEAKERS;
        Map<String, List<Unit>> groups = new LinkedHashMap<>();
        for (Key k : keys) {
            groups.computeIfAbsent(bySpeaker ? k.speaker() : k.sentence(), g -> new ArrayList<>())
                    .add(new Unit(a.get(k), b.getOrDefault(k, List.of())));
        }
        return new Clusters(
                bySpeaker ? "speaker" : "sentence",
                groups.values().stream().map(Group::new).toList());
    }
}
