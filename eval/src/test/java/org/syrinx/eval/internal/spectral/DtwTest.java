package org.syrinx.eval.internal.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.syrinx.api.SyrinxException;

class DtwTest {
    @Test
    void followsAStretchExactly() {
        int[] first = {0, 1, 2, 3, 4, 5, 6, 7};
        int[] second = {0, 1, 1, 2, 3, 4, 5, 5, 6, 7};
        Dtw.Path path = align(first, second);
        assertEquals(0, path.cost());
        assertArrayEquals(new int[] {0, 1, 1, 2, 3, 4, 5, 5, 6, 7}, path.first());
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, path.second());
    }

    @Test
    void findsTheCheapestOfAllPaths() {
        Random random = new Random(4);
        for (int trial = 0; trial < 50; trial++) {
            // short enough that the band (at least slope + 1) leaves nothing out but far corners
            int[] a = random.ints(4, 0, 9).toArray();
            int[] b = random.ints(4, 0, 9).toArray();
            assertEquals(cheapest(a, b, 0, 0), align(a, b).cost(), 1e-12);
        }
    }

    @Test
    void worksAtTheEdges() {
        assertEquals(3, align(new int[] {1}, new int[] {2, 2, 2}).cost());
        assertEquals(3, align(new int[] {2, 2, 2}, new int[] {1}).cost());
        assertEquals(1, align(new int[] {1}, new int[] {2}).cost());
        assertEquals(0, align(new int[50], new int[7]).cost());
        assertThrows(SyrinxException.class, () -> align(new int[0], new int[3]));
    }

    private static Dtw.Path align(int[] a, int[] b) {
        return Dtw.align(a.length, b.length, (i, j) -> Math.abs(a[i] - b[j]));
    }

    /** Every path within two frames of the diagonal: what the band is at this length. */
    private static double cheapest(int[] a, int[] b, int i, int j) {
        if (i >= a.length || j >= b.length || Math.abs(i - j) > 2) {
            return Double.POSITIVE_INFINITY;
        }
        double here = Math.abs(a[i] - b[j]);
        if (i == a.length - 1 && j == b.length - 1) {
            return here;
        }
        return here
                + Math.min(
                        cheapest(a, b, i + 1, j + 1),
                        Math.min(cheapest(a, b, i + 1, j), cheapest(a, b, i, j + 1)));
    }
}
