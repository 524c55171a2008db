package org.syrinx.plugin.vits.internal.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.syrinx.engine.Operators;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.autograd.Autograd;

class VitsLossesTest {
    private final Random random = new Random(4);
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

    private float[] normal(int count, double scale) {
        float[] x = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = (float) (scale * random.nextGaussian());
        }
        return x;
    }

    @Test
    void klIsTheSumOverValidFramesWrittenAsLoops() {
        int b = 2;
        int f = 3;
        int t = 5;
        float[] zp = normal(b * f * t, 1);
        float[] logsQ = normal(b * f * t, 0.3);
        float[] mu = normal(b * f * t, 1);
        float[] logs = normal(b * f * t, 0.3);
        float[] mask = {1, 1, 1, 1, 1, 1, 1, 1, 0, 0};
        double sum = 0;
        for (int i = 0; i < b; i++) {
            for (int c = 0; c < f; c++) {
                for (int k = 0; k < t; k++) {
                    int at = (i * f + c) * t + k;
                    double d = zp[at] - mu[at];
                    sum +=
                            mask[i * t + k]
                                    * (logs[at]
                                            - logsQ[at]
                                            - 0.5
                                            + 0.5 * d * d * Math.exp(-2 * logs[at]));
                }
            }
        }
        NDArray kl =
                VitsLosses.kl(
                        Tensors.of(manager, zp, b, f, t),
                        Tensors.of(manager, logsQ, b, f, t),
                        Tensors.of(manager, mu, b, f, t),
                        Tensors.of(manager, logs, b, f, t),
                        Tensors.of(manager, mask, b, 1, t),
                        8);
        assertEquals(sum / 8, kl.getFloat(), 1e-4);
    }

    @Test
    void klOfManySamplesApproachesTheClosedFormForGaussians() {
        // KL(N(0.7, 0.5^2) || N(-0.2, 1.3^2)) = ln(s2 / s1) + (s1^2 + (m1 - m2)^2) / (2 s2^2) - 1/2
        double m1 = 0.7;
        double s1 = 0.5;
        double m2 = -0.2;
        double s2 = 1.3;
        double expected =
                Math.log(s2 / s1) + (s1 * s1 + (m1 - m2) * (m1 - m2)) / (2 * s2 * s2) - 0.5;
        int n = 200_000;
        float[] zp = new float[n];
        for (int i = 0; i < n; i++) {
            zp[i] = (float) (m1 + s1 * random.nextGaussian());
        }
        NDArray kl =
                VitsLosses.kl(
                        Tensors.of(manager, zp, 1, 1, n),
                        Tensors.full(manager, Math.log(s1), 1, 1, n),
                        Tensors.full(manager, m2, 1, 1, n),
                        Tensors.full(manager, Math.log(s2), 1, 1, n),
                        Tensors.full(manager, 1, 1, 1, n),
                        n);
        assertEquals(expected, kl.getFloat(), 5e-3);
    }

    @Test
    void alignmentScoreIsTheLogLikelihoodOfEachFrameUnderEachToken() {
        int f = 3;
        int t = 4;
        int n = 2;
        float[] zp = normal(f * t, 1);
        float[] mu = normal(f * n, 1);
        float[] logs = normal(f * n, 0.4);
        float[] expected = new float[t * n];
        for (int y = 0; y < t; y++) {
            for (int x = 0; x < n; x++) {
                double sum = 0;
                for (int c = 0; c < f; c++) {
                    double s = Math.exp(logs[c * n + x]);
                    double d = (zp[c * t + y] - mu[c * n + x]) / s;
                    sum += -0.5 * Math.log(2 * Math.PI) - Math.log(s) - 0.5 * d * d;
                }
                expected[y * n + x] = (float) sum;
            }
        }
        NDArray score =
                GeneratorPass.score(
                        Tensors.of(manager, zp, 1, f, t),
                        Tensors.of(manager, mu, 1, f, n),
                        Tensors.of(manager, logs, 1, f, n));
        assertArrayEquals(expected, score.toFloatArray(), 1e-4f);
    }
}
