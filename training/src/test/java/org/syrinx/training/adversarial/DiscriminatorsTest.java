package org.syrinx.training.adversarial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.syrinx.engine.Operators;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.nn.params.ParameterSet;

class DiscriminatorsTest {
    private NDManager manager;

    @BeforeEach
    void open() {
        Autograd.prepareThread(false);
        manager = Operators.engine().newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void atThePapersSizeThereAre46747132Parameters() {
        try (ParameterSet set = ParameterSet.initialise(manager, 1)) {
            Discriminators d = new Discriminators(set.root(), 32, List.of(2, 3, 5, 7, 11), true);
            set.finish();
            assertEquals(6, d.count());
            assertEquals(46_747_132, set.count());
        }
    }

    @Test
    void everyActivationAndTheVerdictAreFeatureMaps() {
        try (ParameterSet set = ParameterSet.initialise(manager, 1);
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Discriminators d = new Discriminators(set.root(), 2, List.of(3), true);
            set.finish();
            List<List<NDArray>> maps = d.apply(Tensors.full(manager, 0.1, 2, 1, 1024));
            List<NDArray> scale = maps.get(0);
            assertEquals(7, scale.size());
            long[][] scaleShapes = {
                {2, 1, 1024},
                {2, 4, 256},
                {2, 16, 64},
                {2, 64, 16},
                {2, 64, 4},
                {2, 64, 4},
                {2, 1, 4}
            };
            for (int i = 0; i < 7; i++) {
                assertArrayEquals(scaleShapes[i], scale.get(i).getShape().getShape());
            }
            // 1024 samples are mirrored to 1026 = 342 x 3
            List<NDArray> period = maps.get(1);
            long[][] periodShapes = {
                {2, 2, 114, 3},
                {2, 8, 38, 3},
                {2, 32, 13, 3},
                {2, 64, 5, 3},
                {2, 64, 5, 3},
                {2, 1, 5, 3}
            };
            assertEquals(6, period.size());
            for (int i = 0; i < 6; i++) {
                assertArrayEquals(periodShapes[i], period.get(i).getShape().getShape());
            }
        }
    }

    @Test
    void aPeriodDiscriminatorDoesNotMixSamplesOfDifferentPhase() {
        try (ParameterSet set = ParameterSet.initialise(manager, 1);
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Discriminators d = new Discriminators(set.root(), 2, List.of(3), false);
            set.finish();
            float[] a = new float[90];
            float[] b = new float[90];
            for (int i = 1; i < 90; i += 3) {
                b[i] = 1; // phase 1 only
            }
            float[] va = verdict(d, a);
            float[] vb = verdict(d, b);
            for (int i = 0; i < va.length; i++) {
                assertEquals(i % 3 != 1, va[i] == vb[i], "position " + i);
            }
        }
    }

    private float[] verdict(Discriminators d, float[] x) {
        List<NDArray> maps = d.apply(Tensors.of(manager, x, 1, 1, x.length)).get(0);
        return maps.get(maps.size() - 1).toFloatArray();
    }
}
