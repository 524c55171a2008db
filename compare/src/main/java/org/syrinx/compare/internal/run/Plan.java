package org.syrinx.compare.internal.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.syrinx.compare.internal.arms.ArmSpec;
import org.syrinx.compare.internal.prompts.PromptSet;

/**
 * What is to be compared, and how: everything that decides the result, besides the installation.
 *
 * @param arms at least one, the baseline first
 * @param prompts what is said
 * @param seeds each prompt is said once with each
 * @param reference folder of recordings of the prompts, or null
 * @param rate of the compared sound, Hz; 0 for the lowest rate of the arms
 * @param loudness of the compared sound, LUFS
 * @param device for model folders
 * @param metrics ids to measure, empty for all that are installed, {@code none} for none
 * @param varied key of the role that a swap varies; empty for a comparison of pipelines
 */
public record Plan(
        List<ArmSpec> arms,
        PromptSet prompts,
        List<Long> seeds,
        Path reference,
        int rate,
        double loudness,
        String device,
        Set<String> metrics,
        String varied) {
    /** The word that turns measuring off. */
    public static final String NO_METRICS = "none";

    public Plan {
        arms = List.copyOf(arms);
        seeds = List.copyOf(seeds);
        metrics = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(metrics));
    }

    /**
     * How many utterances each arm says.
     *
     * @return prompts times seeds
     */
    public int utterances() {
        return prompts.items().size() * seeds.size();
    }
}
