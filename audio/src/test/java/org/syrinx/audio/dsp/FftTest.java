package org.syrinx.audio.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.api.SyrinxException;

class FftTest {
    /** The definition, term by term. */
    private static double[][] naive(double[] re, double[] im, int sign) {
        int n = re.length;
        double[][] out = new double[2][n];
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                double angle = sign * 2 * Math.PI * ((long) i * k % n) / n;
                out[0][k] += re[i] * Math.cos(angle) - im[i] * Math.sin(angle);
                out[1][k] += re[i] * Math.sin(angle) + im[i] * Math.cos(angle);
            }
        }
        return out;
    }

    private static double[] random(int n, long seed) {
        return new Random(seed).doubles(n, -1, 1).toArray();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 20, 25, 30, 60, 64, 97, 100, 128,
                243, 400, 480, 514, 600, 625, 1000, 1021, 1024, 1920
            })
    void equalsTheDefinitionAtEverySize(int n) {
        double[] re = random(n, 1);
        double[] im = random(n, 2);
        double[][] expected = naive(re, im, -1);
        Fft fft = new Fft(n);
        double[] gotRe = re.clone();
        double[] gotIm = im.clone();
        fft.forward(gotRe, gotIm);
        for (int k = 0; k < n; k++) {
            assertEquals(expected[0][k], gotRe[k], 1e-12 * n);
            assertEquals(expected[1][k], gotIm[k], 1e-12 * n);
        }
        fft.inverse(gotRe, gotIm);
        for (int k = 0; k < n; k++) {
            assertEquals(re[k], gotRe[k], 1e-13 * n);
            assertEquals(im[k], gotIm[k], 1e-13 * n);
        }
        double[] x = random(n, 3);
        double[][] real = naive(x, new double[n], -1);
        double[] halfRe = new double[n / 2 + 1];
        double[] halfIm = new double[n / 2 + 1];
        fft.realForward(x, halfRe, halfIm);
        for (int k = 0; k <= n / 2; k++) {
            assertEquals(real[0][k], halfRe[k], 1e-12 * n);
            assertEquals(real[1][k], halfIm[k], 1e-12 * n);
        }
        double[] back = new double[n];
        fft.realInverse(halfRe, halfIm, back);
        for (int i = 0; i < n; i++) {
            assertEquals(x[i], back[i], 1e-13 * n);
        }
    }

    @Test
    void meaninglessImaginaryPartsAreIgnored() {
        double[] x = new double[4];
        new Fft(4).realInverse(new double[] {4, 0, 0}, new double[] {9, 0, 9}, x);
        for (double v : x) {
            assertEquals(1, v, 1e-15);
        }
    }

    @Test
    void aSizeOfZeroIsRefused() {
        assertThrows(SyrinxException.class, () -> new Fft(0));
    }
}
