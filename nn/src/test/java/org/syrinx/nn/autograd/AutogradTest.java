package org.syrinx.nn.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.syrinx.engine.Operators;
import org.syrinx.nn.Activations;
import org.syrinx.nn.LinearAlgebra;
import org.syrinx.nn.Losses;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.Types;

class AutogradTest {
    private final NDManager manager = Operators.engine().newBaseManager();
    private NDScope scope;

    @BeforeEach
    void openScope() {
        scope = new NDScope();
        scope.suppressNotUsedWarning();
        Autograd.setTraining(true);
    }

    @AfterEach
    void closeScope() {
        Autograd.setTraining(false);
        scope.close();
        manager.close();
    }

    private NDArray leaf(double... values) {
        return Autograd.requireGradient(Tensors.of(manager, values));
    }

    @Test
    void guardsNestAndRestoreTheModeOfTheThread() {
        assertTrue(Autograd.isTraining());
        try (Autograd.Guard off = Autograd.noGrad()) {
            assertFalse(off.on() || Autograd.isTraining());
            try (Autograd.Guard on = Autograd.grad()) {
                assertTrue(on.on() && Autograd.isTraining());
            }
            assertFalse(Autograd.isTraining());
        }
        assertTrue(Autograd.isTraining());
    }

    @Test
    void gradientsAddUpUntilTheyAreCleared() {
        NDArray x = leaf(1, -2);
        assertFalse(Autograd.hasGradient(x));
        Autograd.backward(Reductions.sum(Ops.square(x)));
        Autograd.backward(Reductions.sum(Ops.scale(x, 10)));
        assertTrue(Autograd.hasGradient(x));
        assertArrayEquals(new double[] {12, 6}, Autograd.gradient(x).toDoubleArray());
    }

    @Test
    void anArrayWithoutGradientIsRefusedAndNotReadAsZeros() {
        NDArray x = leaf(1);
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> Autograd.gradient(x));
        assertTrue(
                e.getMessage().startsWith("No gradient has reached this array of shape (1)"),
                e.getMessage());
    }

    @Test
    void backwardOfAVectorIsRefused() {
        NDArray y = Ops.square(leaf(1, 2));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Autograd.backward(y));
        assertTrue(e.getMessage().contains("(2)"), e.getMessage());
    }

    @Test
    void nothingPassesADetachedArray() {
        NDArray x = leaf(3);
        Autograd.backward(Reductions.sum(Ops.mul(x, Autograd.detach(Ops.square(x)))));
        assertArrayEquals(new double[] {9}, Autograd.gradient(x).toDoubleArray());
    }

    @Test
    void castsAndCopiesStayInTheGraph() {
        NDArray x = leaf(1.5, -0.5);
        NDArray y =
                Types.toDouble(Types.roundToBfloat16(Types.toHalf(Types.toFloat(Types.copy(x)))));
        Autograd.backward(Reductions.sum(Ops.scale(y, 4)));
        assertArrayEquals(new double[] {4, 4}, Autograd.gradient(x).toDoubleArray());
    }

    @Test
    void aVectorJacobianProductEqualsItsFormulaAndLeavesNoStoredGradient() {
        // y = A sigma(x): vT J = (AT v) sigma'(x)
        NDArray x = leaf(0.3, -0.7);
        NDArray a = Tensors.of(manager, new double[] {1, 2, -1, 0.5, 3, 0}, 2, 3);
        NDArray y = LinearAlgebra.matmul(Activations.sigmoid(x), a);
        double[] v = {1, -2, 0.5};
        double[] want = new double[2];
        for (int i = 0; i < 2; i++) {
            double s = sigmoid(x.toDoubleArray()[i]);
            for (int j = 0; j < 3; j++) {
                want[i] += a.toDoubleArray()[3 * i + j] * v[j] * s * (1 - s);
            }
        }
        NDArray direction = Tensors.of(manager, v);
        assertArrayEquals(want, Autograd.vjp(y, x, direction, false).toDoubleArray(), 1e-14);
        NDArray other = leaf(1);
        NDList both = Autograd.gradients(y, List.of(x, other), direction, false);
        assertArrayEquals(want, both.get(0).toDoubleArray(), 1e-14);
        assertArrayEquals(new double[] {0}, both.get(1).toDoubleArray());
        assertFalse(Autograd.hasGradient(x));
    }

    @Test
    void aJacobianVectorProductIsExactAndCanBeDifferentiated() {
        NDArray x = leaf(0.4, -1.2);
        NDArray v = Tensors.of(manager, new double[] {2, 3});
        NDArray product = Autograd.jvp(Ops.exp(x), x, v, true);
        double[] want = {2 * Math.exp(0.4), 3 * Math.exp(-1.2)};
        assertArrayEquals(want, product.toDoubleArray(), 1e-14);
        Autograd.backward(Reductions.sum(product));
        assertArrayEquals(want, Autograd.gradient(x).toDoubleArray(), 1e-14);
    }

    @Test
    void aSecondDerivativeEqualsItsFormula() {
        NDArray x = leaf(0.5);
        NDArray first = Autograd.vjp(Ops.pow(x, 3), x, Types.onesLike(x), true);
        Autograd.backward(Reductions.sum(first));
        assertArrayEquals(new double[] {3}, Autograd.gradient(x).toDoubleArray(), 1e-14);
    }

    @Test
    void dropoutScalesTheSurvivorsAndItsGradientIsItsMask() {
        NDArray x = Autograd.requireGradient(manager.ones(new Shape(10_000), DataType.FLOAT64));
        NDArray y = Activations.dropout(x, 0.2, true);
        Autograd.backward(Reductions.sum(y));
        double[] kept = y.toDoubleArray();
        assertArrayEquals(kept, Autograd.gradient(x).toDoubleArray());
        long zeros = java.util.Arrays.stream(kept).filter(k -> k == 0).count();
        assertEquals(10_000, zeros + java.util.Arrays.stream(kept).filter(k -> k == 1.25).count());
        // five standard deviations of the binomial distribution
        assertEquals(2000, zeros, 5 * Math.sqrt(10_000 * 0.2 * 0.8));
    }

    @Test
    void twoThreadsAddExactGradientsToSharedLeaves() throws Exception {
        NDArray w = Autograd.requireGradient(manager.ones(new Shape(8, 8), DataType.FLOAT64));
        double[] alone = new double[64];
        for (int i = 0; i < 20; i++) {
            NDArray copy = Autograd.requireGradient(Autograd.detach(Types.copy(w)));
            Autograd.backward(loss(copy, i));
            double[] g = Autograd.gradient(copy).toDoubleArray();
            for (int k = 0; k < g.length; k++) {
                alone[k] += g[k];
            }
        }
        ExecutorService pool = Executors.newFixedThreadPool(2);
        CyclicBarrier together = new CyclicBarrier(2);
        List<Future<Integer>> halves = new ArrayList<>();
        for (int half = 0; half < 2; half++) {
            int first = half;
            Callable<Integer> work =
                    () -> {
                        Autograd.prepareThread(true);
                        together.await(30, TimeUnit.SECONDS);
                        int n = 0;
                        for (int i = first; i < 20; i += 2, n++) {
                            try (NDScope inner = new NDScope()) {
                                inner.suppressNotUsedWarning();
                                Autograd.backward(loss(w, i));
                            }
                        }
                        return n;
                    };
            halves.add(pool.submit(work));
        }
        int done = 0;
        for (Future<Integer> half : halves) {
            done += half.get(60, TimeUnit.SECONDS);
        }
        pool.shutdown();
        assertEquals(20, done);
        double[] together2 = Autograd.gradient(w).toDoubleArray();
        for (int k = 0; k < alone.length; k++) {
            assertEquals(alone[k], together2[k], 1e-12 * Math.abs(alone[k]));
        }
    }

    private NDArray loss(NDArray w, int seed) {
        double[] x = new double[8];
        for (int i = 0; i < 8; i++) {
            x[i] = Math.sin(seed + i);
        }
        NDArray y = LinearAlgebra.linear(Tensors.of(manager, x, 1, 8), w, null);
        return Losses.mse(Activations.silu(y), Types.zerosLike(y));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
