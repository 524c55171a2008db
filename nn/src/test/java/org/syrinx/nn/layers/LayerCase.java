package org.syrinx.nn.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.syrinx.engine.Operators;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.nn.params.ParameterSet;

/**
 * What tests of layers share: a set of random weights, random inputs, comparison with plain loops.
 */
abstract class LayerCase {
    final Random random = new Random(11);
    NDManager manager;
    ParameterSet set;

    @BeforeEach
    void open() {
        manager = Operators.engine().newBaseManager();
        Autograd.prepareThread(false);
        set = ParameterSet.initialise(manager, 4);
    }

    @AfterEach
    void close() {
        set.close();
        manager.close();
    }

    NDArray random(long... shape) {
        int n = 1;
        for (long s : shape) {
            n *= (int) s;
        }
        float[] v = new float[n];
        for (int i = 0; i < n; i++) {
            v[i] = (float) random.nextGaussian();
        }
        return Tensors.of(manager, v, shape);
    }

    /** (B, 1, T) with the given numbers of valid steps. */
    NDArray mask(int time, int... lengths) {
        float[] v = new float[lengths.length * time];
        for (int b = 0; b < lengths.length; b++) {
            java.util.Arrays.fill(v, b * time, b * time + lengths[b], 1);
        }
        return Tensors.of(manager, v, lengths.length, 1, time);
    }

    static void assertClose(double[][] expected, double[][] found, double tolerance) {
        assertEquals(expected.length, found.length, "channels");
        for (int c = 0; c < expected.length; c++) {
            assertEquals(expected[c].length, found[c].length, "time");
            for (int t = 0; t < expected[c].length; t++) {
                assertEquals(
                        expected[c][t],
                        found[c][t],
                        tolerance * (1 + Math.abs(expected[c][t])),
                        "at " + c + ", " + t);
            }
        }
    }

    /** Compares (B, C, T) with one item each. */
    static void assertItems(NDArray found, double[][]... expected) {
        assertEquals(expected.length, found.getShape().get(0));
        for (int b = 0; b < expected.length; b++) {
            assertClose(expected[b], Naive.item(found, b), 2e-5);
        }
    }
}
