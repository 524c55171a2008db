package org.syrinx.api;

import java.util.Objects;

/**
 * Mono sound: float samples, nominally in [-1, 1], at a rate in Hz.
 *
 * <p>The array is not copied, neither in nor out: whoever holds an {@code Audio} treats the samples
 * as read-only. Values outside [-1, 1] are legal between stages and are reported, not hidden, when
 * sound is written to an integer format.
 *
 * @param samples the samples; length zero is legal
 * @param sampleRate samples per second, in Hz, greater than zero; a {@link ContractException} says
 *     if it is not
 */
public record Audio(float[] samples, int sampleRate) {
    public Audio {
        Objects.requireNonNull(samples, "samples");
        if (sampleRate <= 0) {
            throw new ContractException(
                    "a sample rate greater than 0 Hz",
                    "a sample rate of " + sampleRate + " Hz",
                    "pass the rate in Hz");
        }
    }

    /**
     * Duration.
     *
     * @return seconds
     */
    public double seconds() {
        return (double) samples.length / sampleRate;
    }

    /**
     * The largest magnitude.
     *
     * @return max |x|, 0 for no samples, NaN if any sample is NaN
     */
    public float peak() {
        float peak = 0;
        for (float x : samples) {
            if (Float.isNaN(x)) {
                return Float.NaN;
            }
            peak = Math.max(peak, Math.abs(x));
        }
        return peak;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Audio other
                && sampleRate == other.sampleRate
                && java.util.Arrays.equals(samples, other.samples);
    }

    @Override
    public int hashCode() {
        return 31 * java.util.Arrays.hashCode(samples) + sampleRate;
    }

    @Override
    public String toString() {
        return String.format(java.util.Locale.ROOT, "Audio[%.3f s, %d Hz]", seconds(), sampleRate);
    }
}
