package org.syrinx.compare.internal.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A finished comparison: what every report is made of.
 *
 * @param id digest of what was compared, for citing; the same for the same plan and installation
 * @param finished when
 * @param plan what was asked for
 * @param installation what ran
 * @param rate of the compared sound, Hz
 * @param arms what each arm said, in the order of the plan
 * @param references id of a prompt to its reference
 * @param figures what the metrics say, by family
 * @param reproduction what a comparison that was run again found different; null for a new one
 */
public record Comparison(
        String id,
        Instant finished,
        Plan plan,
        Installation installation,
        int rate,
        List<ArmResult> arms,
        Map<String, Reference> references,
        List<Figure> figures,
        Reproduction reproduction) {
    public Comparison {
        arms = List.copyOf(arms);
        figures = List.copyOf(figures);
    }

    /**
     * The arms that said something.
     *
     * @return the baseline first
     */
    public List<ArmResult> speaking() {
        return arms.stream().filter(ArmResult::speaks).toList();
    }

    /**
     * How many utterances are missing.
     *
     * @return of all arms
     */
    public int missing() {
        return arms.stream().mapToInt(a -> plan.utterances() - a.takes().size()).sum();
    }
}
