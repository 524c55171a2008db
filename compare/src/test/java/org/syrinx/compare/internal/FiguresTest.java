package org.syrinx.compare.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Audio;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.io.SampleFormat;
import org.syrinx.audio.io.WavWriter;
import org.syrinx.compare.internal.prompts.PromptItem;
import org.syrinx.compare.internal.report.CsvTables;
import org.syrinx.compare.internal.report.JsonReport;
import org.syrinx.compare.internal.run.ArmResult;
import org.syrinx.compare.internal.run.Comparison;
import org.syrinx.compare.internal.run.Figure;
import org.syrinx.compare.internal.run.Installation;
import org.syrinx.compare.internal.run.InstalledMetric;
import org.syrinx.compare.internal.run.Manifest;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricInfo.Family;
import org.syrinx.eval.metric.MetricInfo.Need;
import org.syrinx.eval.metric.MetricInfo.Pooling;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.Sample;
import org.syrinx.eval.metric.UtteranceMetric;

/** When a figure is kept, when it is measured again, and what stands beside it. */
class FiguresTest {
    @TempDir Path folder;
    private Bench bench;
    private Probe probe;

    /** A metric that can change what it rests on, fail, and tell what it was asked. */
    private static final class Probe implements UtteranceMetric {
        private final Set<Need> needs;
        private final Family family;
        private String model = "sha256:a";
        private boolean broken;
        private int calls;
        private final List<List<String>> opened = new ArrayList<>();

        Probe(Family family, Set<Need> needs) {
            this.family = family;
            this.needs = needs;
        }

        @Override
        public MetricInfo info() {
            return new MetricInfo(
                    "test.probe",
                    "Probe",
                    "%",
                    family,
                    MetricInfo.Better.LOWER,
                    needs,
                    Pooling.MEAN,
                    "formula",
                    "source",
                    "limits");
        }

        @Override
        public String fingerprint() {
            return model;
        }

        @Override
        public Session open(List<Sample> all) {
            opened.add(all.stream().map(s -> s.text().orElse("")).distinct().sorted().toList());
            return new Session() {
                @Override
                public MetricResult measure(Sample sample) {
                    calls++;
                    if (broken) {
                        throw new SyrinxException("a program", "it is not there", "correct it");
                    }
                    return MetricResult.of(sample.id().charAt(1) - '0');
                }

                @Override
                public Map<String, Object> details() {
                    return Map.of("best", 0.25);
                }
            };
        }
    }

    @BeforeEach
    void bench() {
        bench = new Bench(folder.resolve("out"));
        bench.items =
                new ArrayList<>(
                        List.of(
                                new PromptItem("p1", "One."),
                                new PromptItem("p2", "Two."),
                                new PromptItem("p3", "Six.")));
        bench.seeds = List.of(1L);
        probe(Family.INTELLIGIBILITY, Set.of(Need.TEXT));
    }

    private void probe(Family family, Set<Need> needs) {
        probe = new Probe(family, needs);
        bench.metrics = List.of(new InstalledMetric(probe, "test 1"));
    }

    private static Figure figure(Comparison c) {
        return c.figures().get(0);
    }

    private static MetricResult of(Comparison c, String arm) {
        return figure(c).scores().get(arm).whole();
    }

    @Test
    void anotherModelBehindAMetricOrAnotherBundleThatMeasuresMeasuresAgain() {
        Comparison first = bench.run();
        assertEquals(6, probe.calls);
        bench.run();
        assertEquals(6, probe.calls, "nothing has changed");
        probe.model = "sha256:b";
        bench.run();
        assertEquals(12, probe.calls, "the model has");
        bench.installation =
                new Installation(
                        Map.of(
                                "org.syrinx.fake",
                                new Installation.BundleFacts(
                                        "1.0.0", "sha256:rebuilt", List.of("fake"))),
                        Set.of("org.syrinx.fake"),
                        "java 17",
                        "a machine",
                        "no engine");
        Comparison last = bench.run();
        assertEquals(18, probe.calls, "a bundle that brings recognisers has");
        assertEquals(new ArmResult.Work(3, 0, 0), last.arms().get(0).work());
        assertEquals("sha256:a", figure(first).fingerprint());
        assertEquals("sha256:b", figure(last).fingerprint());
    }

    @Test
    void whatWentWrongIsTriedAgain() {
        probe.broken = true;
        assertTrue(of(bench.run(), "low").why().contains("It is not there"));
        assertTrue(of(bench.run(), "low").why().contains("It is not there"));
        assertEquals(12, probe.calls);
        probe.broken = false;
        assertEquals(2, of(bench.run(), "low").value(), "of 1, 2 and 3");
    }

    @Test
    void memoryIsAFigureOfOneArmAndOfNoneOfSeveral() {
        probe(Family.SPEED, Set.of(Need.MEMORY));
        FakeArm high = bench.arms.remove("high");
        assertEquals(2, of(bench.run(), "low").value());
        bench.arms.put("high", high);
        Comparison both = bench.run();
        for (String arm : List.of("low", "high")) {
            assertTrue(of(both, arm).why().contains("./syrinx bench"), of(both, arm).why());
        }
    }

    @Test
    void anArmThatLostPromptsIsJudgedWithTheWordsOfAll() {
        bench.arms.get("high").refuses = "Six";
        bench.arms.get("low").refuses = "Two";
        bench.run();
        List<String> texts = List.of("One.", "Six.", "Two.");
        assertEquals(List.of(texts, texts), probe.opened);
    }

    @Test
    void whatCannotBeMadeAgainIsNotCountedAsMade() {
        bench.run();
        bench.arms.get("high").weights = "sha256:new";
        bench.arms.get("high").refuses = "Two";
        Comparison c = bench.run();
        assertEquals(new ArmResult.Work(0, 0, 2), c.arms().get(1).work());
        bench.arms.get("high").refuses = "";
        assertEquals(new ArmResult.Work(2, 0, 1), bench.run().arms().get(1).work());
    }

    @Test
    void howMuchAFigureRestsOnItsPercentilesAndItsScaleAreInEveryForm() {
        probe(Family.SPEED, Set.of(Need.SPEECH));
        Comparison c = bench.run();
        Map<?, ?> json = (Map<?, ?>) ((List<?>) JsonReport.of(c).get("figures")).get(0);
        Map<?, ?> low = (Map<?, ?>) ((Map<?, ?>) json.get("arms")).get("low");
        assertEquals(3, low.get("n"));
        assertEquals(3.0, low.get("weight"));
        Map<?, ?> details = (Map<?, ?>) low.get("details");
        // of 1, 2, 3, by linear interpolation between order statistics
        assertEquals(2.0, details.get("p50"));
        assertEquals(2.8, (double) details.get("p90"), 1e-12);
        assertEquals(2.98, (double) details.get("p99"), 1e-12);
        assertEquals(0.25, details.get("best"));
        List<String> csv = CsvTables.figures(c).lines().toList();
        List<String> head = List.of(csv.get(0).split(","));
        String[] row = csv.get(1).split(",");
        assertEquals("3", row[head.indexOf("n")]);
        assertEquals(2.8, Double.parseDouble(row[head.indexOf("p90")]), 1e-12);
        String text = new CompareResult(c, Map.of(), folder).toText();
        assertTrue(text.contains("(N 3, p50 2, p90 2.80, p99 2.98, best 0.250)"), text);
    }

    @Test
    void anErrorRateWithoutThatOfTheReferencesSaysSo() {
        String without = new CompareResult(bench.run(), Map.of(), folder).toText();
        assertTrue(without.contains("floor unknown: --reference DIR"), without);
        references(bench.items);
        Comparison with = bench.run();
        assertFalse(new CompareResult(with, Map.of(), folder).toText().contains("floor unknown"));
        assertEquals(2, figure(with).reference().whole().value());
    }

    private void references(List<PromptItem> items) {
        bench.reference = folder.resolve("reference");
        float[] x = new float[8000];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) Math.sin(0.1 * i);
        }
        for (PromptItem item : items) {
            WavWriter.of(SampleFormat.S16)
                    .write(bench.reference.resolve(item.id() + ".wav"), new Audio(x, 16000));
        }
    }

    @Test
    void aRunFromAManifestSaysWhichReferencesAndModelsAreOthers() throws java.io.IOException {
        references(bench.items);
        bench.run();
        Manifest manifest = Manifest.read(bench.out.resolve("manifest.json"));
        Bench again = new Bench(folder.resolve("again"));
        again.metrics = bench.metrics;
        assertEquals(List.of(), again.run(manifest, Progress.NONE).reproduction().changes());
        WavWriter.of(SampleFormat.S16)
                .write(
                        bench.reference.resolve("p2.wav"),
                        new Audio(new float[] {0, 0.5f, 0, -0.5f}, 16000));
        Files.delete(bench.reference.resolve("p3.wav"));
        probe.model = "sha256:b";
        List<String> changes = again.run(manifest, Progress.NONE).reproduction().changes();
        assertEquals(
                List.of(
                        "2 references were others: p2, p3 (missing now).",
                        "What the metric test.probe rests on was another: sha256:a, now sha256:b."),
                changes);
    }

    @Test
    void promptsThatNameFiveSpeakersAreClusteredByThem() {
        bench.items = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            bench.items.add(new PromptItem("p" + i, "One.", "s" + i % 5));
        }
        Comparison c = bench.run();
        assertEquals("speaker", figure(c).intervals().get("low").by());
        assertEquals(5, figure(c).intervals().get("low").clusters());
        assertEquals(10, figure(c).differences().get("high").pairs());
        Manifest manifest = Manifest.read(bench.out.resolve("manifest.json"));
        assertEquals(bench.items, manifest.plan(null).prompts().items());
    }
}
