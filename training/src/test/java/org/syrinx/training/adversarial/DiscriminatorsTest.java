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
            Discriminators d =
                    new Discriminators(set.root(), sizes(32, List.of(2, 3, 5, 7, 11), true));
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
            Discriminators d = new Discriminators(set.root(), sizes(2, List.of(3), true));
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
            Discriminators d = new Discriminators(set.root(), sizes(2, List.of(3), false));
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

    private static Discriminators.Sizes sizes(int channels, List<Integer> periods, boolean scale) {
        return new Discriminators.Sizes(channels, periods, scale, List.of(), 32);
    }

    @Test
    void aResolutionDiscriminatorJudgesTheSpectrogram() {
        try (ParameterSet set = ParameterSet.initialise(manager, 1);
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Discriminators.Sizes sizes =
                    new Discriminators.Sizes(1, List.of(), false, List.of(256), 4);
            Discriminators d = new Discriminators(set.root(), sizes);
            set.finish();
            List<NDArray> maps = d.apply(Tensors.full(manager, 0.1, 2, 1, 1024)).get(0);
            // 129 bins; 1024 / 64 + 1 frames, halved three times
            long[][] shapes = {
                {2, 4, 129, 17},
                {2, 4, 129, 9},
                {2, 4, 129, 5},
                {2, 4, 129, 3},
                {2, 4, 129, 3},
                {2, 1, 129, 3}
            };
            assertEquals(shapes.length, maps.size());
            for (int i = 0; i < shapes.length; i++) {
                assertArrayEquals(shapes[i], maps.get(i).getShape().getShape());
            }
        }
    }

    /** UnivNet's widths: 3 x 9 kernels but for the last two layers, 32 channels, weight-normed. */
    @Test
    void atUnivNetsSizeAResolutionHasItsNumberOfParameters() {
        try (ParameterSet set = ParameterSet.initialise(manager, 1)) {
            new Discriminators(
                    set.root(), new Discriminators.Sizes(1, List.of(), false, List.of(1024), 32));
            set.finish();
            int first = 27 * 32 + 32;
            int strided = 27 * 32 * 32 + 32;
            int square = 9 * 32 * 32 + 32;
            int last = 9 * 32 + 1;
            int gains = 5 * 32 + 1;
            assertEquals(first + 3 * strided + square + last + gains, set.count());
        }
    }

    private float[] verdict(Discriminators d, float[] x) {
        List<NDArray> maps = d.apply(Tensors.of(manager, x, 1, 1, x.length)).get(0);
        return maps.get(maps.size() - 1).toFloatArray();
    }
}
