package org.syrinx.compare.internal.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.syrinx.api.Role;
import org.syrinx.api.StageInfo;
import org.syrinx.compare.internal.arms.ArmSpec;

/**
 * What one arm said.
 *
 * @param spec what was asked for
 * @param stages the stages that spoke; empty for recordings
 * @param sampleRate of its sound as it was made, Hz; 0 if it could not be opened
 * @param aligned whether it has the timing of the reference
 * @param failure why it could not speak at all, or why it was given up; empty if neither
 * @param takes its utterances
 * @param errors why an utterance is missing
 * @param work what was done in this run
 */
public record ArmResult(
        ArmSpec spec,
        Map<Role, StageInfo> stages,
        int sampleRate,
        boolean aligned,
        String failure,
        Map<Spot, Take> takes,
        Map<Spot, String> errors,
        Work work) {
    public ArmResult {
        stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
        takes = Collections.unmodifiableMap(new LinkedHashMap<>(takes));
        errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }

    /**
     * What was done in this run.
     *
     * @param kept utterances of an earlier run that still hold
     * @param made utterances that were made for the first time
     * @param again utterances that were made again because what decides them has changed
     */
    public record Work(int kept, int made, int again) {}

    /**
     * Its name.
     *
     * @return unique in the comparison
     */
    public String name() {
        return spec.name();
    }

    /**
     * Whether anything can be heard.
     *
     * @return true if there is at least one utterance
     */
    public boolean speaks() {
        return !takes.isEmpty();
    }
}
