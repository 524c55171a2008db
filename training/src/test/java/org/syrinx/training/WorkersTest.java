package org.syrinx.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.syrinx.api.Backend;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.internal.PyTorchBackend;
import org.syrinx.nn.layers.Linear;
import org.syrinx.nn.params.ParameterSet;

class WorkersTest {
    private final Backend backend = new PyTorchBackend();

    @Test
    void aSingleWorkerIsTheCallersThread() {
        try (Workers workers = new Workers(backend, 1)) {
            assertEquals(1, workers.count());
            assertSame(Thread.currentThread(), workers.first(Thread::currentThread));
        }
    }

    @Test
    void severalWorkersKeepTheirThreadsAndLimitTheNativeOnes() {
        int before = backend.threads();
        try (Workers workers = new Workers(backend, 2)) {
            List<Thread> first = workers.all(i -> Thread.currentThread());
            assertNotEquals(first.get(0), first.get(1));
            assertEquals(first, workers.all(i -> Thread.currentThread()));
            assertEquals(List.of(1, 1), workers.all(i -> backend.threads()));
        }
        assertEquals(before, backend.threads());
    }

    @Test
    void anErrorOfAWorkerIsThrownAfterAllHaveFinished() {
        try (Workers workers = new Workers(backend, 2)) {
            boolean[] finished = new boolean[1];
            assertThrows(
                    IllegalArgumentException.class,
                    () ->
                            workers.all(
                                    i -> {
                                        if (i == 0) {
                                            throw new IllegalArgumentException("0");
                                        }
                                        finished[0] = true;
                                        return null;
                                    }));
            assertEquals(true, finished[0]);
        }
    }

    /** Gradients of y = w x summed over a batch do not depend on how it is dealt. */
    @Test
    void aStepInTwoPartsIsTheStepInOne() {
        Map<Integer, float[]> weights = new TreeMap<>();
        for (int threads : new int[] {1, 2}) {
            OptimizerSettings settings = new OptimizerSettings(0.1, 0.9, 0.99, 1.0, 0, 1, 0, 1, 0);
            try (Workers workers = new Workers(backend, threads)) {
                ParameterSet set =
                        Learner.open(backend.newManager("cpu", "test"), Optional.empty(), 1);
                Linear line = new Linear(set.root().at("line"), 1, 1);
                set.finish();
                try (Learner learner = new Learner("net", set, settings, 0)) {
                    GradientStep<Float> step =
                            new GradientStep<>(
                                    learner,
                                    Optional.empty(),
                                    workers,
                                    (host, mine, batch, seed) -> {
                                        float[] x = new float[mine.size()];
                                        for (int i = 0; i < x.length; i++) {
                                            x[i] = mine.get(i);
                                        }
                                        NDArray y = line.apply(host.floats(x, x.length, 1));
                                        NDArray loss =
                                                Ops.scale(
                                                        Reductions.sum(Ops.square(y)),
                                                        1.0 / batch.size());
                                        return new GradientStep.Pass(
                                                loss,
                                                Map.of("square", loss),
                                                null,
                                                null,
                                                (double) mine.size() / batch.size());
                                    });
                    List<Float> batch = List.of(1f, 2f, -3f);
                    Map<String, Double> losses = step.run(batch, 0, 7, 0.1);
                    assertEquals(losses.get("total"), losses.get("square"), 1e-9);
                    step.run(batch, 1, 7, 0.1);
                    weights.put(threads, set.arrays().get("line.weight").toFloatArray());
                }
            }
        }
        assertEquals(weights.get(1)[0], weights.get(2)[0], 1e-6);
    }
}
