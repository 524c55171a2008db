package org.syrinx.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.engine.Operators;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.nn.layers.Linear;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.nn.safetensors.SafetensorsWriter;
import org.syrinx.nn.safetensors.Tensor;

class LearnerTest {
    private static final OptimizerSettings SETTINGS =
            new OptimizerSettings(0.1, 0.9, 0.99, 1e-8, 0, 1, 0, 1, 0);

    @TempDir Path folder;
    private NDManager manager;

    @BeforeEach
    void open() {
        Autograd.prepareThread(true);
        manager = Operators.engine().newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private ParameterSet line(int out, long seed) {
        ParameterSet set = Learner.open(manager, Optional.empty(), seed);
        new Linear(set.root().at("line"), 2, out);
        set.finish();
        return set;
    }

    private void descend(ParameterSet set) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray w = set.arrays().get("line.weight");
            Autograd.backward(Reductions.sum(Ops.square(Ops.sub(w, Tensors.full(manager, 1, 1)))));
        }
    }

    private static float[] weights(ParameterSet set) {
        return set.arrays().get("line.weight").toFloatArray();
    }

    @Test
    void aStepMovesTheWeightsAndTheAverageFollowsSlowly() {
        try (Learner learner = new Learner("net", line(1, 1), SETTINGS, 0.999)) {
            float[] before = weights(learner.parameters());
            for (int i = 0; i < 5; i++) {
                descend(learner.parameters());
                learner.step(0.1);
            }
            float[] after = weights(learner.parameters());
            float[][] averaged = new float[1][];
            learner.averaged(() -> averaged[0] = weights(learner.parameters()));
            assertNotEquals(before[0], after[0]);
            assertTrue(
                    Math.abs(averaged[0][0] - before[0]) < Math.abs(after[0] - before[0]),
                    "the average lags behind");
            assertArrayEquals(after, weights(learner.parameters()));
        }
    }

    @Test
    void stateGoesToAFileAndBack() {
        Path weights = folder.resolve("net.safetensors");
        Path state = folder.resolve("state.safetensors");
        float[] expected;
        try (Learner learner = new Learner("net", line(1, 1), SETTINGS, 0.9)) {
            descend(learner.parameters());
            learner.step(0.1);
            SafetensorsWriter.write(weights, Map.of(), learner.weights());
            SafetensorsWriter.write(state, Map.of(), learner.state());
            descend(learner.parameters());
            learner.step(0.1);
            expected = weights(learner.parameters());
        }
        ParameterSet set = Learner.open(manager, Optional.of(weights), 99);
        new Linear(set.root().at("line"), 2, 1);
        set.finish();
        try (Learner learner = new Learner("net", set, SETTINGS, 0.9);
                SafetensorsFile file = SafetensorsFile.open(state)) {
            learner.restore(file);
            descend(learner.parameters());
            learner.step(0.1);
            assertArrayEquals(expected, weights(learner.parameters()));
        }
    }

    /** After the first step the mean of the gradients is a tenth of them. */
    @Test
    void thePartsOfANetworkAreClippedApart() {
        OptimizerSettings settings = new OptimizerSettings(0.1, 0.9, 0.99, 1e-8, 0, 1, 0, 1, 1);
        for (boolean apart : new boolean[] {false, true}) {
            ParameterSet set = Learner.open(manager, Optional.empty(), 1);
            for (String part : List.of("one", "two", "free")) {
                new Linear(set.root().at(part), 2, 1);
            }
            set.finish();
            List<String> parts = apart ? List.of("one.", "two.") : List.of("one.", "");
            try (Learner learner = new Learner("net", set, settings, 0, parts)) {
                try (NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    NDArray loss = Tensors.full(manager, 0, 1);
                    for (String part : List.of("one", "two", "free")) {
                        NDArray w = set.arrays().get(part + ".weight");
                        double slope = part.equals("two") ? 20 : 10;
                        loss = Ops.add(loss, Ops.scale(Reductions.sum(w), slope));
                    }
                    Autograd.backward(loss);
                }
                double norm = learner.step(0.1);
                assertEquals(Math.sqrt(2 * (100 + 400 + 100)), norm, 1e-3);
                Map<String, Double> norms = new TreeMap<>();
                for (Tensor t : learner.state()) {
                    if (t.name().endsWith(".weight.mean")) {
                        double squares = 0;
                        for (float x : (float[]) t.data()) {
                            squares += x * x;
                        }
                        norms.merge(t.name().replaceAll("net:|[.].*", ""), squares, Double::sum);
                    }
                }
                assertEquals(0.1, Math.sqrt(norms.get("one")), 1e-4);
                double together = Math.sqrt(500);
                assertEquals(apart ? 0.1 : 2 / together, Math.sqrt(norms.get("two")), 1e-4);
                assertEquals(
                        apart ? Math.sqrt(2) : 1 / together, Math.sqrt(norms.get("free")), 1e-4);
            }
        }
    }

    @Test
    void takesOverWhatFits() {
        try (ParameterSet from = line(1, 1);
                ParameterSet same = line(1, 2);
                ParameterSet wider = line(3, 2)) {
            assertEquals(from.arrays().keySet(), Learner.takeOver(from, same));
            assertArrayEquals(weights(from), weights(same));
            assertEquals(Set.of(), Learner.takeOver(from, wider));
        }
    }
}
