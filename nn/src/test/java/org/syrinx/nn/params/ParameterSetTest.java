package org.syrinx.nn.params;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.syrinx.api.ModelFormatException;
import org.syrinx.engine.Operators;
import org.syrinx.nn.InPlace;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.nn.safetensors.SafetensorsWriter;
import org.syrinx.nn.safetensors.Tensor;

class ParameterSetTest {
    @TempDir Path dir;
    private NDManager manager;

    @BeforeEach
    void open() {
        manager = Operators.engine().newBaseManager();
        Autograd.prepareThread(false);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private SafetensorsFile file(Tensor... tensors) {
        Path path = dir.resolve("m.safetensors");
        SafetensorsWriter.write(path, Map.of(), List.of(tensors));
        return SafetensorsFile.open(path);
    }

    private SafetensorsFile file(List<Tensor> tensors) {
        return file(tensors.toArray(new Tensor[0]));
    }

    private static final float[] G = {10, -2};
    private static final float[] V = {3, 0, 4, 0, 5, 12};
    private static final float[] FOLDED = {6, 0, 8, 0, -10f / 13, -24f / 13};

    private static Tensor[] normed(Naming naming) {
        return naming == Naming.FOLDED
                ? new Tensor[] {Tensor.of("c.weight", FOLDED, 2, 1, 3)}
                : new Tensor[] {
                    Tensor.of(naming.gain("c.weight"), G, 2, 1, 1),
                    Tensor.of(naming.direction("c.weight"), V, 2, 1, 3)
                };
    }

    @ParameterizedTest
    @EnumSource
    void weightNormIsFoldedFromEveryNaming(Naming naming) {
        try (SafetensorsFile f = file(normed(naming));
                ParameterSet set = ParameterSet.load(f, manager)) {
            Parameter normed = set.root().at("c").weightNormed("weight", Init.zeros(), 2, 1, 3);
            set.finish();
            assertArrayEquals(FOLDED, normed.value().toFloatArray(), 1e-6f);
        }
        try (SafetensorsFile f = file(normed(naming));
                ParameterSet set = ParameterSet.load(f, manager)) {
            Parameter plain = set.root().at("c").tensor("weight", Init.zeros(), 2, 1, 3);
            set.finish();
            assertArrayEquals(FOLDED, plain.value().toFloatArray(), 1e-6f);
        }
    }

    @ParameterizedTest
    @EnumSource
    void weightNormIsTrainableFromEveryNaming(Naming naming) {
        try (SafetensorsFile f = file(normed(naming));
                ParameterSet set = ParameterSet.loadForTraining(f, manager)) {
            Parameter p = set.root().at("c").weightNormed("weight", Init.zeros(), 2, 1, 3);
            set.finish();
            assertEquals(Set.of("c.weight_g", "c.weight_v"), set.trainable().keySet());
            assertArrayEquals(FOLDED, p.value().toFloatArray(), 1e-6f, "in evaluation");
            set.train(true);
            try (NDScope scope = new NDScope();
                    Autograd.Guard on = Autograd.grad()) {
                NDArray w = p.value();
                assertTrue(on.on());
                assertArrayEquals(FOLDED, w.toFloatArray(), 1e-6f, "in training");
                Autograd.backward(Reductions.sum(w));
                // d sum(w) / dg = sum(v) / ||v||
                float sign = naming == Naming.FOLDED ? -1 : 1;
                assertArrayEquals(
                        new float[] {7f / 5, sign * 17f / 13},
                        set.trainable().get("c.weight_g").getGradient().toFloatArray(),
                        1e-5f);
                scope.suppressNotUsedWarning();
            }
        }
    }

    @Test
    void aZeroDirectionGivesZeroWeightAndFiniteGradients() {
        Tensor g = Tensor.of("weight_g", new float[] {3, 1}, 2, 1);
        Tensor v = Tensor.of("weight_v", new float[] {0, 0, 3, 4}, 2, 2);
        float[] expected = {0, 0, 0.6f, 0.8f};
        try (SafetensorsFile f = file(g, v);
                ParameterSet a = ParameterSet.load(f, manager);
                ParameterSet b = ParameterSet.loadForTraining(f, manager)) {
            Parameter pa = a.root().weightNormed("weight", Init.zeros(), 2, 2);
            Parameter pb = b.root().weightNormed("weight", Init.zeros(), 2, 2);
            a.finish();
            b.finish();
            assertArrayEquals(expected, pa.value().toFloatArray(), 1e-6f);
            b.train(true);
            try (Autograd.Guard on = Autograd.grad()) {
                NDArray w = pb.value();
                assertTrue(on.on());
                assertArrayEquals(expected, w.toFloatArray(), 1e-6f);
                Autograd.backward(Reductions.sum(w));
            }
            for (NDArray leaf : b.trainable().values()) {
                for (float d : leaf.getGradient().toFloatArray()) {
                    assertTrue(Float.isFinite(d));
                }
            }
        }
    }

    @Test
    void allDifferencesMakeOneMessageAndNothingIsAllocated() {
        List<Tensor> tensors = new ArrayList<>();
        tensors.add(Tensor.of("a.weight", new float[6], 2, 3));
        tensors.add(Tensor.of("left.over", new float[1], 1));
        tensors.add(Tensor.of("optimizer.step", new float[1], 1));
        try (SafetensorsFile f = file(tensors);
                ParameterSet set = ParameterSet.load(f, manager)) {
            set.root().at("a").tensor("weight", Init.zeros(), 3, 2);
            for (int i = 0; i < 12; i++) {
                set.root().at("layers").at(i).tensor("bias", Init.zeros(), 4);
            }
            ModelFormatException e =
                    assertThrows(
                            ModelFormatException.class, () -> set.finish(Set.of("optimizer.")));
            String found = e.found();
            assertTrue(found.contains("12 missing (layers.0.bias[4], "), found);
            assertFalse(found.contains("layers.11"), "lists ten: " + found);
            assertTrue(found.contains("1 unexpected (left.over[1])"), found);
            assertTrue(found.contains("a.weight expected [3, 2] found [2, 3]"), found);
            assertFalse(found.contains("optimizer.step"), found);
            assertEquals(0, set.manager().getManagedArrays().size());
            assertThrows(
                    IllegalStateException.class, () -> set.parameters().get("a.weight").value());
        }
    }

    @Test
    void layerNormsCalledGammaAndBetaAreAccepted() {
        try (SafetensorsFile f = file(Tensor.of("n.gamma", new float[] {7}, 1));
                ParameterSet set = ParameterSet.load(f, manager)) {
            Parameter p =
                    set.root().at("n").tensorAnyOf(Init.ones(), new long[] {1}, "weight", "gamma");
            set.finish();
            assertEquals("n.gamma", p.name());
            assertEquals(7, p.value().getFloat());
        }
        try (ParameterSet set = ParameterSet.initialise(manager, 1)) {
            assertEquals(
                    "weight",
                    set.root().tensorAnyOf(Init.ones(), new long[] {1}, "weight", "gamma").name());
        }
    }

    @Test
    void aScopeTellsWhatTheFileHas() {
        try (SafetensorsFile f = file(normed(Naming.PARAMETRIZATIONS));
                ParameterSet set = ParameterSet.load(f, manager)) {
            assertTrue(set.root().has("c"));
            assertTrue(set.root().at("c").has("weight"));
            assertFalse(set.root().at("c").has("bias"));
            assertFalse(set.root().has("cc"));
        }
    }

    private static List<Parameter> network(ParameterSet set) {
        Scope root = set.root();
        return List.of(
                root.at("a").weightNormed("weight", Init.normal(0.5), 4, 3, 2),
                root.at("a").tensor("bias", Init.uniform(0.1), 4),
                root.at("b").tensor("weight", Init.xavierUniform(), 2, 4),
                root.at("b").buffer("running", Init.constant(3), 2));
    }

    @ParameterizedTest
    @EnumSource
    void initialisedWeightsAreSavedAndLoadedInEveryNaming(Naming naming) {
        try (ParameterSet made = ParameterSet.initialise(manager, 42)) {
            List<Parameter> before = network(made);
            made.finish();
            assertEquals(24 + 4 + 4 + 8, made.count());
            try (SafetensorsFile f = file(made.toTensors(naming));
                    ParameterSet loaded = ParameterSet.load(f, manager);
                    ParameterSet tuned = ParameterSet.loadForTraining(f, manager)) {
                List<Parameter> after = network(loaded);
                network(tuned);
                loaded.finish();
                tuned.finish();
                for (int i = 0; i < before.size(); i++) {
                    assertArrayEquals(
                            before.get(i).value().toFloatArray(),
                            after.get(i).value().toFloatArray(),
                            1e-6f);
                }
                assertEquals(made.count(), loaded.count());
                if (naming != Naming.FOLDED) {
                    assertEquals(made.fingerprint(), loaded.fingerprint());
                    assertEquals(made.fingerprint(), tuned.fingerprint());
                }
                assertFalse(after.get(0).value().hasGradient());
                assertThrows(IllegalStateException.class, loaded::trainable);
                assertThrows(IllegalStateException.class, () -> loaded.train(true));
            }
        }
    }

    @Test
    void theSeedAndTheNameDecideInitialValues() {
        try (ParameterSet a = ParameterSet.initialise(manager, 1);
                ParameterSet b = ParameterSet.initialise(manager, 1);
                ParameterSet c = ParameterSet.initialise(manager, 2)) {
            b.root().tensor("another first", Init.normal(1), 5);
            Parameter pa = a.root().tensor("x", Init.normal(2), 10_000);
            Parameter pb = b.root().tensor("x", Init.normal(2), 10_000);
            Parameter pc = c.root().tensor("x", Init.normal(2), 10_000);
            List.of(a, b, c).forEach(ParameterSet::finish);
            float[] v = pa.value().toFloatArray();
            assertArrayEquals(v, pb.value().toFloatArray());
            assertNotEquals(v[0], pc.value().toFloatArray()[0]);
            double mean = 0;
            double square = 0;
            for (float x : v) {
                mean += x / v.length;
                square += (double) x * x / v.length;
            }
            assertEquals(0, mean, 0.1);
            assertEquals(4, square, 0.25);
        }
    }

    @Test
    void kaimingAndXavierUseTheFans() {
        float[] k = Init.kaimingUniform(Math.sqrt(5)).draw(3, "k", 8, 4, 25);
        float[] x = Init.xavierUniform().draw(3, "x", 8, 4, 25);
        assertEquals(0.1, maximum(k), 0.003);
        assertEquals(Math.sqrt(6.0 / (100 + 200)), maximum(x), 0.003);
    }

    private static double maximum(float[] v) {
        double m = 0;
        for (float f : v) {
            m = Math.max(m, Math.abs(f));
        }
        return m;
    }

    @Test
    void changedLeavesAreSeenAfterRefreshAndCopy() {
        try (ParameterSet a = ParameterSet.initialise(manager, 1);
                ParameterSet b = ParameterSet.initialise(manager, 2)) {
            Parameter pa = network(a).get(0);
            Parameter pb = network(b).get(0);
            a.finish();
            b.finish();
            float[] first = pa.value().toFloatArray();
            assertSame(pa.value(), pa.value(), "folded once");
            try (Autograd.Guard off = Autograd.noGrad()) {
                assertFalse(off.on());
                InPlace.scale(List.of(a.trainable().get("a.weight_g")), 2);
            }
            a.refresh();
            for (int i = 0; i < first.length; i++) {
                first[i] *= 2;
            }
            assertArrayEquals(first, pa.value().toFloatArray(), 1e-6f);
            NDArray leaf = b.trainable().get("a.weight_g");
            assertNotEquals(a.fingerprint(), b.fingerprint());
            b.copyFrom(a);
            assertSame(leaf, b.trainable().get("a.weight_g"));
            assertArrayEquals(first, pb.value().toFloatArray(), 1e-6f);
            assertEquals(a.fingerprint(), b.fingerprint());
        }
    }

    @Test
    void aPartHasAFingerprintOfItsOwn() throws Exception {
        try (ParameterSet a = ParameterSet.initialise(manager, 1);
                ParameterSet b = ParameterSet.initialise(manager, 1)) {
            for (ParameterSet set : List.of(a, b)) {
                set.root().at("x").tensor("weight", Init.normal(1), 2, 1);
                set.root().at("y").tensor("weight", Init.normal(1), 3);
                set.finish();
            }
            InPlace.scale(List.of(b.arrays().get("y.weight")), 2);
            Fingerprint first = a.fingerprints();
            Fingerprint second = b.fingerprints();
            assertNotEquals(first.all(), second.all());
            assertEquals(first.of(n -> n.equals("x.weight")), second.of(n -> n.equals("x.weight")));
            assertNotEquals(first.of(n -> n.startsWith("y")), second.of(n -> n.startsWith("y")));
            // by hand: the digest of a tensor covers its name, shape and bytes
            java.security.MessageDigest sha = java.security.MessageDigest.getInstance("SHA-256");
            sha.update("x.weight[2, 1]\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            java.nio.ByteBuffer bytes =
                    java.nio.ByteBuffer.allocate(8).order(java.nio.ByteOrder.LITTLE_ENDIAN);
            for (float v : a.arrays().get("x.weight").toFloatArray()) {
                bytes.putFloat(v);
            }
            byte[] tensor = sha.digest(bytes.array());
            assertEquals(
                    java.util.HexFormat.of().formatHex(sha.digest(tensor)),
                    first.of(n -> n.equals("x.weight")));
        }
    }

    @Test
    void frozenTensorsAreNotTrained() {
        try (ParameterSet set = ParameterSet.initialise(manager, 1)) {
            network(set);
            set.freeze("a.");
            set.finish();
            assertEquals(Set.of("b.weight"), set.trainable().keySet());
            assertFalse(set.arrays().get("a.bias").hasGradient());
            assertTrue(set.arrays().get("b.weight").hasGradient());
            assertFalse(set.arrays().get("b.running").hasGradient());
        }
    }

    @Test
    void aSetOutlivesTheScopeItWasMadeInAndFreesEverythingWhenClosed() {
        ParameterSet set;
        Parameter p;
        try (NDScope scope = new NDScope()) {
            set = ParameterSet.initialise(manager, 1);
            p = network(set).get(0);
            set.finish();
            p.value();
            scope.suppressNotUsedWarning();
        }
        assertEquals(24, p.value().toFloatArray().length);
        NDArray value = p.value();
        set.close();
        set.close();
        assertThrows(IllegalStateException.class, p::value);
        assertThrows(IllegalStateException.class, value::toFloatArray);
        assertEquals(0, manager.getManagedArrays().size());
    }

    @Test
    void oneNameIsOneParameterAndTwoShapesAreAMistake() {
        try (ParameterSet set = ParameterSet.initialise(manager, 1)) {
            Parameter p = set.root().tensor("x", Init.zeros(), 2);
            assertSame(p, set.root().tensor("x", Init.zeros(), 2));
            assertThrows(
                    IllegalStateException.class, () -> set.root().tensor("x", Init.zeros(), 3));
            set.finish();
            assertThrows(
                    IllegalStateException.class, () -> set.root().tensor("y", Init.zeros(), 2));
            assertThrows(IllegalStateException.class, set::finish);
        }
    }
}
