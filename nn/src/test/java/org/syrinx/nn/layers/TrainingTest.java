package org.syrinx.nn.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.syrinx.nn.Losses;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.nn.layers.RelativeSelfAttention.Layout;
import org.syrinx.nn.optim.AdamW;
import org.syrinx.nn.optim.GradientGuard;
import org.syrinx.nn.params.ParameterSet;

/** Layers, parameter sets and the optimiser together. */
class TrainingTest extends LayerCase {
    /** Attention, WaveNet and a transposed convolution: (B, 6, T) to (B, 2, 2 T). */
    private static final class Network {
        private final RelativeSelfAttention attention;
        private final WaveNet wavenet;
        private final ConvTranspose1d up;

        Network(ParameterSet set) {
            attention =
                    new RelativeSelfAttention(
                            set.root().at("attention"), 6, 2, 2, true, 0, Layout.LINEAR);
            wavenet = new WaveNet(set.root().at("wavenet"), 6, 3, 2, 3, 4, 0);
            up =
                    new ConvTranspose1d(
                            set.root().at("up"),
                            6,
                            2,
                            4,
                            ConvOptions.plain().stride(2).padding(1).weightNormed());
            set.finish();
        }

        NDArray apply(NDArray x, NDArray mask, NDArray g) {
            NDArray y = Shapes.transpose(attention.apply(Shapes.transpose(x, 1, 2), mask), 1, 2);
            return up.apply(wavenet.apply(Ops.add(x, y), mask, g));
        }
    }

    @Test
    void aNetworkOfAllThreeLearnsWhatAnotherOneComputes() {
        Network student = new Network(set);
        try (ParameterSet other = ParameterSet.initialise(manager, 77)) {
            Network teacher = new Network(other);
            NDArray x = random(4, 6, 16);
            NDArray g = random(4, 4, 1);
            NDArray mask = mask(16, 16, 16, 12, 9);
            NDArray target = teacher.apply(x, mask, g);
            set.train(true);
            double first = 0;
            double last = 0;
            try (AdamW adam = new AdamW(set, AdamW.Settings.usual().decay(0));
                    Autograd.Guard on = Autograd.grad()) {
                assertTrue(on.on());
                GradientGuard guard = new GradientGuard(adam.leaves(), 10, 0);
                for (int step = 0; step < 150; step++) {
                    try (NDScope scope = new NDScope()) {
                        scope.suppressNotUsedWarning();
                        NDArray loss = Losses.mse(student.apply(x, mask, g), target);
                        Autograd.backward(loss);
                        last = loss.toFloatArray()[0];
                        first = step == 0 ? last : first;
                    }
                    assertTrue(guard.admit());
                    adam.step(0.01);
                    adam.zeroGradients();
                }
            }
            assertTrue(last < first / 20, "loss fell from " + first + " to " + last);
            set.train(false);
            double evaluated = Losses.mse(student.apply(x, mask, g), target).toFloatArray()[0];
            assertTrue(
                    evaluated < first / 20,
                    "folded and polyphase weights are those that were trained: " + evaluated);
        }
    }

    @Test
    void twoThreadsGiveTheGradientOfTheWholeBatch() {
        Network network = new Network(set);
        set.train(true);
        NDArray x = random(4, 6, 10);
        NDArray g = random(4, 4, 1);
        NDArray mask = mask(10, 10, 10, 7, 5);
        List<CompletableFuture<Void>> halves = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            long from = 2L * i;
            halves.add(CompletableFuture.runAsync(() -> backward(network, x, mask, g, from, 2)));
        }
        halves.forEach(CompletableFuture::join);
        Map<String, float[]> together = new LinkedHashMap<>();
        set.trainable()
                .forEach((n, leaf) -> together.put(n, Autograd.gradient(leaf).toFloatArray()));
        new org.syrinx.nn.optim.Gradients(set.trainable().values()).zero();
        backward(network, x, mask, g, 0, 4);
        set.trainable()
                .forEach(
                        (n, leaf) -> {
                            float[] expected = Autograd.gradient(leaf).toFloatArray();
                            float[] found = together.get(n);
                            for (int i = 0; i < expected.length; i++) {
                                assertEquals(
                                        expected[i],
                                        found[i],
                                        1e-4 * (1 + Math.abs(expected[i])),
                                        n);
                            }
                        });
    }

    private static void backward(
            Network network, NDArray x, NDArray mask, NDArray g, long from, long count) {
        Autograd.prepareThread(true);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray y =
                    network.apply(
                            Shapes.narrow(x, 0, from, count),
                            Shapes.narrow(mask, 0, from, count),
                            Shapes.narrow(g, 0, from, count));
            Autograd.backward(Reductions.sum(Ops.square(y)));
        }
        Autograd.prepareThread(false);
    }

    @Test
    void manyThreadsMayEvaluateOneNetworkAtOnce() {
        Network network = new Network(set);
        NDArray x = random(1, 6, 12);
        NDArray g = random(1, 4, 1);
        NDArray mask = mask(12, 12);
        List<CompletableFuture<float[]>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(
                    CompletableFuture.supplyAsync(
                            () -> {
                                Autograd.prepareThread(false);
                                try (NDScope scope = new NDScope()) {
                                    scope.suppressNotUsedWarning();
                                    return network.apply(x, mask, g).toFloatArray();
                                }
                            }));
        }
        float[] expected = network.apply(x, mask, g).toFloatArray();
        assertNotEquals(0, expected[0]);
        all.forEach(
                f -> org.junit.jupiter.api.Assertions.assertArrayEquals(expected, f.join(), 1e-6f));
    }

    @Test
    void evaluationLeavesNothingBehind() {
        Network network = new Network(set);
        NDArray x = random(1, 6, 12);
        NDArray mask = mask(12, 12);
        int before = -1;
        for (int i = 0; i < 5; i++) {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                network.apply(x, mask, null);
            }
            int now = set.manager().getManagedArrays().size() + manager.getManagedArrays().size();
            assertTrue(i < 2 || now == before, "arrays: " + before + ", then " + now);
            before = now;
        }
    }
}
