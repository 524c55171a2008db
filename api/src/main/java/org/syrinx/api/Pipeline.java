package org.syrinx.api;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A wired chain of stages that speaks. Provided by the launcher for every configuration {@code
 * org.syrinx.pipeline~name} whose stages are all there and fit. Stages may be swapped while it
 * speaks: a request finishes on the stages it started with. Safe for use by several threads at
 * once.
 */
@ProviderType
public interface Pipeline {
    /**
     * The name, also the service property {@code syrinx.pipeline}.
     *
     * @return the name
     */
    String name();

    /**
     * The stages that the next request will use.
     *
     * @return role to stage; a pipeline without denoiser has no entry for it
     */
    Map<Role, StageInfo> stages();

    /**
     * The sample rate of its sound.
     *
     * @return Hz
     */
    int sampleRate();

    /**
     * Speaks. Long text is split into sentences, which are delivered as they are ready.
     *
     * @param prompt what to say and how
     * @param sink receives the sound on this thread
     * @param progress progress and cancellation
     * @return what was done
     * @throws SyrinxException if the prompt cannot be spoken or a stage fails
     */
    SpeechResult speak(Prompt prompt, AudioSink sink, Progress progress);
}
