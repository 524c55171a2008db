package org.syrinx.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Where all randomness of an utterance comes from. One seed gives one utterance, on any device,
 * whatever the batch or the chunking: values are made on the JVM and depend on the seed, the tag
 * and the position only, never on the order of calls.
 *
 * <p>Tests hand in recorded noise instead. Thread-safe.
 */
@ConsumerType
public interface NoiseSource {
    /**
     * Standard normal values.
     *
     * @param tag what the noise is for, unique within an utterance: {@code "duration"}, {@code
     *     "prior"}, {@code "step.3"}
     * @param count how many values, in row-major order of the tensor that they will fill
     * @return a new array of {@code count} values; a longer request with the same tag starts with
     *     the same values
     */
    float[] gaussian(String tag, int count);

    /**
     * The seed, for reports.
     *
     * @return the seed, or -1 for recorded noise
     */
    long seed();

    /**
     * The source that Syrinx uses: counter-based (SplitMix64) with the Box-Muller transform in
     * float64.
     *
     * @param seed any value
     * @return a source
     */
    static NoiseSource seeded(long seed) {
        return new SeededNoise(seed);
    }
}
