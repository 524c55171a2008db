package org.syrinx.training.adversarial;

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

class AdversarialLossesTest {
    private NDManager manager;
    private NDScope scope;

    @BeforeEach
    void open() {
        Autograd.prepareThread(true);
        manager = Operators.engine().newBaseManager();
        scope = new NDScope();
    }

    @AfterEach
    void close() {
        scope.close();
        manager.close();
    }

    private List<List<NDArray>> maps(float[]... layers) {
        return List.of(
                List.of(
                        Tensors.of(manager, layers[0], 1, 1, 2),
                        Tensors.of(manager, layers[1], 1, 1, 3)));
    }

    @Test
    void adversarialLossesAreMeanSquaresOfTheLastMaps() {
        List<List<NDArray>> real = maps(new float[] {9, 9}, new float[] {1, 0.5f, 2});
        List<List<NDArray>> fake = maps(new float[] {7, 7}, new float[] {0, 1, -1});
        assertEquals((1 + 0 + 4) / 3.0, AdversarialLosses.adversarial(fake).getFloat(), 1e-6);
        double onReal = (0 + 0.25 + 1) / 3;
        double onFake = (0 + 1 + 1) / 3.0;
        assertEquals(onReal + onFake, AdversarialLosses.discriminator(real, fake).getFloat(), 1e-6);
    }

    @Test
    void featureMatchingIsTwiceTheSumOfMeanDifferencesOfAllMaps() {
        List<List<NDArray>> real = maps(new float[] {9, 9}, new float[] {1, 0.5f, 2});
        List<List<NDArray>> fake = maps(new float[] {7, 8}, new float[] {0, 1, -1});
        assertEquals(2 * (1.5 + 4.5 / 3), AdversarialLosses.features(real, fake).getFloat(), 1e-6);
    }
}
