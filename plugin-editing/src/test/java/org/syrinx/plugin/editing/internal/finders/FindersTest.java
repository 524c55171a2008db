package org.syrinx.plugin.editing.internal.finders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.syrinx.api.Direction;
import org.syrinx.api.DirectionFinder;
import org.syrinx.api.DirectionFinder.ActivationSet;
import org.syrinx.api.DirectionFinder.Sample;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;

class FindersTest {
    private static final Map<String, String> GENDER =
            Map.of("attribute", "gender", "positive", "female");

    static Stream<DirectionFinder> classifiers() {
        return Stream.of(
                new MeanDifferenceFinder(),
                new LogisticFinder(),
                new LinearSvmFinder(),
                new ShrinkageLdaFinder());
    }

    /** Spec 4.8.1. */
    @Test
    void meanDifferenceRecoversAPlantedDirectionFrom200Utterances() {
        Direction clear =
                new MeanDifferenceFinder()
                        .find(Planted.set(200, 4, 1), GENDER, Progress.NONE)
                        .get(0);
        Direction faint =
                new MeanDifferenceFinder()
                        .find(Planted.set(200, 1, 1), GENDER, Progress.NONE)
                        .get(0);
        // the gap 2 y along a, and noise of variance 2 / 100 in each of 40 dimensions
        double expected = 2 / Math.sqrt(4 + Planted.WIDTH * 0.02);
        for (int i = 0; i < Planted.STEPS; i++) {
            assertTrue(Matrices.cosine(Planted.slice(clear, i), Planted.direction(i)) > 0.99);
            assertEquals(
                    expected, Matrices.cosine(Planted.slice(faint, i), Planted.direction(i)), 0.04);
            // the classes lie at +4 and -4: strength 1 is their gap
            assertEquals(8, Matrices.dot(Planted.slice(clear, i), Planted.direction(i)), 0.5);
        }
        assertEquals("class gap", clear.unit());
        assertEquals("gender", clear.name());
    }

    @ParameterizedTest
    @MethodSource("classifiers")
    void everyClassifierFindsThePlantedDirectionAndPointsItAtThePositiveClass(
            DirectionFinder finder) {
        ActivationSet data = Planted.set(200, 3, 1);
        Direction d = finder.find(data, GENDER, Progress.NONE).get(0);
        Direction turned =
                finder.find(data, Map.of("attribute", "gender", "positive", "male"), Progress.NONE)
                        .get(0);
        for (int i = 0; i < Planted.STEPS; i++) {
            double[] v = Planted.slice(d, i);
            // Standardising shrinks what the direction itself makes large, and a support vector
            // machine listens to few utterances: both stay below the mean difference, as spec 4.3
            // expects.
            double least =
                    switch (finder.kind()) {
                        case "svm" -> 0.85;
                        case "logistic" -> 0.92;
                        default -> 0.98;
                    };
            assertTrue(
                    Matrices.cosine(v, Planted.direction(i)) > least,
                    finder.kind() + " " + Matrices.cosine(v, Planted.direction(i)));
            // normals are rescaled to the gap along them: 6, as far as they point along a
            assertEquals(6, Matrices.norm(v), 1, finder.kind());
            assertTrue(Matrices.cosine(v, Planted.slice(turned, i)) < -0.99);
        }
        assertEquals(finder.kind(), d.provenance().get("finder"));
        assertTrue(Double.parseDouble(d.provenance().get("correlation.pitch")) > 0.9);
    }

    @Test
    void pairingTakesOutWhatThePairShares() {
        // every pair has an offset of its own, ten times the gap, and the classes have unequal
        // numbers of utterances in it: only the paired mean is right
        SplittableRandom random = new SplittableRandom(3);
        List<Sample> samples = new ArrayList<>();
        ActivationSet base = Planted.set(2, 1, 0);
        for (int p = 0; p < 30; p++) {
            float offset = (float) (10 * random.nextGaussian());
            for (int n = 0; n < 1 + p % 3; n++) {
                samples.add(shifted(base.samples().get(0), offset, "p" + p));
            }
            samples.add(shifted(base.samples().get(1), offset, "p" + p));
        }
        ActivationSet data = new ActivationSet("sha256:toy", base.hook(), base.steps(), samples);
        Direction d = new MeanDifferenceFinder().find(data, GENDER, Progress.NONE).get(0);
        for (int i = 0; i < Planted.STEPS; i++) {
            double[] expected = Matrices.scaled(Planted.direction(i), 2);
            assertArrayEquals(expected, Planted.slice(d, i), 1e-4);
        }
    }

    private static Sample shifted(Sample s, float offset, String pair) {
        float[] pooled = s.pooled().clone();
        for (int i = 0; i < pooled.length; i++) {
            pooled[i] += offset;
        }
        Map<String, String> labels = new HashMap<>(s.labels());
        labels.put("pair", pair);
        return new Sample(pooled, labels, s.measured());
    }

    @Test
    void ridgeMovesItsOwnPredictionByOneUnit() {
        // y = 3 p + 1 along the planted direction: one unit of pitch is 1/3 along it
        Direction d =
                new RidgeFinder()
                        .find(
                                Planted.set(200, 3, 0.05),
                                Map.of("attribute", "pitch", "unit", "semitones", "penalty", "1"),
                                Progress.NONE)
                        .get(0);
        for (int i = 0; i < Planted.STEPS; i++) {
            assertTrue(Matrices.cosine(Planted.slice(d, i), Planted.direction(i)) > 0.99);
            assertEquals(1 / 3.0, Matrices.norm(Planted.slice(d, i)), 0.01);
        }
        assertEquals("semitones", d.unit());
    }

    /** Spec 4.8.1, second half. */
    @Test
    void principalComponentsFindThePlantedDirectionWhenItsVarianceDominates() {
        for (DirectionFinder finder : List.of(new PcaPerStepFinder(), new PcaJointFinder())) {
            Direction d =
                    finder.find(
                                    Planted.set(200, 5, 1),
                                    Map.of("components", "2", "anchor", "pitch"),
                                    Progress.NONE)
                            .get(0);
            double sign = 0;
            for (int i = 0; i < Planted.STEPS; i++) {
                double cosine = Matrices.cosine(Planted.slice(d, i), Planted.direction(i));
                assertTrue(Math.abs(cosine) > 0.99, finder.kind() + " " + cosine);
                sign += Math.signum(cosine);
                // half at +5 and half at -5 is a standard deviation of 5
                assertEquals(5.1, Matrices.norm(Planted.slice(d, i)), 0.2);
            }
            if (finder.kind().equals("pca-joint")) {
                assertEquals(3, sign, "anchored at pitch, which rises with the planted direction");
            }
            assertEquals("pc1", d.name());
            assertEquals("standard deviation", d.unit());
        }
    }

    /** Spec 4.8.5. */
    @Test
    void componentsThroughTheGramMatrixEqualTheDirectSingularValueDecomposition() {
        int k = 12;
        SplittableRandom random = new SplittableRandom(11);
        DMatrixRMaj x = new DMatrixRMaj(k, Planted.WIDTH);
        List<Sample> samples = new ArrayList<>();
        for (int r = 0; r < k; r++) {
            float[] pooled = new float[Planted.WIDTH];
            for (int d = 0; d < Planted.WIDTH; d++) {
                pooled[d] = (float) random.nextGaussian();
                x.set(r, d, pooled[d]);
            }
            samples.add(new Sample(pooled, Map.of(), Map.of()));
        }
        ActivationSet data = new ActivationSet("f", Planted.set(2, 1, 1).hook(), 1, samples);
        List<Direction> found =
                new PcaPerStepFinder().find(data, Map.of("components", "3"), Progress.NONE);
        DMatrixRMaj mean = new DMatrixRMaj(1, Planted.WIDTH);
        CommonOps_DDRM.sumCols(x, mean);
        for (int r = 0; r < k; r++) {
            for (int d = 0; d < Planted.WIDTH; d++) {
                x.add(r, d, -mean.get(d) / k);
            }
        }
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(k, Planted.WIDTH, false, true, true);
        assertTrue(svd.decompose(x.copy()));
        double[] values = svd.getSingularValues();
        DMatrixRMaj vt = svd.getV(null, true);
        Integer[] order = Stream.iterate(0, i -> i + 1).limit(k).toArray(Integer[]::new);
        java.util.Arrays.sort(order, (a, b) -> Double.compare(values[b], values[a]));
        for (int r = 0; r < 3; r++) {
            double[] v = new double[Planted.WIDTH];
            for (int d = 0; d < v.length; d++) {
                v[d] = vt.get(order[r], d) * values[order[r]] / Math.sqrt(k - 1);
            }
            double[] f = Planted.slice(found.get(r), 0);
            double sign = Math.signum(Matrices.dot(v, f));
            assertArrayEquals(Matrices.scaled(v, sign), f, 1e-5);
        }
    }

    @Test
    void aNuisanceIsTakenOutSoThatItCannotBeFound() {
        // two texts far apart along one axis, and a small effect along another
        List<Sample> samples = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(5);
        for (int k = 0; k < 40; k++) {
            float[] pooled = new float[Planted.STEPS * Planted.WIDTH];
            for (int i = 0; i < Planted.STEPS; i++) {
                pooled[i * Planted.WIDTH] = k % 2 == 0 ? 50 : -50;
                pooled[i * Planted.WIDTH + 1] = (float) random.nextGaussian();
            }
            samples.add(new Sample(pooled, Map.of("text", "t" + k % 2), Map.of()));
        }
        ActivationSet data =
                new ActivationSet("f", Planted.set(2, 1, 1).hook(), Planted.STEPS, samples);
        Direction with =
                new PcaJointFinder().find(data, Map.of("components", "1"), Progress.NONE).get(0);
        Direction without =
                new PcaJointFinder()
                        .find(data, Map.of("components", "1", "within", "text"), Progress.NONE)
                        .get(0);
        assertEquals(1, Math.abs(with.values()[0]) / Matrices.norm(Planted.slice(with, 0)), 1e-4);
        assertEquals(
                1, Math.abs(without.values()[1]) / Matrices.norm(Planted.slice(without, 0)), 1e-6);
    }

    @Test
    void dataThatCannotSupportAMethodAreRefusedWithTheReason() {
        ActivationSet one =
                new ActivationSet(
                        "f",
                        Planted.set(2, 1, 1).hook(),
                        Planted.STEPS,
                        Planted.set(4, 1, 1).samples().stream()
                                .filter(s -> s.labels().get("gender").equals("male"))
                                .toList());
        SyrinxException e =
                assertThrows(
                        SyrinxException.class,
                        () -> new MeanDifferenceFinder().find(one, GENDER, Progress.NONE));
        assertTrue(e.getMessage().contains("[male]"), e.getMessage());
        e =
                assertThrows(
                        SyrinxException.class,
                        () ->
                                new PcaPerStepFinder()
                                        .find(
                                                Planted.set(8, 1, 1),
                                                Map.of("component", "2"),
                                                Progress.NONE));
        assertTrue(e.getMessage().contains("components"), e.getMessage());
        e =
                assertThrows(
                        SyrinxException.class,
                        () ->
                                new JacobianPooledFinder()
                                        .find(Planted.set(8, 1, 1), Map.of(), Progress.NONE));
        assertTrue(e.getMessage().contains("radients of the denoiser"), e.getMessage());
        e =
                assertThrows(
                        SyrinxException.class,
                        () ->
                                new RidgeFinder()
                                        .find(
                                                Planted.set(8, 1, 1),
                                                Map.of("attribute", "warmth"),
                                                Progress.NONE));
        assertTrue(e.getMessage().contains("warmth"), e.getMessage());
    }
}
