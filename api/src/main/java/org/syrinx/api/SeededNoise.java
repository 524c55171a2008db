package org.syrinx.api;

import java.nio.charset.StandardCharsets;

/**
 * Counter-based noise: value pair i of a tag is a pure function of (seed, tag, i).
 *
 * @param seed the seed of the utterance
 */
record SeededNoise(long seed) implements NoiseSource {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    @Override
    public float[] gaussian(String tag, int count) {
        long key = mix(seed ^ hash(tag));
        float[] out = new float[count];
        for (int i = 0; i < count; i += 2) {
            // two uniforms, the first in (0, 1] so that its logarithm is finite
            double u = ((mix(key + GOLDEN * (i + 1L)) >>> 11) + 1) * 0x1.0p-53;
            double v = (mix(key + GOLDEN * (i + 2L)) >>> 11) * 0x1.0p-53;
            double r = Math.sqrt(-2 * StrictMath.log(u));
            out[i] = (float) (r * StrictMath.cos(2 * Math.PI * v));
            if (i + 1 < count) {
                out[i + 1] = (float) (r * StrictMath.sin(2 * Math.PI * v));
            }
        }
        return out;
    }

    /** FNV-1a over UTF-8. */
    private static long hash(String tag) {
        long h = 0xcbf29ce484222325L;
        for (byte b : tag.getBytes(StandardCharsets.UTF_8)) {
            h = (h ^ (b & 0xff)) * 0x100000001b3L;
        }
        return h;
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
