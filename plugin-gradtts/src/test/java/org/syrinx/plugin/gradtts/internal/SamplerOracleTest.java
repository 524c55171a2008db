package org.syrinx.plugin.gradtts.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Predictor;
import org.syrinx.api.Progress;
import org.syrinx.api.TensorScope;
import org.syrinx.engine.Operators;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Tensors;
import org.syrinx.plugin.gradtts.internal.model.GradTtsConfig;
import org.syrinx.plugin.gradtts.internal.model.Samplers;

/**
 * The sampler as the model drives it, on data N(1.2, 0.5^2) with mu = 0.3, whose score is known.
 */
class SamplerOracleTest {
    private static final double MEAN = 1.2;
    private static final double VARIANCE = 0.25;
    private static final double MU = 0.3;

    @ParameterizedTest
    @CsvSource({
        "-1.0, 4, 0.894345",
        "-1.0, 10, 0.631923",
        "-1.0, 50, 0.560850",
        "-1.0, 200, 0.550319",
        "0.3, 4, 1.336549",
        "0.3, 10, 1.234323",
        "0.3, 50, 1.203302",
        "0.3, 200, 1.198526",
        "1.0, 4, 1.574658",
        "1.0, 10, 1.558693",
        "1.0, 50, 1.549237",
        "1.0, 200, 1.547560",
        "2.0, 4, 1.914815",
        "2.0, 10, 2.022078",
        "2.0, 50, 2.043430",
        "2.0, 200, 2.046181"
    })
    @SuppressWarnings("try") // the scope works by being open
    void eulerStepsLandWhereTheSpecificationComputedThem(double z, int steps, double expected) {
        try (NDManager manager = Operators.engine().newBaseManager();
                TensorScope ignored = Fixtures.BACKEND.scope()) {
            Predictor exact =
                    new Predictor() {
                        @Override
                        public Kind kind() {
                            return Kind.SCORE;
                        }

                        @Override
                        public NDArray predict(NDArray x, double t, int step) {
                            double b = 0.05 * t + 0.5 * 19.95 * t * t;
                            double rho = Math.exp(-b / 2);
                            double spread = rho * rho * VARIANCE + 1 - Math.exp(-b);
                            double centre = MU + rho * (MEAN - MU);
                            return Ops.scale(Ops.shift(x, -centre), -1 / spread);
                        }
                    };
            // in float64, so that only the method is measured
            NDArray start = Tensors.of(manager, new double[] {z}, 1, 1, 1);
            NDArray mu = Tensors.of(manager, new double[] {MU}, 1, 1, 1);
            NDArray x =
                    new Synthesis.Bound(exact, start, mu, null, 1)
                            .run(
                                    GradTtsConfig.published(1),
                                    new Synthesis.Walk(
                                            Samplers.usual(), steps, 1, NoiseSource.seeded(0)),
                                    Progress.NONE);
            assertEquals(expected, x.toDoubleArray()[0], 1e-5);
        }
    }
}
