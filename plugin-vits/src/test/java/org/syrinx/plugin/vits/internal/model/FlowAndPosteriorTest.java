package org.syrinx.plugin.vits.internal.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.syrinx.api.TensorScope;
import org.syrinx.engine.Operators;
import org.syrinx.nn.internal.PyTorchBackend;
import org.syrinx.nn.params.ParameterSet;

class FlowAndPosteriorTest {
    private static final int T = 14;

    @Test
    @SuppressWarnings("try") // the scope works by being open
    void theFlowInvertsInBothOrdersOnAPaddedBatchWithSpeakers() {
        try (NDManager manager = Operators.engine().newBaseManager();
                ParameterSet set = ParameterSet.initialise(manager, 1);
                TensorScope ignored = new PyTorchBackend().scope()) {
            VitsConfig config = config();
            CouplingFlow flow = new CouplingFlow(set.root().at("flow"), config);
            set.finish();
            disturb(set);
            NDArray mask = DurationPredictorTest.mask(manager, T, T, 9);
            NDArray g = DurationPredictorTest.gaussian(manager, "g", 2, 3, 1);
            NDArray z =
                    org.syrinx.nn.Ops.mul(
                            DurationPredictorTest.gaussian(manager, "z", 2, 6, T), mask);
            NDArray zp = flow.forward(z, mask, g);
            assertArrayEquals(z.toFloatArray(), flow.inverse(zp, mask, g).toFloatArray(), 1e-4f);
            assertArrayEquals(
                    z.toFloatArray(),
                    flow.forward(flow.inverse(z, mask, g), mask, g).toFloatArray(),
                    1e-4f);
            double moved = 0;
            float[] a = z.toFloatArray();
            float[] b = zp.toFloatArray();
            for (int i = 0; i < a.length; i++) {
                moved = Math.max(moved, Math.abs(a[i] - b[i]));
            }
            assertTrue(moved > 0.1, "the flow must do something: " + moved);
            for (int c = 0; c < 6; c++) {
                for (int t = 9; t < T; t++) {
                    assertEquals(0, b[(6 + c) * T + t], 0f, "padding stays 0");
                }
            }
        }
    }

    @Test
    @SuppressWarnings("try") // the scope works by being open
    void anUntrainedFlowOnlyReordersChannels() {
        try (NDManager manager = Operators.engine().newBaseManager();
                ParameterSet set = ParameterSet.initialise(manager, 1);
                TensorScope ignored = new PyTorchBackend().scope()) {
            CouplingFlow flow = new CouplingFlow(set.root().at("flow"), config());
            set.finish();
            NDArray mask = DurationPredictorTest.mask(manager, T, T);
            NDArray z = DurationPredictorTest.gaussian(manager, "z", 1, 6, T);
            // four reversals cancel
            assertArrayEquals(z.toFloatArray(), flow.forward(z, mask, null).toFloatArray(), 1e-6f);
        }
    }

    @Test
    @SuppressWarnings("try") // the scope works by being open
    void aPosteriorSampleIsTheMeanPlusScaledNoiseAndIgnoresPadding() {
        try (NDManager manager = Operators.engine().newBaseManager();
                ParameterSet set = ParameterSet.initialise(manager, 1);
                TensorScope ignored = new PyTorchBackend().scope()) {
            PosteriorEncoder encoder =
                    new PosteriorEncoder(set.root().at("posterior_encoder"), config());
            set.finish();
            NDArray mask = DurationPredictorTest.mask(manager, T, 9);
            NDArray g = DurationPredictorTest.gaussian(manager, "g", 1, 3, 1);
            NDArray spectrogram = DurationPredictorTest.gaussian(manager, "s", 1, 513, T);
            PosteriorEncoder.Output q = encoder.encode(spectrogram, mask, g);
            NDArray noise = DurationPredictorTest.gaussian(manager, "e", 1, 6, T);
            float[] mean = q.sample(null, mask).toFloatArray();
            float[] z = q.sample(noise, mask).toFloatArray();
            float[] e = noise.toFloatArray();
            float[] s = q.logStds().toFloatArray();
            for (int i = 0; i < z.length; i++) {
                double expected = i % T < 9 ? mean[i] + e[i] * Math.exp(s[i]) : 0;
                assertEquals(expected, z[i], 1e-4, "at " + i);
            }
            // what lies in the padding makes no difference
            NDArray other = org.syrinx.nn.Ops.mul(spectrogram, mask);
            assertArrayEquals(
                    mean, encoder.encode(other, mask, g).sample(null, mask).toFloatArray(), 1e-5f);
        }
    }

    private static VitsConfig config() {
        java.util.Map<String, Object> json =
                new java.util.HashMap<>(DurationPredictorTest.config(true).json());
        json.put("flow_size", 6);
        json.put("num_speakers", 2);
        json.put("speaker_embedding_size", 3);
        json.put("posterior_encoder_num_wavenet_layers", 2);
        return VitsConfig.of(json, "test");
    }

    static void disturb(ParameterSet set) {
        set.arrays()
                .forEach(
                        (name, a) -> {
                            float[] v = a.toFloatArray();
                            Random random = new Random(name.hashCode());
                            for (int i = 0; i < v.length; i++) {
                                v[i] += (float) (0.2 * random.nextGaussian());
                            }
                            a.set(v);
                        });
    }
}
