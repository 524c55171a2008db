package org.syrinx.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A latent space that can re-speak a latent as another of its speakers, keeping content and timing
 * (VITS: forward flow with the source speaker, inverse flow with the target).
 */
@ConsumerType
public interface VoiceConverter extends LatentSpace {
    /**
     * Changes the speaker.
     *
     * @param latent of this space; stays the caller's
     * @param from who is speaking in it
     * @param to who is to speak
     * @return a new latent, which the caller closes
     * @throws SyrinxException if a speaker is unknown; the message lists the known ones
     */
    Latent convert(Latent latent, String from, String to);
}
