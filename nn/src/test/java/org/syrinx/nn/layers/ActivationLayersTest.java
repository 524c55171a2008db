package org.syrinx.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.syrinx.nn.InPlace;
import org.syrinx.nn.Tensors;

class ActivationLayersTest extends LayerCase {
    @Test
    void snakesAddASquaredSinePerChannel() {
        Snake linear = Snake.linear(set.root().at("a"), 3);
        Snake logarithmic = Snake.logarithmic(set.root().at("b"), 3);
        set.finish();
        float[] alpha = {0.5f, 1, 3};
        float[] beta = {0.1f, -1, 0.7f};
        InPlace.copy(
                List.of(
                        set.arrays().get("a.alpha"),
                        set.arrays().get("b.alpha"),
                        set.arrays().get("b.beta")),
                List.of(
                        Tensors.of(manager, alpha, 1, 3, 1),
                        Tensors.of(manager, alpha),
                        Tensors.of(manager, beta)));
        NDArray x = random(1, 3, 6);
        double[][] in = Naive.item(x, 0);
        double[][] a = new double[3][6];
        double[][] b = new double[3][6];
        for (int c = 0; c < 3; c++) {
            for (int t = 0; t < 6; t++) {
                double sine = Math.sin(alpha[c] * in[c][t]);
                double other = Math.sin(Math.exp(alpha[c]) * in[c][t]);
                a[c][t] = in[c][t] + sine * sine / (alpha[c] + 1e-9);
                b[c][t] = in[c][t] + other * other / (Math.exp(beta[c]) + 1e-9);
            }
        }
        assertItems(linear.apply(x), a);
        assertItems(logarithmic.apply(x), b);
    }

    /**
     * Cutoff 0.25, half width 0.3, 12 taps; Kaiser's window by the integral of its Bessel function.
     */
    private static final double[] FILTER = {
        0.0020289664,
        0.0093894639,
        -0.0255434641,
        -0.0576573755,
        0.1285726091,
        0.4432098001,
        0.4432098001,
        0.1285726091,
        -0.0576573755,
        -0.0255434641,
        0.0093894639,
        0.0020289664
    };

    @Test
    void theFilterIsAKaiserWindowedSinc() {
        float[] found = AntiAliasedActivation.filter();
        for (int i = 0; i < 12; i++) {
            assertEquals(FILTER[i], found[i], 1e-7);
        }
    }

    @Test
    void theAntiAliasedActivationIsUpsamplingSnakeAndDownsampling() {
        AntiAliasedActivation layer = new AntiAliasedActivation(set.root(), 2);
        set.finish();
        assertEquals(
                Set.of("act.alpha", "act.beta", "upsample.filter", "downsample.lowpass.filter"),
                set.parameters().keySet());
        assertArrayEquals(new long[] {1, 1, 12}, set.parameters().get("upsample.filter").shape());
        NDArray x = random(1, 2, 9);
        double[][] in = Naive.item(x, 0);
        double[][] expected = new double[2][9];
        for (int c = 0; c < 2; c++) {
            // Sample m of the doubled signal lies at (m - 0.5) / 2 of the input, whose ends are
            // repeated.
            double[] fine = new double[18];
            for (int m = 0; m < 18; m++) {
                for (int n = -5; n < 14; n++) {
                    int tap = m + 15 - 2 * (n + 5);
                    if (tap >= 0 && tap < 12) {
                        fine[m] += 2 * FILTER[tap] * in[c][Math.min(Math.max(n, 0), 8)];
                    }
                }
                double s = Math.sin(fine[m]);
                fine[m] += s * s / (1 + 1e-9);
            }
            for (int t = 0; t < 9; t++) {
                for (int k = 0; k < 12; k++) {
                    expected[c][t] += FILTER[k] * fine[Math.min(Math.max(2 * t + k - 5, 0), 17)];
                }
            }
        }
        assertItems(layer.apply(x), expected);
    }
}
