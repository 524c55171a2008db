package org.syrinx.plugin.editing.internal.edits;

import org.syrinx.api.Direction;

/** The slice of a direction at any time of the schedule. */
final class StepSlices {
    private StepSlices() {}

    /**
     * Interpolates linearly between the two slices whose times enclose {@code time}; before the
     * first and after the last the nearest holds. Strength is not rescaled with the number of
     * steps: a step of an ODE multiplies what it adds by its own size already (spec 1.3).
     *
     * @param direction with falling times
     * @param time in [0, 1]
     * @return {@code channels x bins}
     */
    static float[] at(Direction direction, double time) {
        double[] times = direction.times();
        int width = direction.values().length / direction.steps();
        int after = 0;
        while (after < times.length && times[after] > time) {
            after++;
        }
        int low = Math.max(0, after - 1);
        int high = Math.min(times.length - 1, after);
        double weight = low == high ? 0 : (times[low] - time) / (times[low] - times[high]);
        float[] out = new float[width];
        for (int d = 0; d < width; d++) {
            float a = direction.values()[low * width + d];
            float b = direction.values()[high * width + d];
            out[d] = a == b ? a : (float) (a + weight * (b - a));
        }
        return out;
    }
}
