package org.syrinx.plugin.vits.internal.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.TensorScope;
import org.syrinx.engine.Operators;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.internal.PyTorchBackend;
import org.syrinx.nn.params.ParameterSet;

class DurationPredictorTest {
    private static final int H = 8;

    @Test
    @SuppressWarnings("try") // the scope works by being open
    void theSampleInvertsTheTrainingFlowThoughOneCouplingIsLeftOut() {
        try (NDManager manager = Operators.engine().newBaseManager();
                ParameterSet set = ParameterSet.initialise(manager, 1);
                TensorScope ignored = new PyTorchBackend().scope()) {
            StochasticDurationPredictor p = stochastic(set);
            int n = 9;
            NDArray hidden = gaussian(manager, "h", 2, H, n);
            NDArray mask = mask(manager, n, 9, 6);
            NDArray x = gaussian(manager, "x", 2, 2, n);
            StochasticDurationPredictor.Flowed z = p.forward(x, hidden, mask, null);
            float[] logW = p.logDurations(hidden, mask, null, z.z()).toFloatArray();
            float[] expected = x.toFloatArray();
            for (int b = 0; b < 2; b++) {
                for (int t = 0; t < n; t++) {
                    float e = t < (b == 0 ? 9 : 6) ? expected[2 * n * b + t] : 0;
                    assertEquals(e, logW[n * b + t], 2e-4f, b + " " + t);
                }
            }
        }
    }

    @Test
    @SuppressWarnings("try") // the scope works by being open
    void theLogDeterminantIsThatOfTheJacobian() {
        try (NDManager manager = Operators.engine().newBaseManager();
                ParameterSet set = ParameterSet.initialise(manager, 2);
                TensorScope ignored = new PyTorchBackend().scope()) {
            StochasticDurationPredictor p = stochastic(set);
            NDArray hidden = gaussian(manager, "h", 1, H, 1);
            NDArray mask = mask(manager, 1, 1);
            float[] at = {0.4f, -0.7f};
            float logDet =
                    p.forward(Tensors.of(manager, at, 1, 2, 1), hidden, mask, null)
                            .logDet()
                            .toFloatArray()[0];
            double[][] j = new double[2][2];
            float step = 0.01f;
            for (int i = 0; i < 2; i++) {
                float[] up = at.clone();
                float[] down = at.clone();
                up[i] += step;
                down[i] -= step;
                float[] a =
                        p.forward(Tensors.of(manager, up, 1, 2, 1), hidden, mask, null)
                                .z()
                                .toFloatArray();
                float[] b =
                        p.forward(Tensors.of(manager, down, 1, 2, 1), hidden, mask, null)
                                .z()
                                .toFloatArray();
                for (int k = 0; k < 2; k++) {
                    j[k][i] = (a[k] - b[k]) / (up[i] - down[i]);
                }
            }
            double expected = Math.log(Math.abs(j[0][0] * j[1][1] - j[0][1] * j[1][0]));
            assertTrue(
                    Math.abs(expected) > 0.05,
                    "the flow must not be volume-preserving: " + expected);
            assertEquals(expected, logDet, 5e-3);
        }
    }

    @Test
    @SuppressWarnings("try") // the scope works by being open
    void aFlowThatIsTheIdentityHasTheClosedFormLoss() {
        // equal bins and derivatives of 1 make every spline the identity, so every term is known
        try (NDManager manager = Operators.engine().newBaseManager();
                ParameterSet set = ParameterSet.initialise(manager, 3);
                TensorScope ignored = new PyTorchBackend().scope()) {
            StochasticDurationPredictor p =
                    new StochasticDurationPredictor(
                            set.root().at("duration_predictor"), config(true), true);
            set.finish();
            set.arrays()
                    .forEach(
                            (name, a) -> {
                                if (name.endsWith("conv_proj.bias") && a.size() == 29) {
                                    float[] raw = new float[29];
                                    java.util.Arrays.fill(
                                            raw, 20, 29, (float) Math.log(Math.expm1(1 - 1e-3)));
                                    a.set(raw);
                                }
                            });
            float[] w = {3, 7, 2};
            float[] e = {0.3f, -1.2f, 0.8f, 0.5f, 0.1f, -0.4f};
            NDArray loss =
                    p.loss(
                            gaussian(manager, "h", 1, H, 3),
                            Tensors.of(manager, w, 1, 1, 3),
                            mask(manager, 3, 3),
                            null,
                            Tensors.of(manager, e, 1, 2, 3));
            double expected = 0;
            for (int i = 0; i < 3; i++) {
                // four swaps bring the channels back to where they were
                double zu = e[i];
                double v = e[3 + i];
                double u = 1 / (1 + Math.exp(-zu));
                double logQ =
                        -0.5 * (2 * Math.log(2 * Math.PI) + zu * zu + v * v)
                                - Math.log(u)
                                - Math.log(1 - u);
                double y = Math.log(w[i] - u);
                double nll = 0.5 * (2 * Math.log(2 * Math.PI) + y * y + v * v) + y;
                expected += logQ + nll;
            }
            assertEquals(expected / 3, loss.toFloatArray()[0], 1e-4);
        }
    }

    @Test
    @SuppressWarnings("try") // the scope works by being open
    void theDeterministicLossIsTheMeanSquareOfTheLogarithmsOnValidTokens() {
        try (NDManager manager = Operators.engine().newBaseManager();
                ParameterSet set = ParameterSet.initialise(manager, 4);
                TensorScope ignored = new PyTorchBackend().scope()) {
            DurationPredictor p = new DeterministicDurationPredictor(set.root(), config(false));
            set.finish();
            NDArray hidden = gaussian(manager, "h", 2, H, 4);
            NDArray mask = mask(manager, 4, 4, 2);
            float[] w = {3, 1, 4, 1, 5, 9, 0, 0};
            float[] predicted = p.logDurations(hidden, mask, null, null).toFloatArray();
            double expected = 0;
            for (int i : new int[] {0, 1, 2, 3, 4, 5}) {
                expected += Math.pow(predicted[i] - Math.log(w[i] + 1e-6), 2);
            }
            assertEquals(0, predicted[6], 0f);
            float loss =
                    p.loss(hidden, Tensors.of(manager, w, 2, 1, 4), mask, null, null)
                            .toFloatArray()[0];
            assertEquals(expected / 6, loss, 1e-4);
        }
    }

    @Test
    @SuppressWarnings("try") // the scope works by being open
    void framesRepeatTheirTokens() {
        try (NDManager manager = Operators.engine().newBaseManager();
                TensorScope ignored = new PyTorchBackend().scope()) {
            NDArray log =
                    Tensors.of(
                            manager,
                            new float[] {(float) Math.log(1.5), (float) Math.log(3.9), -9, 0},
                            1,
                            1,
                            4);
            NDArray mask = mask(manager, 4, 3);
            assertArrayEquals(new long[] {2, 4, 1, 0}, LengthRegulator.durations(log, mask, 1));
            assertArrayEquals(new long[] {1, 2, 1, 0}, LengthRegulator.durations(log, mask, 0.5));
            NDArray x = Tensors.of(manager, new float[] {1, 2, 3, 4, 5, 6}, 1, 2, 3);
            assertArrayEquals(
                    new float[] {1, 1, 3, 4, 4, 6},
                    LengthRegulator.expand(x, new long[][] {{2, 0, 1}}, 3).toFloatArray());
            NDArray batch = Tensors.of(manager, new float[] {1, 2, 3, 4, 5, 6}, 2, 1, 3);
            assertArrayEquals(
                    new float[] {1, 2, 2, 3, 4, 4, 4, 4},
                    LengthRegulator.expand(batch, new long[][] {{1, 2, 1}, {4}}, 4).toFloatArray());
        }
    }

    /** With every weight moved away from its initial value, or the flow would be the identity. */
    private static StochasticDurationPredictor stochastic(ParameterSet set) {
        StochasticDurationPredictor p =
                new StochasticDurationPredictor(
                        set.root().at("duration_predictor"), config(true), true);
        set.finish();
        set.arrays()
                .forEach(
                        (name, a) -> {
                            float[] v = a.toFloatArray();
                            Random random = new Random(name.hashCode());
                            for (int i = 0; i < v.length; i++) {
                                v[i] += (float) (0.3 * random.nextGaussian());
                            }
                            a.set(v);
                        });
        return p;
    }

    static VitsConfig config(boolean stochastic) {
        Map<String, Object> json = new HashMap<>();
        json.put("model_type", "vits");
        json.put("hidden_size", H);
        json.put("duration_predictor_filter_channels", 6);
        json.put("use_stochastic_duration_prediction", stochastic);
        return VitsConfig.of(json, "test");
    }

    static NDArray gaussian(NDManager manager, String tag, long... shape) {
        int count = 1;
        for (long d : shape) {
            count *= (int) d;
        }
        return Tensors.of(manager, NoiseSource.seeded(11).gaussian(tag, count), shape);
    }

    static NDArray mask(NDManager manager, int n, int... lengths) {
        float[] m = new float[lengths.length * n];
        for (int b = 0; b < lengths.length; b++) {
            for (int t = 0; t < lengths[b]; t++) {
                m[b * n + t] = 1;
            }
        }
        return Tensors.of(manager, m, lengths.length, 1, n);
    }
}
