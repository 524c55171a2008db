package org.syrinx.plugin.editing.internal.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.junit.jupiter.api.Test;
import org.syrinx.api.ActivationHook.Activation;
import org.syrinx.api.ActivationHook.Continuation;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Predictor;
import org.syrinx.api.Progress;
import org.syrinx.api.TensorScope;
import org.syrinx.nn.Activations;
import org.syrinx.nn.LinearAlgebra;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.internal.PyTorchBackend;
import org.syrinx.plugin.editing.internal.finders.Matrices;

class CutJacobianTest {
    private static final int IN = 24;
    private static final int INNER = 40;
    private static final int OUT = 30;

    private final PyTorchBackend backend = new PyTorchBackend();
    private final float[] w1 = random(INNER * IN, 1);
    private final float[] w2 = random(OUT * INNER, 2);
    private final float[] h = random(IN, 3);

    private static float[] random(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] out = new float[n];
        for (int i = 0; i < n; i++) {
            out[i] = (float) (0.4 * random.nextGaussian());
        }
        return out;
    }

    /** W2 diag(1 - tanh^2(W1 h)) W1, in float64. */
    private DMatrixRMaj exact() {
        double[] slope = new double[INNER];
        for (int m = 0; m < INNER; m++) {
            double z = 0;
            for (int i = 0; i < IN; i++) {
                z += (double) w1[m * IN + i] * h[i];
            }
            slope[m] = 1 - Math.tanh(z) * Math.tanh(z);
        }
        DMatrixRMaj j = new DMatrixRMaj(OUT, IN);
        for (int o = 0; o < OUT; o++) {
            for (int i = 0; i < IN; i++) {
                double sum = 0;
                for (int m = 0; m < INNER; m++) {
                    sum += (double) w2[o * INNER + m] * slope[m] * w1[m * IN + i];
                }
                j.set(o, i, sum);
            }
        }
        return j;
    }

    /** The scope is named so that nobody runs this outside of one. */
    private Activation activation(NDManager manager, TensorScope scope, Predictor.Kind kind) {
        assertNotNull(scope);
        NDArray image = Tensors.of(manager, h, 1, IN, 1, 1);
        NDArray mask = Tensors.of(manager, new float[] {1}, 1, 1, 1, 1);
        Continuation rest =
                new Continuation() {
                    @Override
                    public Predictor.Kind kind() {
                        return kind;
                    }

                    @Override
                    public NDArray predict(NDArray at) {
                        NDArray flat = Shapes.reshape(at, 1, IN, 1);
                        NDArray inner =
                                Activations.tanh(
                                        LinearAlgebra.matmul(
                                                Tensors.of(manager, w1, 1, INNER, IN), flat));
                        return LinearAlgebra.matmul(Tensors.of(manager, w2, 1, OUT, INNER), inner);
                    }
                };
        return new Activation(image, mask, 0, 1, 0.5, Optional.of(rest));
    }

    /** Spec 4.8.4: f(h) = W2 tanh(W1 h), float32, tolerance 1e-3. */
    @Test
    void subspaceIterationThroughTheNetworkFindsTheSingularVectorsOfTheJacobian() {
        DMatrixRMaj j = exact();
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(OUT, IN, false, true, true);
        assertTrue(svd.decompose(j.copy()));
        double[] values = svd.getSingularValues().clone();
        DMatrixRMaj vt = svd.getV(null, true);
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            largest = values[i] > values[largest] ? i : largest;
        }
        double[] v = new double[IN];
        for (int i = 0; i < IN; i++) {
            v[i] = vt.get(largest, i);
        }
        try (NDManager manager = backend.newManager("cpu", "test");
                TensorScope scope = backend.scope();
                CutJacobian cut =
                        new CutJacobian(activation(manager, scope, Predictor.Kind.SCORE))) {
            Map<String, float[]> rows = cut.subspace(4, 1, Progress.NONE);
            assertEquals(4, rows.size());
            double[] found = new double[IN];
            for (int i = 0; i < IN; i++) {
                found[i] = rows.get("singular.0")[i];
            }
            assertEquals(values[largest], Matrices.norm(found), 1e-3 * values[largest]);
            assertEquals(1, Math.abs(Matrices.cosine(found, v)), 1e-3);
        }
    }

    @Test
    void productsWithTheJacobianAreExactInBothDirections() {
        DMatrixRMaj j = exact();
        try (NDManager manager = backend.newManager("cpu", "test");
                TensorScope scope = backend.scope();
                CutJacobian cut =
                        new CutJacobian(activation(manager, scope, Predictor.Kind.SCORE))) {
            double[] v = new double[IN];
            v[5] = 1;
            double[] column = new double[OUT];
            for (int o = 0; o < OUT; o++) {
                column[o] = j.get(o, 5);
            }
            assertArrayEquals(column, cut.apply(v), 1e-5);
            double[] u = new double[OUT];
            u[7] = 1;
            double[] row = new double[IN];
            for (int i = 0; i < IN; i++) {
                row[i] = j.get(7, i);
            }
            assertArrayEquals(row, cut.applyTransposed(u), 1e-5);
            float[] band = cut.bands(Progress.NONE).get("band.7");
            for (int i = 0; i < IN; i++) {
                assertEquals(row[i], band[i], 1e-5);
            }
        }
    }

    @Test
    void gradientsOfChannelsCanBeStoppedBetweenChannels() {
        List<Long> asked = new ArrayList<>();
        Progress stop =
                (phase, done, total) -> {
                    asked.add(done);
                    assertEquals(OUT, total);
                    if (done == 2) {
                        throw new CancelledException(phase);
                    }
                };
        try (NDManager manager = backend.newManager("cpu", "test");
                TensorScope scope = backend.scope();
                CutJacobian cut =
                        new CutJacobian(activation(manager, scope, Predictor.Kind.SCORE))) {
            assertThrows(CancelledException.class, () -> cut.bands(stop));
        }
        assertEquals(List.of(0L, 1L, 2L), asked);
    }

    @Test
    void theSignOfAGradientIsThatOfTheEstimateOfTheDataWhateverTheNetworkPredicts() {
        try (NDManager manager = backend.newManager("cpu", "test");
                TensorScope scope = backend.scope();
                CutJacobian score =
                        new CutJacobian(activation(manager, scope, Predictor.Kind.SCORE));
                CutJacobian noise =
                        new CutJacobian(activation(manager, scope, Predictor.Kind.EPSILON))) {
            float[] a = score.attributes().get("level");
            float[] b = noise.attributes().get("level");
            for (int i = 0; i < IN; i++) {
                assertEquals(a[i], -b[i], 1e-7);
            }
        }
    }
}
