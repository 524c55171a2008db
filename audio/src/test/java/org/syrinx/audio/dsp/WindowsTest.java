package org.syrinx.audio.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.syrinx.api.SyrinxException;

class WindowsTest {
    @Test
    void shapesHaveTheirPublishedValues() {
        double[] hann = {0, 0.5, 1, 0.5};
        assertArrayEquals(hann, Windows.periodic(Windows.Shape.HANN, 4), 1e-15);
        assertArrayEquals(
                new double[] {0, 0.5, 1, 0.5, 0}, Windows.symmetric(Windows.Shape.HANN, 5), 1e-15);
        assertArrayEquals(
                new double[] {0.08, 0.54, 1, 0.54},
                Windows.periodic(Windows.Shape.HAMMING, 4),
                1e-15);
        assertArrayEquals(
                new double[] {0, 0.34, 1, 0.34},
                Windows.periodic(Windows.Shape.BLACKMAN, 4),
                1e-15);
        assertArrayEquals(
                new double[] {1, 1, 1}, Windows.periodic(Windows.Shape.RECTANGULAR, 3), 0);
    }

    @Test
    void besselHasItsTabulatedValues() {
        // Abramowitz and Stegun, table 9.8
        assertEquals(1, Windows.besselI0(0));
        assertEquals(1.2660658777520084, Windows.besselI0(1), 1e-14);
        assertEquals(27.239871823604442, Windows.besselI0(5), 1e-12);
        assertEquals(2815.716628466254, Windows.besselI0(10), 1e-9);
    }

    @Test
    void kaiserIsRectangularAtZeroAndSymmetric() {
        assertArrayEquals(new double[] {1, 1, 1}, Windows.kaiser(3, 0), 0);
        double[] w = Windows.kaiser(5, 5);
        assertEquals(1 / 27.239871823604442, w[0], 1e-12);
        assertEquals(1, w[2], 1e-15);
        assertEquals(w[1], w[3], 1e-15);
        assertThrows(SyrinxException.class, () -> Windows.kaiser(0, 1));
    }
}
