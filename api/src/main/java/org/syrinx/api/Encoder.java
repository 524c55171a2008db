package org.syrinx.api;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Prompt to conditioning: text to tokens, durations and whatever else the denoiser and the vocoder
 * of its family need.
 *
 * <p>Implemented by plug-ins, called by pipelines. Safe for use by several threads at once.
 */
@ConsumerType
public interface Encoder extends Stage {
    /**
     * The latent that this encoder's conditioning leads to.
     *
     * @return the same value for the life of the stage
     */
    LatentSpec latentSpec();

    /**
     * The voices it can speak with.
     *
     * @return names in index order; empty for a single-speaker model
     */
    List<String> speakers();

    /**
     * The languages it can read.
     *
     * @return BCP 47 tags; empty when the model does not say
     */
    List<String> languages();

    /**
     * Reads one sentence.
     *
     * @param prompt what to say and how; one sentence, or what the caller wants to be spoken in one
     *     breath
     * @param noise all randomness
     * @param progress progress and cancellation
     * @return the conditioning; the caller closes it
     * @throws SyrinxException if the prompt asks for something that this encoder cannot do (unknown
     *     speaker, no speakable symbol ...)
     */
    Conditioning encode(Prompt prompt, NoiseSource noise, Progress progress);
}
