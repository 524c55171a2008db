package org.syrinx.nn.models;

import java.util.Arrays;
import java.util.Map;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.SyrinxException;

/**
 * Noise that a reference implementation drew.
 *
 * @param values row-major values by tag; not copied
 */
public record RecordedNoise(Map<String, float[]> values) implements NoiseSource {
    @Override
    public float[] gaussian(String tag, int count) {
        float[] recorded = values.get(tag);
        if (recorded == null || recorded.length != count) {
            throw new SyrinxException(
                    count + " recorded values for \"" + tag + "\"",
                    recorded == null ? "none were recorded" : recorded.length + " were recorded",
                    "Look at the tensors before this one: they decide how much noise is drawn.");
        }
        return Arrays.copyOf(recorded, count);
    }

    @Override
    public long seed() {
        return -1;
    }
}
