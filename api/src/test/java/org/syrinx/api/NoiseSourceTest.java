package org.syrinx.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NoiseSourceTest {
    private static final int N = 200_000;

    @Test
    void theSameSeedAndTagGiveTheSameValuesInAnyOrderOfCalls() {
        NoiseSource a = NoiseSource.seeded(42);
        float[] first = a.gaussian("prior", 100);
        a.gaussian("duration", 7);

        assertArrayEquals(first, a.gaussian("prior", 100));
        assertArrayEquals(first, NoiseSource.seeded(42).gaussian("prior", 100));
    }

    @Test
    void aLongerRequestStartsWithTheSameValues() {
        NoiseSource a = NoiseSource.seeded(1);
        float[] whole = a.gaussian("x", 1001);
        for (int n : new int[] {0, 1, 2, 3, 500, 1000}) {
            assertArrayEquals(Arrays.copyOf(whole, n), a.gaussian("x", n));
        }
    }

    @Test
    void theValuesAreStandardNormal() {
        float[] x = NoiseSource.seeded(7).gaussian("x", N);
        double mean = 0;
        double square = 0;
        double fourth = 0;
        int within = 0;
        for (float v : x) {
            assertTrue(Float.isFinite(v));
            mean += v;
            square += v * v;
            fourth += Math.pow(v, 4);
            within += Math.abs(v) < 1 ? 1 : 0;
        }
        // five standard errors of each estimate
        assertEquals(0, mean / N, 5 / Math.sqrt(N));
        assertEquals(1, square / N, 5 * Math.sqrt(2.0 / N));
        assertEquals(3, fourth / N, 5 * Math.sqrt(96.0 / N));
        assertEquals(0.6826895, within / (double) N, 5 * Math.sqrt(0.683 * 0.317 / N));
    }

    @Test
    void seedsTagsAndNeighboursAreUncorrelated() {
        float[] a = NoiseSource.seeded(1).gaussian("x", N);
        float[] b = NoiseSource.seeded(2).gaussian("x", N);
        float[] c = NoiseSource.seeded(1).gaussian("y", N);
        double bound = 5 / Math.sqrt(N);

        assertEquals(0, correlation(a, b, 0), bound);
        assertEquals(0, correlation(a, c, 0), bound);
        assertEquals(0, correlation(a, a, 1), bound);
        assertEquals(0, correlation(a, a, 2), bound);
        assertFalse(Arrays.equals(a, b));
    }

    private static double correlation(float[] a, float[] b, int lag) {
        double sum = 0;
        for (int i = lag; i < a.length; i++) {
            sum += a[i] * b[i - lag];
        }
        return sum / a.length;
    }
}
