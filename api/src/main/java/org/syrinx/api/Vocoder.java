package org.syrinx.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Latent to sound, in chunks. The chunks joined equal the sound of a whole decode to 1e-4, and for
 * a given latent they are the same samples bit for bit whatever chunk size was asked for.
 *
 * <p>Implemented by plug-ins, called by pipelines. Safe for use by several threads at once.
 */
@ConsumerType
public interface Vocoder extends Stage {
    /**
     * The latent that it wants.
     *
     * @return the same value for the life of the stage
     */
    LatentSpec latentSpec();

    /**
     * The rate of the sound that it makes.
     *
     * @return Hz
     */
    int sampleRate();

    /**
     * Decodes.
     *
     * @param latent of this vocoder's spec; stays the caller's
     * @param conditioning the conditioning that the latent was made with (a speaker-conditioned
     *     decoder reads its {@link Conditioning#SPEAKER}), or null when there is none
     * @param options chunk size and noise
     * @param sink receives the chunks in order, on this thread
     * @param progress one unit a latent frame, and cancellation
     */
    void decode(
            Latent latent,
            Conditioning conditioning,
            DecodeOptions options,
            AudioSink sink,
            Progress progress);

    /**
     * Decodes and collects.
     *
     * @param latent of this vocoder's spec; stays the caller's
     * @param conditioning as in {@link #decode}
     * @param options as in {@link #decode}
     * @return the whole sound
     */
    default Audio decode(Latent latent, Conditioning conditioning, DecodeOptions options) {
        AudioCollector all = new AudioCollector();
        decode(latent, conditioning, options, all, Progress.NONE);
        return all.audio();
    }

    /**
     * How a latent is decoded.
     *
     * @param chunkFrames the size of the chunks that are wanted, in latent frames; 0 for the
     *     vocoder's default. It changes when sound is delivered, never the sound
     * @param noise randomness of vocoders that have any
     */
    record DecodeOptions(int chunkFrames, NoiseSource noise) {
        public DecodeOptions {
            if (chunkFrames < 0) {
                throw new SyrinxException(
                        "a chunk of at least 1 frame",
                        chunkFrames + " frames",
                        "pass 0 for the default");
            }
        }

        /**
         * Default chunks.
         *
         * @param seed seed of the noise
         * @return options
         */
        public static DecodeOptions seeded(long seed) {
            return new DecodeOptions(0, NoiseSource.seeded(seed));
        }
    }
}
