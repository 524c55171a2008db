package org.syrinx.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Audio;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Progress;
import org.syrinx.api.SpeechResult;
import org.syrinx.api.SyrinxException;
import org.syrinx.eval.metric.MetricInfo.Need;
import org.syrinx.eval.metric.MetricInfo.Pooling;

class MetricRunnerTest {
    private final List<String> events = new ArrayList<>();

    @Test
    void poolsWhatTheSessionMeasuredAndClosesIt() {
        MetricScores scores =
                MetricRunner.run(
                        metric(Set.of(), s -> MetricResult.of(s.seed(), s.seed())),
                        List.of(sample(1).build(), sample(3).build()),
                        Progress.NONE);
        assertEquals((1 * 1 + 3 * 3) / 4.0, scores.whole().value(), 1e-12);
        assertEquals(4, scores.whole().weight());
        assertEquals(2, scores.whole().details().get("n"));
        assertEquals(List.of("open 2", "close"), events);
    }

    @Test
    void saysWhatASampleLacksAndMeasuresTheOthers() {
        MetricScores scores =
                MetricRunner.run(
                        metric(Set.of(Need.TEXT), s -> MetricResult.of(5)),
                        List.of(sample(1).build(), sample(2).text("a").build()),
                        Progress.NONE);
        assertEquals("There is no text.", scores.results().get(0).why());
        assertEquals(5, scores.whole().value());
        assertEquals(1, scores.whole().details().get("n"));
        assertEquals("open 1", events.get(0));
    }

    @Test
    void doesNotOpenAMetricForWhichEverySampleLacksSomething() {
        Sample free = sample(1).reference(MetricRunnerTest::sound).build();
        MetricScores scores =
                MetricRunner.run(
                        metric(Set.of(Need.ALIGNED), s -> MetricResult.of(5)),
                        List.of(free),
                        Progress.NONE);
        assertFalse(scores.whole().available());
        assertTrue(scores.whole().why().contains("timing"), scores.whole().why());
        assertTrue(events.isEmpty());
    }

    @Test
    void leavesOutWhatWasSpokenToWarmUp() {
        SpeechResult r = new SpeechResult("p", Map.of(), 1, 1, 1, 0, Map.of(), Map.of(), List.of());
        MetricScores scores =
                MetricRunner.run(
                        metric(Set.of(Need.SPEECH), s -> MetricResult.of(s.seed())),
                        List.of(
                                sample(100).speech(r).warmUp(true).build(),
                                sample(1).speech(r).build()),
                        Progress.NONE);
        assertEquals(1, scores.whole().value());
        assertEquals("It was spoken to warm up.", scores.results().get(0).why());
    }

    @Test
    void turnsFailuresIntoReasonsAndGoesOn() {
        UtteranceMetric bad =
                metric(
                        Set.of(),
                        s -> {
                            if (s.seed() == 1) {
                                throw new SyrinxException("an f", "a g", "do h");
                            }
                            return MetricResult.of(2);
                        });
        MetricScores scores =
                MetricRunner.run(bad, List.of(sample(1).build(), sample(2).build()), Progress.NONE);
        assertEquals("A g. Expected: An f. Do h.", scores.results().get(0).why());
        assertEquals(2, scores.whole().value());
    }

    @Test
    void anErrorIsToldFromWhatCannotBeMeasured() {
        MetricScores lost =
                MetricRunner.run(
                        metric(
                                Set.of(),
                                s -> {
                                    throw new NoClassDefFoundError("a/Library");
                                }),
                        List.of(sample(1).build()),
                        Progress.NONE);
        assertTrue(lost.failed());
        assertTrue(lost.results().get(0).why().contains("a/Library"), lost.toString());
        MetricScores bare =
                MetricRunner.run(
                        metric(
                                Set.of(),
                                s -> {
                                    NullPointerException e = new NullPointerException("fast");
                                    e.setStackTrace(new StackTraceElement[0]);
                                    throw e;
                                }),
                        List.of(sample(1).build()),
                        Progress.NONE);
        assertTrue(bare.results().get(0).why().contains("fast"), bare.toString());
        MetricScores none =
                MetricRunner.run(
                        metric(Set.of(Need.TEXT), s -> MetricResult.of(5)),
                        List.of(sample(1).build()),
                        Progress.NONE);
        assertFalse(none.whole().available());
        assertFalse(none.failed());
    }

    @Test
    void aSystemThatSaidLessIsJudgedWithTheSameWords() {
        List<Sample> all = List.of(sample(1).text("a").build(), sample(2).text("b").build());
        MetricRunner.run(
                metric(Set.of(Need.TEXT), s -> MetricResult.of(5)),
                all.subList(0, 1),
                all,
                Progress.NONE);
        assertEquals("open 2", events.get(0));
    }

    @Test
    void aSessionSaysWhatBelongsToTheFigureOfTheSet() {
        UtteranceMetric scaled =
                new UtteranceMetric() {
                    @Override
                    public MetricInfo info() {
                        return infoOf(Set.of(), Pooling.MEAN);
                    }

                    @Override
                    public Session open(List<Sample> all) {
                        return new Session() {
                            @Override
                            public MetricResult measure(Sample sample) {
                                return MetricResult.of(0.5);
                            }

                            @Override
                            public Map<String, Object> details() {
                                return Map.of("best", 0.8);
                            }
                        };
                    }
                };
        MetricScores s = MetricRunner.run(scaled, List.of(sample(1).build()), Progress.NONE);
        assertEquals(0.8, s.whole().details().get("best"));
    }

    @Test
    void aFingerprintFollowsTheContentOfAFolder(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("model"), "a");
        String a = Fingerprint.folder(folder);
        // sha256sum of the letter a
        assertEquals(
                "model sha256:ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb", a);
        Files.writeString(folder.resolve("model"), "b");
        assertNotEquals(a, Fingerprint.folder(folder));
        assertEquals("missing", Fingerprint.folder(folder.resolve("none")));
        assertEquals("missing", Fingerprint.program("no-such-program-anywhere"));
        assertTrue(Fingerprint.program("sh").startsWith("sha256:"));
    }

    @Test
    void passesACancellationOn() {
        assertThrows(
                CancelledException.class,
                () ->
                        MetricRunner.run(
                                metric(Set.of(), s -> MetricResult.of(1)),
                                List.of(sample(1).build()),
                                (phase, done, total) -> {
                                    throw new CancelledException(phase);
                                }));
        assertEquals(List.of("open 1", "close"), events);
    }

    @Test
    void saysWhyAMetricThatIsMissingHasNoFigure() {
        SetMetric missing =
                new SetMetric() {
                    @Override
                    public MetricInfo info() {
                        return infoOf(Set.of(Need.SET), Pooling.MEAN);
                    }

                    @Override
                    public Optional<String> unavailable() {
                        return Optional.of("Not installed.");
                    }

                    @Override
                    public MetricResult measure(List<Sample> set) {
                        throw new AssertionError();
                    }
                };
        MetricScores scores = MetricRunner.run(missing, List.of(sample(1).build()), Progress.NONE);
        assertEquals("Not installed.", scores.whole().why());
        assertTrue(scores.results().isEmpty());
    }

    @Test
    void poolsAsDeclared() {
        double[] v = {9, 2, 7, 7, 1, 4};
        double[] w = {1, 1, 1, 1, 1, 1};
        // numpy.percentile, src/test/scripts/statistics.py
        assertEquals(5.5, MetricScores.pool(Pooling.MEDIAN, v, w), 1e-12);
        MetricResult whole =
                MetricScores.pool(
                        Pooling.MEDIAN, Arrays.stream(v).mapToObj(MetricResult::of).toList());
        assertEquals(5.5, (double) whole.details().get("p50"), 1e-12);
        assertEquals(8.0, (double) whole.details().get("p90"), 1e-12);
        assertEquals(8.9, (double) whole.details().get("p99"), 1e-12);
        assertEquals(9, MetricScores.pool(Pooling.MAX, v, w));
        assertEquals(30, MetricScores.pool(Pooling.SUM, v, w));
        assertEquals(
                5, MetricScores.pool(Pooling.RMS, new double[] {1, 7}, new double[] {2, 2}), 1e-12);
    }

    @Test
    void aResultIsEitherAFigureOrAReason() {
        assertThrows(IllegalArgumentException.class, () -> MetricResult.of(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> MetricResult.of(1, 0));
        assertThrows(IllegalArgumentException.class, () -> MetricResult.notAvailable(""));
        assertEquals(Double.NEGATIVE_INFINITY, MetricResult.of(Double.NEGATIVE_INFINITY).value());
    }

    @Test
    void aSampleComputesWhatMetricsShareOnce() {
        Sample s = sample(1).reference(MetricRunnerTest::sound).build();
        int[] calls = {0};
        for (int i = 0; i < 3; i++) {
            assertEquals("x", s.derive("test", any -> "x" + "".repeat(calls[0]++)));
        }
        assertEquals(1, calls[0]);
        assertTrue(s.ofReference().aligned());
        assertEquals(s.reference(), s.ofReference().audio());
    }

    private static Audio sound() {
        return new Audio(new float[] {0.5f}, 16_000);
    }

    private static Sample.Builder sample(long seed) {
        return Sample.of("a").seed(seed).audio(MetricRunnerTest::sound);
    }

    private UtteranceMetric metric(Set<Need> needs, UtteranceMetric.Session session) {
        return new UtteranceMetric() {
            @Override
            public MetricInfo info() {
                return infoOf(needs, Pooling.MEAN);
            }

            @Override
            public Session open(List<Sample> all) {
                events.add("open " + all.size());
                return new Session() {
                    @Override
                    public MetricResult measure(Sample sample) {
                        return session.measure(sample);
                    }

                    @Override
                    public void close() {
                        events.add("close");
                    }
                };
            }
        };
    }

    private static MetricInfo infoOf(Set<Need> needs, Pooling pooling) {
        return new MetricInfo(
                "test",
                "test",
                "",
                MetricInfo.Family.SIGNAL,
                MetricInfo.Better.LOWER,
                needs,
                pooling,
                "f",
                "s",
                "l");
    }
}
