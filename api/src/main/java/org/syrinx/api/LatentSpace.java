package org.syrinx.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says what a latent means, and turns recorded sound into one.
 *
 * <p>Implemented by plug-ins, called by pipelines. Safe for use by several threads at once.
 */
@ConsumerType
public interface LatentSpace extends Stage {
    /**
     * The meaning of the latents of this space.
     *
     * @return the same value for the life of the stage
     */
    LatentSpec latentSpec();

    /**
     * Sound to latent.
     *
     * @param audio at any rate; the space resamples when the rate is not its own
     * @param options speaker and sampling of the posterior
     * @param progress progress and cancellation
     * @return the latent; the caller closes it
     * @throws SyrinxException if the sound is empty, too short for a frame or not finite
     */
    Latent encode(Audio audio, EncodeOptions options, Progress progress);

    /**
     * What decoding a latent of a recording needs beside it: for a model with several speakers, the
     * vector of the one who is to be heard, as the vocoder of the same model reads it ({@link
     * Conditioning#SPEAKER}).
     *
     * @param latent of this space; stays the caller's
     * @param speaker who is to be heard, a name of the model's; null for a model without speakers
     * @return a conditioning of the latent's length, without a start; the caller closes it
     * @throws SyrinxException if the model has speakers and none of that name
     */
    default Conditioning conditioning(Latent latent, String speaker) {
        return Conditioning.builder(latent.spec(), latent.length()).build();
    }

    /**
     * Scales a latent to zero mean and unit variance per channel, where the space has such
     * statistics.
     *
     * @param latent of this space; stays the caller's
     * @return a new latent, which the caller closes
     */
    default Latent normalise(Latent latent) {
        throw new SyrinxException(
                "a latent space with channel statistics",
                info().model() + " has none",
                "use its latents as they are");
    }

    /**
     * The inverse of {@link #normalise}.
     *
     * @param latent normalised; stays the caller's
     * @return a new latent, which the caller closes
     */
    default Latent denormalise(Latent latent) {
        throw new SyrinxException(
                "a latent space with channel statistics",
                info().model() + " has none",
                "use its latents as they are");
    }

    /**
     * How sound is encoded.
     *
     * @param speaker who is speaking, a name of the model's; null for a model without speakers
     * @param temperature scale of the posterior noise, at least 0; 0 takes the mean
     * @param noise randomness of the posterior sample
     */
    record EncodeOptions(String speaker, double temperature, NoiseSource noise) {
        /**
         * The posterior mean.
         *
         * @param speaker who is speaking, or null
         * @return options that need no noise
         */
        public static EncodeOptions mean(String speaker) {
            return new EncodeOptions(speaker, 0, NoiseSource.seeded(0));
        }
    }
}
