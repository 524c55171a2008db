package org.syrinx.compare.internal.arms;

import java.util.List;
import java.util.Map;
import org.syrinx.api.Audio;
import org.syrinx.api.Progress;
import org.syrinx.api.Role;
import org.syrinx.api.SpeechResult;
import org.syrinx.api.StageInfo;
import org.syrinx.compare.internal.prompts.PromptItem;

/** One side of a comparison: something that says every prompt. Used on one thread. */
public interface Arm {
    /**
     * What was asked for.
     *
     * @return the name and the rest of the specification
     */
    ArmSpec spec();

    /**
     * The rate of its sound.
     *
     * @return Hz
     */
    int sampleRate();

    /**
     * The stages that speak.
     *
     * @return role to stage; empty for recordings
     */
    Map<Role, StageInfo> stages();

    /**
     * Whether its sound has the timing of the reference recording, sample by sample.
     *
     * @return true for copy synthesis
     */
    boolean aligned();

    /**
     * Whether the first call is slower than the others and is not to be counted.
     *
     * @return true for a pipeline
     */
    boolean wantsWarmUp();

    /**
     * What decides how it sounds, besides text and seed, in a canonical form: when this changes,
     * its sound is made again.
     *
     * @param item the prompt
     * @return text
     */
    String fingerprint(PromptItem item);

    /**
     * Says one prompt.
     *
     * @param item what to say
     * @param seed the seed; recordings have none
     * @param progress for cancellation
     * @return what it said
     * @throws org.syrinx.api.SyrinxException if it cannot
     */
    Spoken speak(PromptItem item, long seed, Progress progress);

    /**
     * What an arm said.
     *
     * @param audio the sound, as it was made
     * @param result what the pipeline reported; null for recordings
     * @param warnings what was not as asked
     */
    record Spoken(Audio audio, SpeechResult result, List<String> warnings) {}
}
