package org.syrinx.plugin.gradtts.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.syrinx.api.TensorScope;
import org.syrinx.engine.Operators;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.internal.PyTorchBackend;

/** Against sums written out by hand. */
class GradTtsLossesTest {
    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    private interface Work {
        double with(NDManager manager);
    }

    @SuppressWarnings("try") // the scope works by being open
    private static double compute(Work work) {
        try (NDManager manager = Operators.engine().newBaseManager();
                TensorScope ignored = new PyTorchBackend().scope()) {
            return work.with(manager);
        }
    }

    @Test
    void theDurationLossComparesLogarithmsAndDividesByAllTokensOfTheBatch() {
        double loss =
                compute(
                        m -> {
                            NDArray log = Tensors.of(m, new float[] {1, 2, 0}, 1, 1, 3);
                            NDArray d = Tensors.of(m, new float[] {4, 5, 0}, 1, 1, 3);
                            NDArray mask = Tensors.of(m, new float[] {1, 1, 0}, 1, 1, 3);
                            return GradTtsLosses.duration(log, d, mask, 10).getFloat();
                        });
        double expected = (Math.pow(1 - Math.log(4), 2) + Math.pow(2 - Math.log(5), 2)) / 10;
        assertEquals(expected, loss, 1e-6);
    }

    @Test
    void thePriorLossIsTheGaussianLikelihoodOnValidFrames() {
        double loss =
                compute(
                        m -> {
                            NDArray y = Tensors.of(m, new float[] {1, 2, 9, 3, 4, 9}, 1, 2, 3);
                            NDArray mu = Tensors.of(m, new float[] {0, 2, 7, 1, 1, 7}, 1, 2, 3);
                            NDArray mask = Tensors.of(m, new float[] {1, 1, 0}, 1, 1, 3);
                            return GradTtsLosses.prior(y, mu, mask, 2).getFloat();
                        });
        assertEquals(0.5 * (1 + 0 + 4 + 9 + 4 * LOG_2_PI) / 4, loss, 1e-6);
    }

    @Test
    void theDiffusionLossVanishesForTheExactScore() {
        double exact =
                compute(
                        m -> {
                            NDArray noise = Tensors.of(m, new float[] {1, -2}, 1, 2, 1);
                            NDArray sigma = Tensors.of(m, new float[] {0.5f}, 1, 1, 1);
                            NDArray score = Tensors.of(m, new float[] {-2, 4}, 1, 2, 1);
                            return GradTtsLosses.diffusion(score, sigma, noise, 1).getFloat();
                        });
        assertEquals(0, exact, 1e-7);
        double zero =
                compute(
                        m -> {
                            NDArray noise = Tensors.of(m, new float[] {1, -2}, 1, 2, 1);
                            NDArray sigma = Tensors.of(m, new float[] {0.5f}, 1, 1, 1);
                            NDArray score = Tensors.of(m, new float[] {0, 0}, 1, 2, 1);
                            return GradTtsLosses.diffusion(score, sigma, noise, 1).getFloat();
                        });
        assertEquals((1 + 4) / 2.0, zero, 1e-6);
    }

    @Test
    void theLikelihoodOfAFrameIsThatOfAUnitGaussianAroundTheToken() {
        double l =
                compute(
                        m -> {
                            // two bands, one frame, two tokens
                            NDArray y = Tensors.of(m, new float[] {1, 3}, 1, 2, 1);
                            NDArray mu = Tensors.of(m, new float[] {0, 1, 1, 5}, 1, 2, 2);
                            return GradTtsLosses.likelihood(y, mu).toFloatArray()[1];
                        });
        assertEquals(-LOG_2_PI - 0.5 * (0 + 4), l, 1e-5);
    }
}
