package org.syrinx.nn.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.syrinx.api.CancelledException;
import org.syrinx.api.NoiseSchedule;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Predictor;
import org.syrinx.api.Predictor.Kind;
import org.syrinx.api.Progress;
import org.syrinx.api.Sampler;
import org.syrinx.api.Sampler.Problem;
import org.syrinx.api.SyrinxException;
import org.syrinx.engine.Operators;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.Types;
import org.syrinx.nn.autograd.Autograd;

/** Data are N(1.2, 0.5^2), for which the best prediction of every kind is known in closed form. */
class SamplersTest {
    private static final double MEAN = 1.2;
    private static final double STD = 0.5;
    private static final double MU = 0.3;
    private static final double[] STARTS = {-1, 0.3, 1, 2};

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

    /** The best network of a kind, for x_t = alpha x_0 + (1 - alpha) mu + sigma eps. */
    private static Predictor best(Kind kind, NoiseSchedule schedule, double mu) {
        return new Predictor() {
            @Override
            public Kind kind() {
                return kind;
            }

            @Override
            public NDArray predict(NDArray x, double t, int step) {
                double a = schedule.alpha(t);
                double s = schedule.sigma(t);
                double var = a * a * STD * STD + s * s;
                double centre = a * MEAN + (1 - a) * mu;
                // E[x_0 | x] = m + a S^2 (x - centre) / var;  E[eps | x] = s (x - centre) / var
                NDArray off = Ops.shift(x, -centre);
                NDArray data = Ops.shift(Ops.scale(off, a * STD * STD / var), MEAN);
                NDArray eps = Ops.scale(off, s / var);
                return switch (kind) {
                    case SCORE -> Ops.scale(off, -1 / var);
                    case EPSILON -> eps;
                    case DATA -> data;
                    case V -> Ops.sub(Ops.scale(eps, a), Ops.scale(data, s));
                    case VELOCITY -> Ops.sub(data, eps); // data minus noise, on the straight line
                };
            }
        };
    }

    private NDArray doubles(double... v) {
        return Tensors.of(manager, v, v.length, 1, 1);
    }

    private Problem gradTts(Kind kind, int steps) {
        NoiseSchedule schedule = Schedules.gradTts();
        NDArray mean = doubles(MU, MU, MU, MU);
        return new Problem(
                best(kind, schedule, MU),
                schedule,
                doubles(STARTS),
                mean,
                null,
                steps,
                NoiseSource.seeded(1));
    }

    /** The probability-flow equation carries quantiles to quantiles. */
    private static double exact(double start, NoiseSchedule s, double mu) {
        double a = s.alpha(1);
        return MEAN
                + STD
                        * (start - (a * MEAN + (1 - a) * mu))
                        / Math.sqrt(a * a * STD * STD + s.sigma(1) * s.sigma(1));
    }

    @ParameterizedTest
    @CsvSource({
        "4, 0.894345, 1.336549, 1.574658, 1.914815",
        "10, 0.631923, 1.234323, 1.558693, 2.022078",
        "50, 0.560850, 1.203302, 1.549237, 2.043430",
        "200, 0.550319, 1.198526, 1.547560, 2.046181"
    })
    void eulerStepsGiveTheOracleTable(int steps, double a, double b, double c, double d) {
        NDArray x = new EulerOde().sample(gradTts(Kind.SCORE, steps), Progress.NONE);
        assertArrayEquals(new double[] {a, b, c, d}, x.toDoubleArray(), 1e-6);
        Problem p = gradTts(Kind.SCORE, steps);
        Problem single =
                new Problem(
                        p.network(),
                        p.schedule(),
                        Types.toFloat(p.start()),
                        Types.toFloat(p.mean()),
                        null,
                        steps,
                        p.noise());
        float[] f = new EulerOde().sample(single, Progress.NONE).toFloatArray();
        assertArrayEquals(new float[] {(float) a, (float) b, (float) c, (float) d}, f, 1e-5f);
    }

    @Test
    void theExactMapIsThatOfTheTable() {
        double[] expected = {0.546995, 1.197006, 1.547011, 2.047020};
        for (int i = 0; i < 4; i++) {
            assertEquals(expected[i], exact(STARTS[i], Schedules.gradTts(), MU), 1e-6);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SCORE", "EPSILON", "DATA", "V"})
    void deterministicSamplersReachTheExactMapWithEveryKindOfNetwork(Kind kind) {
        for (Sampler sampler : List.of(new EulerOde(), new Ddim())) {
            double[] x = sampler.sample(gradTts(kind, 800), Progress.NONE).toDoubleArray();
            for (int i = 0; i < 4; i++) {
                assertEquals(exact(STARTS[i], Schedules.gradTts(), MU), x[i], 5e-3, sampler.id());
            }
        }
    }

    @Test
    void kindsOfNetworkAreInterchangeable() {
        List<Function<Kind, double[]>> samplers =
                List.of(
                        k -> new Ddim().sample(gradTts(k, 7), Progress.NONE).toDoubleArray(),
                        k -> new Ancestral().sample(gradTts(k, 7), Progress.NONE).toDoubleArray(),
                        k -> new EulerSde().sample(gradTts(k, 7), Progress.NONE).toDoubleArray());
        for (Function<Kind, double[]> sampler : samplers) {
            double[] first = sampler.apply(Kind.EPSILON);
            for (Kind k : List.of(Kind.DATA, Kind.V, Kind.SCORE)) {
                assertArrayEquals(first, sampler.apply(k), 1e-6, k.name());
            }
        }
    }

    @Test
    void ddimWithVOnTheCosineScheduleIsTheClosedForm() {
        NoiseSchedule schedule = Schedules.cosine();
        Predictor v = best(Kind.V, schedule, 0);
        int n = 10;
        double[] expected = STARTS.clone();
        for (int i = 0; i < n; i++) {
            double now = (1 - (double) i / n) * Math.PI / 2;
            double next = (1 - (i + 1.0) / n) * Math.PI / 2;
            for (int k = 0; k < 4; k++) {
                double x = expected[k];
                double a = i == 0 ? 0 : Math.cos(now);
                double b = Math.sin(now);
                double off = (x - a * MEAN) / (a * a * STD * STD + b * b);
                double data = MEAN + a * STD * STD * off;
                double eps = b * off;
                double pv = a * eps - b * data;
                expected[k] = Math.cos(next) * (a * x - b * pv) + Math.sin(next) * (b * x + a * pv);
            }
        }
        Problem p = new Problem(v, schedule, doubles(STARTS), null, null, n, NoiseSource.seeded(1));
        assertArrayEquals(expected, new Ddim().sample(p, Progress.NONE).toDoubleArray(), 1e-9);
        Problem blind =
                new Problem(
                        best(Kind.EPSILON, schedule, 0),
                        schedule,
                        doubles(STARTS),
                        null,
                        null,
                        n,
                        NoiseSource.seeded(1));
        assertThrows(SyrinxException.class, () -> new Ddim().sample(blind, Progress.NONE));
    }

    @Test
    void stochasticSamplersDrawFromTheData() {
        int count = 20_000;
        float[] noise = NoiseSource.seeded(5).gaussian("start", count);
        for (Sampler sampler : List.of(new EulerSde(), new Ancestral())) {
            NoiseSchedule s = Schedules.gradTts();
            NDArray mu = Tensors.full(manager, MU, 1, 1, count);
            NDArray start = Ops.add(mu, Tensors.of(manager, noise, 1, 1, count));
            Problem p =
                    new Problem(
                            best(Kind.SCORE, s, MU),
                            s,
                            start,
                            mu,
                            null,
                            200,
                            NoiseSource.seeded(6));
            double mean = 0;
            double square = 0;
            for (float x : sampler.sample(p, Progress.NONE).toFloatArray()) {
                mean += (double) x / count;
                square += (double) x * x / count;
            }
            assertEquals(MEAN, mean, 0.02, sampler.id());
            assertEquals(STD, Math.sqrt(square - mean * mean), 0.02, sampler.id());
        }
    }

    @Test
    void flowsCarryNoiseToData() {
        NoiseSchedule s = Schedules.flow();
        for (FlowEuler sampler : List.of(new FlowEuler(), new FlowEuler(-1))) {
            Problem p =
                    new Problem(
                            best(Kind.VELOCITY, s, 0),
                            s,
                            doubles(STARTS),
                            null,
                            null,
                            500,
                            NoiseSource.seeded(1));
            double[] x = sampler.sample(p, Progress.NONE).toDoubleArray();
            for (int i = 0; i < 4; i++) {
                assertEquals(MEAN + STD * STARTS[i], x[i], 5e-3, sampler.id());
            }
        }
        assertThrows(
                SyrinxException.class,
                () -> new FlowEuler().sample(gradTts(Kind.SCORE, 2), Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> new FlowEuler(-1.5));
    }

    @Test
    void swayPutsTimesNearTheNoise() {
        List<Double> times = new ArrayList<>();
        Predictor still = recorder(Kind.VELOCITY, times);
        Problem p =
                new Problem(
                        still, Schedules.flow(), doubles(1), null, null, 4, NoiseSource.seeded(1));
        new FlowEuler(-1).sample(p, Progress.NONE);
        for (int i = 0; i < 4; i++) {
            assertEquals(
                    Math.cos(Math.PI * i / 8), times.get(i), 1e-12); // 1 - u, u = 1 - cos(pi u / 2)
        }
    }

    @Test
    void eulerUsesMidpointsAndDdimTheGrid() {
        List<Double> times = new ArrayList<>();
        Problem p =
                new Problem(
                        recorder(Kind.SCORE, times),
                        Schedules.gradTts(),
                        doubles(1),
                        null,
                        null,
                        2,
                        NoiseSource.seeded(1));
        new EulerOde().sample(p, Progress.NONE);
        new Ddim().sample(p, Progress.NONE);
        assertEquals(List.of(0.75, 0.25, 1.0, 0.5), times);
    }

    private static Predictor recorder(Kind kind, List<Double> times) {
        return new Predictor() {
            @Override
            public Kind kind() {
                return kind;
            }

            @Override
            public NDArray predict(NDArray x, double t, int step) {
                times.add(t);
                return Types.zerosLike(x);
            }
        };
    }

    @Test
    void paddedFramesStayZeroAndStepsAreReported() {
        NoiseSchedule s = Schedules.gradTts();
        NDArray mask = Tensors.of(manager, new float[] {1, 1, 0}, 1, 1, 3);
        NDArray start = Tensors.full(manager, 1, 1, 2, 3);
        List<Long> done = new ArrayList<>();
        for (Sampler sampler :
                List.of(new EulerOde(), new EulerSde(), new Ddim(), new Ancestral())) {
            done.clear();
            Problem p =
                    new Problem(
                            best(Kind.SCORE, s, 0), s, start, null, mask, 3, NoiseSource.seeded(2));
            float[] x = sampler.sample(p, (phase, n, total) -> done.add(n)).toFloatArray();
            assertEquals(0, x[2], sampler.id());
            assertEquals(0, x[5], sampler.id());
            assertTrue(x[0] != 0 && x[4] != 0);
            assertEquals(List.of(0L, 1L, 2L, 3L), done);
        }
        assertArrayEquals(
                new float[] {1, 1, 1, 1, 1, 1},
                start.toFloatArray(),
                "the start stays the caller's");
    }

    @Test
    void cancellingEndsTheWalkAndFreesIt() {
        Problem p = gradTts(Kind.SCORE, 10);
        int before = manager.getManagedArrays().size();
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            assertThrows(
                    CancelledException.class,
                    () ->
                            new EulerOde()
                                    .sample(
                                            p,
                                            (phase, n, total) -> {
                                                if (n == 3) {
                                                    throw new CancelledException("stopped");
                                                }
                                            }));
        }
        assertEquals(before, manager.getManagedArrays().size());
    }

    @Test
    void schedulesAreConsistent() {
        assertEquals(0.006654, Schedules.gradTts().alpha(1), 1e-6);
        assertEquals(0.999956, Math.pow(Schedules.gradTts().sigma(1), 2), 1e-6);
        assertEquals(0.05, Schedules.gradTts().beta(0), 1e-12);
        assertEquals(20, Schedules.gradTts().beta(1), 1e-12);
        for (NoiseSchedule s :
                List.of(
                        Schedules.gradTts(),
                        Schedules.ddpm(),
                        Schedules.cosine(),
                        Schedules.flow())) {
            assertEquals(1, s.alpha(0), 1e-12, s.id());
            assertEquals(0, s.sigma(0), 1e-12, s.id());
            for (double t = 0.1; t < 0.95; t += 0.1) {
                // beta = -2 d ln(alpha) / dt
                double slope = (Math.log(s.alpha(t + 1e-6)) - Math.log(s.alpha(t - 1e-6))) / 2e-6;
                assertEquals(-2 * slope, s.beta(t), 1e-5 * (1 + s.beta(t)), s.id());
                if (!s.id().equals("flow")) {
                    assertEquals(
                            1, s.alpha(t) * s.alpha(t) + s.sigma(t) * s.sigma(t), 1e-12, s.id());
                }
            }
        }
        // DDPM's product of 1 - beta_i over 1000 steps, Ho et al. 2020: 4.04e-5
        double product = 1;
        for (int i = 0; i < 1000; i++) {
            product *= 1 - (1e-4 + (0.02 - 1e-4) * i / 999);
        }
        assertEquals(Math.sqrt(product), Schedules.ddpm().alpha(1), 4e-4);
    }
}
