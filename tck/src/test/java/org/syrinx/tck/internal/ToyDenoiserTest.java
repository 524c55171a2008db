package org.syrinx.tck.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.syrinx.api.NoiseSource;

/** The gradients that finders are tested with are those of the function that is written above. */
class ToyDenoiserTest {
    private static final int STEPS = 2;
    private static final int WIDTH = 6;
    private static final double[] AXIS = new double[STEPS * WIDTH];
    private static final float[] POOLED = new float[STEPS * WIDTH];

    static {
        for (int i = 0; i < AXIS.length; i++) {
            AXIS[i] = 1 + Math.sin(1.7 * i);
            POOLED[i] = (float) Math.cos(0.9 * i);
        }
    }

    private static final ToyDenoiser TOY = new ToyDenoiser(AXIS, STEPS, NoiseSource.seeded(3));

    private static double[] offset(int step) {
        double[] h = new double[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            h[i] = POOLED[step * WIDTH + i];
        }
        return h;
    }

    /** Central differences of one band. */
    private static double slope(int step, int band, int i) {
        double[] up = offset(step);
        double[] down = offset(step);
        up[i] += 1e-5;
        down[i] -= 1e-5;
        return (TOY.estimate(step, up)[band] - TOY.estimate(step, down)[band]) / 2e-5;
    }

    @Test
    void everyGradientIsTheLimitOfDifferences() {
        Map<String, float[]> named = TOY.sensitivities(POOLED);
        for (int s = 0; s < STEPS; s++) {
            for (int i = 0; i < WIDTH; i++) {
                double mean = 0;
                double tilt = 0;
                for (int b = 0; b < ToyDenoiser.BANDS; b++) {
                    double slope = slope(s, b, i);
                    assertEquals(slope, named.get("band." + b)[s * WIDTH + i], 1e-6);
                    mean += slope / 5;
                    tilt += (b - 2) * slope / 10; // least squares over 0 ... 4
                }
                assertEquals(mean, named.get("level")[s * WIDTH + i], 1e-6);
                assertEquals(tilt, named.get("tilt")[s * WIDTH + i], 1e-6);
            }
        }
    }

    @Test
    void singularVectorsOfAKnownMatrixComeWithTheirValuesTheLargestFirst() {
        // diag(3, 2) turned by 30 degrees on the right
        double c = Math.cos(Math.PI / 6);
        double s = Math.sin(Math.PI / 6);
        double[][] j = {{3 * c, 3 * s}, {-2 * s, 2 * c}};
        assertEquals("[2.598, 1.5]", rounded(ToyDenoiser.strongest(j)));
        double[] second = ToyDenoiser.strongest(j);
        assertEquals(2, Math.hypot(second[0], second[1]), 1e-9);
        assertEquals(0, second[0] * c + second[1] * s, 1e-9, "across the first");
    }

    private static String rounded(double[] v) {
        return Arrays.toString(
                Arrays.stream(v).map(x -> Math.abs(Math.rint(x * 1000) / 1000)).toArray());
    }
}
