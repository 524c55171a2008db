package org.syrinx.nn.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.ModelFormatException;
import org.syrinx.api.SyrinxException;
import org.syrinx.engine.Operators;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.nn.params.Init;
import org.syrinx.nn.params.Naming;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.nn.safetensors.SafetensorsWriter;
import org.syrinx.nn.safetensors.Tensor;

class OptimTest {
    @TempDir Path dir;
    private NDManager manager;

    @BeforeEach
    void open() {
        manager = Operators.engine().newBaseManager();
        Autograd.prepareThread(true);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private ParameterSet set(long seed) {
        ParameterSet set = ParameterSet.initialise(manager, seed);
        set.root().at("a").tensor("weight", Init.normal(1), 3, 4);
        set.root().at("a").tensor("bias", Init.normal(1), 3);
        set.root().at("b").weightNormed("weight", Init.normal(1), 2, 5);
        set.root().at("b").buffer("mean", Init.constant(2), 5);
        set.finish();
        set.train(true);
        return set;
    }

    /** Leaves the given values as gradient of a leaf, by a loss of which they are the slope. */
    private void give(NDArray leaf, float[] gradient) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray slope = Tensors.of(manager, gradient, leaf.getShape().getShape());
            Autograd.backward(Reductions.sum(Ops.mul(leaf, slope)));
        }
    }

    private static float[] random(Random random, int n) {
        float[] v = new float[n];
        for (int i = 0; i < n; i++) {
            v[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(4) - 2));
        }
        return v;
    }

    /** AdamW in float64, from the algorithm. */
    private static final class Reference {
        final double[] p;
        final double[] m;
        final double[] v;
        int t;

        Reference(float[] start) {
            p = new double[start.length];
            m = new double[start.length];
            v = new double[start.length];
            for (int i = 0; i < p.length; i++) {
                p[i] = start[i];
            }
        }

        void step(float[] g, double rate, AdamW.Settings s) {
            t++;
            for (int i = 0; i < p.length; i++) {
                p[i] -= rate * s.weightDecay() * p[i];
                m[i] = s.beta1() * m[i] + (1 - s.beta1()) * g[i];
                v[i] = s.beta2() * v[i] + (1 - s.beta2()) * g[i] * g[i];
                double mean = m[i] / (1 - Math.pow(s.beta1(), t));
                double square = v[i] / (1 - Math.pow(s.beta2(), t));
                p[i] -= rate * mean / (Math.sqrt(square) + s.epsilon());
            }
        }
    }

    @Test
    void everyGroupFollowsTheAlgorithmWithItsOwnSettings() {
        AdamW.Settings first = new AdamW.Settings(0.8, 0.99, 1e-9, 0.01, 1);
        AdamW.Settings second =
                AdamW.Settings.usual().betas(0.9, 0.95).decay(0).eps(1e-6).rate(0.1);
        try (ParameterSet set = set(3)) {
            Map<String, NDArray> a = new LinkedHashMap<>();
            Map<String, NDArray> b = new LinkedHashMap<>();
            set.trainable().forEach((n, x) -> (n.startsWith("a.") ? a : b).put(n, x));
            try (AdamW adam =
                    new AdamW(
                            manager,
                            List.of(new AdamW.Group(a, first), new AdamW.Group(b, second)))) {
                Map<String, Reference> references = new LinkedHashMap<>();
                set.trainable()
                        .forEach((n, x) -> references.put(n, new Reference(x.toFloatArray())));
                Random random = new Random(5);
                for (int step = 0; step < 20; step++) {
                    double rate = 0.1 / (1 + step);
                    for (Map.Entry<String, NDArray> e : set.trainable().entrySet()) {
                        if (e.getKey().equals("a.bias") && step % 2 == 1) {
                            continue; // its gradient stays 0, which is a gradient
                        }
                        float[] g = random(random, (int) e.getValue().size());
                        give(e.getValue(), g);
                    }
                    for (Map.Entry<String, NDArray> e : set.trainable().entrySet()) {
                        AdamW.Settings s = e.getKey().startsWith("a.") ? first : second;
                        float[] g = Autograd.gradient(e.getValue()).toFloatArray();
                        references.get(e.getKey()).step(g, rate * s.rateScale(), s);
                    }
                    adam.step(rate);
                    adam.zeroGradients();
                }
                set.trainable()
                        .forEach(
                                (n, x) -> {
                                    float[] found = x.toFloatArray();
                                    double[] expected = references.get(n).p;
                                    for (int i = 0; i < found.length; i++) {
                                        assertEquals(
                                                expected[i],
                                                found[i],
                                                1e-5 * (1 + Math.abs(expected[i])),
                                                n);
                                    }
                                });
            }
        }
    }

    @Test
    void aLeafThatNothingReachedIsLeftAlone() {
        try (ParameterSet set = set(3);
                AdamW adam = new AdamW(set, AdamW.Settings.usual())) {
            float[] before = set.trainable().get("a.bias").toFloatArray();
            give(set.trainable().get("a.weight"), new float[12]);
            adam.step(0.1);
            assertArrayEquals(before, set.trainable().get("a.bias").toFloatArray());
            Map<String, Tensor> state = new LinkedHashMap<>();
            adam.state("opt.").forEach(t -> state.put(t.name(), t));
            assertEquals(4 * 3, state.size());
            assertArrayEquals(new float[] {0}, (float[]) state.get("opt.a.bias.step").data());
            assertArrayEquals(new float[] {1}, (float[]) state.get("opt.a.weight.step").data());
        }
    }

    private void train(ParameterSet set, AdamW adam, Ema ema, int from, int to) {
        for (int step = from; step < to; step++) {
            Random random = new Random(step);
            set.trainable().values().forEach(x -> give(x, random(random, (int) x.size())));
            adam.step(0.01);
            adam.zeroGradients();
            ema.update();
        }
    }

    @Test
    void aResumedRunEqualsAnUninterruptedOneBitForBit() {
        String straight;
        List<Tensor> straightAverage;
        try (ParameterSet set = set(7);
                AdamW adam = new AdamW(set, AdamW.Settings.usual());
                Ema ema = new Ema(set, 0.99, true)) {
            train(set, adam, ema, 0, 10);
            straight = set.fingerprint();
            straightAverage = ema.state("");
        }
        Path path = dir.resolve("checkpoint.safetensors");
        try (ParameterSet set = set(7);
                AdamW adam = new AdamW(set, AdamW.Settings.usual());
                Ema ema = new Ema(set, 0.99, true)) {
            train(set, adam, ema, 0, 4);
            List<Tensor> all = new ArrayList<>(set.toTensors(Naming.WEIGHT_G));
            all.addAll(adam.state("adam."));
            all.addAll(ema.state("ema."));
            SafetensorsWriter.write(path, Map.of("step", "4"), all);
        }
        try (SafetensorsFile f = SafetensorsFile.open(path);
                ParameterSet set = ParameterSet.loadForTraining(f, manager)) {
            set.root().at("a").tensor("weight", Init.normal(1), 3, 4);
            set.root().at("a").tensor("bias", Init.normal(1), 3);
            set.root().at("b").weightNormed("weight", Init.normal(1), 2, 5);
            set.root().at("b").buffer("mean", Init.constant(2), 5);
            set.finish(java.util.Set.of("adam.", "ema."));
            set.train(true);
            try (AdamW adam = new AdamW(set, AdamW.Settings.usual());
                    Ema ema = new Ema(set, 0.99, true)) {
                adam.restore(f, "adam.");
                ema.restore(f, "ema.");
                assertEquals(4, ema.updates());
                train(set, adam, ema, 4, 10);
                assertEquals(straight, set.fingerprint());
                assertEquals(straightAverage, ema.state(""));
                assertThrows(ModelFormatException.class, () -> adam.restore(f, "other."));
            }
        }
    }

    @Test
    void theAverageFollowsItsDefinitionAndSwapIsItsOwnInverse() {
        try (ParameterSet set = set(9);
                Ema plain = new Ema(set, 0.9, false);
                Ema warm = new Ema(set, 0.9, true)) {
            NDArray w = set.trainable().get("a.bias");
            float[] live = w.toFloatArray();
            double slow = live[0];
            double quick = live[0];
            try (AdamW adam = new AdamW(set, AdamW.Settings.usual())) {
                for (int t = 0; t < 30; t++) {
                    give(w, new float[] {1, 2, 3});
                    adam.step(0.05);
                    plain.update();
                    warm.update();
                    live = w.toFloatArray();
                    slow = 0.9 * slow + 0.1 * live[0];
                    double d = Math.min(0.9, (1.0 + t) / (10 + t));
                    quick = d * quick + (1 - d) * live[0];
                }
            }
            String before = set.fingerprint();
            plain.swap();
            assertEquals(slow, w.toFloatArray()[0], 1e-5);
            plain.swap();
            assertEquals(before, set.fingerprint());
            warm.swap();
            assertEquals(quick, w.toFloatArray()[0], 1e-5);
        }
    }

    @Test
    void gradientsAreMeasuredAndClippedTogether() {
        try (ParameterSet set = set(1)) {
            Gradients all = new Gradients(set.trainable().values());
            assertEquals(0, all.norm());
            give(set.trainable().get("a.bias"), new float[] {3, 0, 0});
            give(set.trainable().get("b.weight_g"), new float[] {0, -4});
            assertEquals(5, all.norm(), 1e-6);
            assertEquals(5, all.clip(2), 1e-6);
            assertArrayEquals(
                    new float[] {0, -1.6f},
                    Autograd.gradient(set.trainable().get("b.weight_g")).toFloatArray(),
                    1e-6f);
            assertEquals(2, all.clip(2.5), 1e-6);
            all.zero();
            assertEquals(0, all.norm());
        }
    }

    @Test
    void aStepWithoutFiniteGradientsIsSkippedAndManyAreAnError() {
        try (ParameterSet set = set(1)) {
            GradientGuard guard = new GradientGuard(set.trainable().values(), 1, 2);
            NDArray bias = set.trainable().get("a.bias");
            give(bias, new float[] {3, 4, 0});
            assertTrue(guard.admit());
            assertEquals(5, guard.norm(), 1e-6);
            assertEquals(0.6f, Autograd.gradient(bias).toFloatArray()[0], 1e-6f);
            for (int i = 0; i < 2; i++) {
                give(bias, new float[] {Float.NaN, 0, 0});
                assertFalse(guard.admit());
                assertArrayEquals(new float[3], Autograd.gradient(bias).toFloatArray());
            }
            give(bias, new float[] {1, 0, 0});
            assertTrue(guard.admit());
            for (int i = 0; i < 2; i++) {
                give(bias, new float[] {Float.POSITIVE_INFINITY, 0, 0});
                assertFalse(guard.admit());
            }
            give(bias, new float[] {Float.NaN, 0, 0});
            assertThrows(SyrinxException.class, guard::admit);
            assertEquals(5, guard.skipped());
        }
    }

    @Test
    void learningRatesAreFunctionsOfTheStep() {
        assertEquals(3e-4, LearningRate.constant(3e-4).at(1000));
        assertEquals(
                2e-4 * Math.pow(0.999875, 3),
                LearningRate.exponential(2e-4, 0.999875, 10).at(39),
                1e-15);
        LearningRate cosine = LearningRate.cosine(1, 0.2, 100);
        assertEquals(1, cosine.at(0), 1e-12);
        assertEquals(0.6, cosine.at(50), 1e-12);
        assertEquals(0.2, cosine.at(100), 1e-12);
        assertEquals(0.2, cosine.at(1000), 1e-12);
        LearningRate linear = LearningRate.linear(1, 0, 10).warmedUp(4);
        assertEquals(0.25, linear.at(0), 1e-12);
        assertEquals(0.9 * 0.5, linear.at(1), 1e-12);
        assertEquals(0.6, linear.at(4), 1e-12);
        assertEquals(0, linear.at(11), 1e-12);
    }
}
