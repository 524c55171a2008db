package org.syrinx.plugin.vits.internal.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.syrinx.engine.Operators;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.nn.params.ParameterSet;

class FramePriorTest {
    private static final VitsConfig CONFIG =
            VitsConfig.of(
                    Map.of(
                            "model_type",
                            "vits",
                            "hidden_size",
                            6,
                            "flow_size",
                            4,
                            "syrinx",
                            Map.of("frame_prior_layers", 2, "frame_prior_channels", 8)),
                    "a test");

    @Test
    void positionsSayWhereAFrameLiesInItsToken() {
        float[] p = FramePrior.positions(new long[] {2, 1, 3}, 1, 7);
        float third = 1f / 6;
        assertArrayEquals(
                new float[] {0.75f, 0.5f, third, 0.5f, 5 * third, 0, 0},
                java.util.Arrays.copyOf(p, 7),
                1e-6f);
        for (int t = 0; t < 5; t++) {
            assertEquals(4 * p[t] * (1 - p[t]), p[7 + t], 1e-6);
        }
        assertEquals(Math.log(2) / 3, p[14], 1e-6);
        assertEquals(0, p[15], 1e-6);
        assertEquals(Math.log(3) / 3, p[16], 1e-6);
        assertEquals(0, p[20], 0);
    }

    @Test
    void aFreshOneIsTheIdentityAndPaddingStaysZero() {
        Autograd.prepareThread(false);
        Random random = new Random(2);
        try (NDManager manager = Operators.engine().newBaseManager();
                NDScope scope = new NDScope();
                ParameterSet set = ParameterSet.initialise(manager, 1)) {
            scope.suppressNotUsedWarning();
            FramePrior prior = new FramePrior(set.root().at("frame_prior"), CONFIG);
            set.finish();
            NDArray means = Tensors.of(manager, normal(random, 2 * 4 * 5), 2, 4, 5);
            NDArray logs = Tensors.of(manager, normal(random, 2 * 4 * 5), 2, 4, 5);
            float[] m = {1, 1, 1, 1, 1, 1, 1, 1, 0, 0};
            FramePrior.Output out =
                    prior.apply(
                            Tensors.of(manager, normal(random, 2 * 6 * 5), 2, 6, 5),
                            Tensors.of(manager, normal(random, 2 * 3 * 5), 2, 3, 5),
                            means,
                            logs,
                            Tensors.of(manager, m, 2, 1, 5),
                            null);
            for (NDArray[] pair :
                    List.of(
                            new NDArray[] {means, out.means()},
                            new NDArray[] {logs, out.logStds()})) {
                float[] before = pair[0].toFloatArray();
                float[] after = pair[1].toFloatArray();
                for (int i = 0; i < before.length; i++) {
                    boolean valid = m[(i / 20) * 5 + i % 5] == 1;
                    assertEquals(valid ? before[i] : 0, after[i], 0);
                }
            }
        }
    }

    @Test
    void publishedFoldersHaveNone() {
        VitsConfig plain = VitsConfig.of(Map.of("model_type", "vits"), "a test");
        assertEquals(0, plain.framePrior().layers());
        assertTrue(CONFIG.framePrior().layers() > 0);
    }

    private static float[] normal(Random random, int count) {
        float[] x = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }
}
