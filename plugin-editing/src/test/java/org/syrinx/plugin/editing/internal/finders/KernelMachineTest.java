package org.syrinx.plugin.editing.internal.finders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class KernelMachineTest {
    private static final int N = 30;
    private static final int D = 4;

    private final DMatrixRMaj x = new DMatrixRMaj(N, D);
    private final int[] y = new int[N];

    KernelMachineTest() {
        SplittableRandom random = new SplittableRandom(1);
        for (int k = 0; k < N; k++) {
            y[k] = k % 2 == 0 ? 1 : -1;
            for (int d = 0; d < D; d++) {
                x.set(k, d, random.nextGaussian() + (d == 0 ? 0.7 * y[k] : 0));
            }
        }
    }

    @Test
    void logisticRegressionStandsWhereItsGradientVanishes() {
        double c = 0.7;
        double[] alpha = KernelMachine.logistic(Matrices.gram(x), y, c);
        double[] w = Matrices.transposedTimes(x, alpha);
        // gradient of |w|^2 / 2 + c sum log(1 + exp(-y w.x)), in the primal
        double[] gradient = w.clone();
        for (int k = 0; k < N; k++) {
            double f = 0;
            for (int d = 0; d < D; d++) {
                f += w[d] * x.get(k, d);
            }
            double p = 1 / (1 + Math.exp(y[k] * f));
            for (int d = 0; d < D; d++) {
                gradient[d] -= c * p * y[k] * x.get(k, d);
            }
        }
        assertEquals(0, Matrices.norm(gradient), 1e-2 * Matrices.norm(w));
    }

    @Test
    void theSupportVectorMachineHasEqualPrimalAndDualObjectives() {
        double c = 0.5;
        DMatrixRMaj gram = Matrices.gram(x);
        double[] alpha = KernelMachine.hinge(gram, y, c);
        double[] w = Matrices.transposedTimes(x, alpha);
        double primal = 0.5 * Matrices.dot(w, w);
        double dual = -0.5 * Matrices.dot(w, w);
        double[] f = Matrices.times(gram, alpha);
        for (int k = 0; k < N; k++) {
            primal += c * Math.max(0, 1 - y[k] * f[k]);
            double a = alpha[k] * y[k];
            assertTrue(a >= 0 && a <= c);
            dual += a;
        }
        assertEquals(primal, dual, 1e-3 * primal);
    }
}
