package org.syrinx.compare.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Audio;
import org.syrinx.api.CancelledException;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.dsp.Loudness;
import org.syrinx.audio.io.AudioReader;
import org.syrinx.audio.io.SampleFormat;
import org.syrinx.audio.io.WavWriter;
import org.syrinx.compare.internal.prompts.PromptItem;
import org.syrinx.compare.internal.run.ArmResult;
import org.syrinx.compare.internal.run.Comparison;
import org.syrinx.compare.internal.run.Figure;
import org.syrinx.compare.internal.run.Manifest;
import org.syrinx.compare.internal.run.OutputFolder;
import org.syrinx.compare.internal.run.Take;
import org.syrinx.compare.internal.run.WhatDiffers;
import org.syrinx.eval.stats.Difference.Verdict;

class ComparisonRunTest {
    @TempDir Path folder;
    private Bench bench;

    @BeforeEach
    void bench() {
        bench = new Bench(folder.resolve("out"));
        FakeMetrics.CALLS.set(0);
    }

    private static ArmResult arm(Comparison c, String name) {
        return c.arms().stream().filter(a -> a.name().equals(name)).findFirst().orElseThrow();
    }

    private static Figure figure(Comparison c, String id) {
        return c.figures().stream().filter(f -> f.info().id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void everySoundHasTheLowestRateAndTheSameLoudnessAndTheRawOneIsKept() {
        Comparison c = bench.run();
        assertEquals(22050, c.rate(), "of 24000 and 22050");
        for (String name : List.of("low", "high")) {
            for (Take take : arm(c, name).takes().values()) {
                String file = name + "/" + take.item() + ".seed" + take.seed() + ".wav";
                Audio matched = AudioReader.read(bench.out.resolve("audio").resolve(file));
                assertEquals(22050, matched.sampleRate());
                assertEquals(-23, Loudness.integrated(matched), 0.1, file);
                Audio raw = AudioReader.read(bench.out.resolve("raw").resolve(file));
                assertEquals(bench.arms.get(name).sampleRate(), raw.sampleRate());
                assertEquals(name.equals("low") ? 0.5 : 0.01, raw.peak(), 1e-3);
            }
        }
        // a sine of amplitude a has 20 log10(a) - 3.01 dBFS; raw levels differ by 33.98 dB
        Figure raw = figure(c, "test.level");
        assertEquals(-9.03, raw.scores().get("low").whole().value(), 0.01);
        assertEquals(-43.01, raw.scores().get("high").whole().value(), 0.01);
        Figure matched = figure(c, "test.matched");
        assertEquals(
                matched.scores().get("low").whole().value(),
                matched.scores().get("high").whole().value(),
                1.0,
                "what is left of 34 dB is the weighting of the standard");
    }

    @Test
    void theSameTextsAndSeedsGoThroughEveryArmAndTheFirstCallIsNotCounted() {
        bench.run();
        List<String> low = bench.arms.get("low").said;
        assertEquals("p1/1", low.get(0), "to warm up");
        assertEquals(15, low.size(), "seven prompts, two seeds, one to warm up");
        assertEquals(low, bench.arms.get("high").said);
    }

    @Test
    void anArmThatSoundsTwiceAsHighIsFoundWorse() {
        Figure f = figure(bench.run(), "test.crossings");
        assertEquals(300, f.scores().get("low").whole().value(), 3);
        assertEquals(600, f.scores().get("high").whole().value(), 6);
        assertFalse(f.differences().containsKey("low"), "the baseline");
        assertEquals(Verdict.WORSE, f.differences().get("high").verdict());
        assertTrue(f.intervals().get("high").contains(600) || f.intervals().get("high").known());
        assertEquals(7, f.intervals().get("low").clusters(), "sentences, not utterances");
    }

    @Test
    void theSameSystemTwiceDiffersInNothing() {
        bench.arms.clear();
        bench.arms.put("one", new FakeArm("one", 16000, 200, 0.1));
        bench.arms.put("two", new FakeArm("two", 16000, 200, 0.1));
        Comparison c = bench.run();
        for (Figure f : c.figures()) {
            if (f.known()) {
                assertEquals(Verdict.NONE, f.differences().get("two").verdict(), f.info().id());
                assertEquals("none", f.differences().get("two").toString());
            }
        }
        assertTrue(WhatDiffers.between(c.arms()).sentence().contains("same system"));
    }

    @Test
    void theOneStageThatDiffersIsNamed() {
        bench.arms.get("high").weights = "sha256:2";
        WhatDiffers what = WhatDiffers.between(bench.run().arms());
        assertEquals("vocoder", what.one());
        assertTrue(what.sentence().startsWith("One stage differs: the vocoder."), what.sentence());
        assertTrue(what.sentence().contains("Held: encoder"), what.sentence());
    }

    @Test
    void aSecondRunMakesAndMeasuresNothingAgain() {
        Comparison first = bench.run();
        int said = bench.arms.get("low").said.size();
        int measured = FakeMetrics.CALLS.get();
        assertTrue(measured > 0);
        Comparison second = bench.run();
        assertEquals(said, bench.arms.get("low").said.size());
        assertEquals(measured, FakeMetrics.CALLS.get());
        assertEquals(new ArmResult.Work(14, 0, 0), arm(second, "low").work());
        assertEquals(first.id(), second.id());
        assertEquals(
                figure(first, "test.crossings").scores().get("high").results(),
                figure(second, "test.crossings").scores().get("high").results());
        assertEquals(
                figure(first, "test.crossings").differences().get("high").value(),
                figure(second, "test.crossings").differences().get("high").value());
    }

    @Test
    void anInterruptedRunGoesOnWhereItWas() {
        AtomicInteger steps = new AtomicInteger();
        assertThrows(
                CancelledException.class,
                () ->
                        bench.run(
                                null,
                                (phase, done, total) -> {
                                    if (phase.startsWith("speaking") && done == 9) {
                                        throw new CancelledException(phase);
                                    }
                                    steps.incrementAndGet();
                                }));
        Comparison c = bench.run();
        assertEquals(9, arm(c, "low").work().kept() + arm(c, "high").work().kept());
        assertEquals(14, arm(c, "low").takes().size());
        assertEquals(0, arm(c, "low").work().again());
    }

    @Test
    void whatHasChangedIsNoticedAndMadeAgainAndNothingElse() throws IOException {
        Comparison first = bench.run();
        bench.items.set(1, new PromptItem("p2", "Another text."));
        Comparison second = bench.run();
        assertEquals(new ArmResult.Work(12, 0, 2), arm(second, "low").work());
        bench.arms.get("high").weights = "sha256:new";
        Comparison third = bench.run();
        assertEquals(new ArmResult.Work(14, 0, 0), arm(third, "low").work());
        assertEquals(new ArmResult.Work(0, 0, 14), arm(third, "high").work());
        Files.writeString(bench.out.resolve("raw/low/p3.seed1.wav"), "damaged");
        Comparison fourth = bench.run();
        assertEquals(new ArmResult.Work(13, 0, 1), arm(fourth, "low").work());
        Files.delete(bench.out.resolve("audio/low/p3.seed2.wav"));
        Comparison fifth = bench.run();
        assertEquals(new ArmResult.Work(14, 0, 0), arm(fifth, "low").work());
        assertTrue(Files.isRegularFile(bench.out.resolve("audio/low/p3.seed2.wav")));
        assertNotEquals(first.id(), fifth.id());
    }

    @Test
    void anArmThatCannotBeOpenedIsListedAndTheOthersGoOn() {
        bench.missing.add("program:x");
        Comparison c = bench.run();
        assertEquals(14, arm(c, "low").takes().size());
        assertTrue(arm(c, "x").failure().contains("\"x\" is not installed"), arm(c, "x").failure());
        assertEquals(14, c.missing());
    }

    @Test
    void anArmThatFailsAtOnePromptLosesOnlyThatOneAndOneThatAlwaysFailsIsGivenUp() {
        bench.arms.get("high").refuses = "Six";
        Comparison c = bench.run();
        assertEquals(12, arm(c, "high").takes().size());
        assertEquals("", arm(c, "high").failure());
        assertEquals(2, arm(c, "high").errors().size());
        assertEquals(
                6,
                figure(c, "test.crossings").differences().get("high").pairs(),
                "over the sentences that both have");
        bench.arms.get("high").refuses = ".";
        bench.arms.get("high").weights = "sha256:worse";
        bench.arms.get("high").said.clear();
        Comparison given = bench.run();
        assertTrue(arm(given, "high").failure().contains("3 failures in a row"));
        assertEquals(3, bench.arms.get("high").said.size());
        assertEquals(14, arm(given, "high").errors().size());
        assertEquals(14, arm(given, "low").takes().size());
    }

    @Test
    void anArmThatFailsAtTheVeryFirstPromptLosesOnlyThatOne() {
        bench.arms.get("high").refuses = "One";
        Comparison c = bench.run();
        assertEquals("", arm(c, "high").failure());
        assertEquals(12, arm(c, "high").takes().size());
    }

    @Test
    void whenNothingSpeaksTheReasonOfEachIsTheMessage() {
        bench.arms.clear();
        bench.missing.addAll(List.of("x", "y"));
        SyrinxException e = assertThrows(SyrinxException.class, bench::run);
        assertTrue(e.getMessage().startsWith("X: \"x\" is not installed"), e.getMessage());
        assertTrue(e.getMessage().contains("y: \"x\" is not installed"), e.getMessage());
    }

    @Test
    void referencesAreMatchedLikeTheArmsAndMetricsThatNeedThemAreMeasured() {
        assertEquals("There is no reference sound.", figure(bench.run(), "test.distance").why());
        bench.reference = folder.resolve("reference");
        float[] second = new float[16000];
        for (int i = 0; i < second.length; i++) {
            second[i] = (float) Math.sin(0.1 * i);
        }
        for (PromptItem item : bench.items) {
            WavWriter.of(SampleFormat.S16)
                    .write(bench.reference.resolve(item.id() + ".wav"), new Audio(second, 16000));
        }
        Comparison c = bench.run();
        assertEquals(16000, c.rate(), "the reference has the lowest rate now");
        assertEquals(
                -23, Loudness.integrated(AudioReader.read(c.references().get("p1").file())), 0.1);
        double mean =
                bench.items.stream()
                        .mapToDouble(i -> i.text().length() / 10.0 - 1)
                        .map(Math::abs)
                        .average()
                        .orElseThrow();
        assertEquals(mean, figure(c, "test.distance").scores().get("low").whole().value(), 1e-3);
        assertEquals(
                0.1 * 16000 / Math.PI,
                figure(c, "test.crossings").reference().whole().value(),
                2,
                "the reference's own figure stands beside");
        assertEquals(null, figure(c, "test.distance").reference());
    }

    @Test
    void aManifestRunsAgainAndSaysWhatIsNotAsItWas() {
        Comparison first = bench.run();
        Manifest manifest = Manifest.read(bench.out.resolve("manifest.json"));
        assertEquals(bench.plan(), manifest.plan(null));
        Bench again = new Bench(folder.resolve("again"));
        Comparison same = again.run(manifest, org.syrinx.api.Progress.NONE);
        assertEquals(first.id(), same.reproduction().of());
        assertEquals(first.id(), same.id());
        assertEquals(28, same.reproduction().same());
        assertEquals(List.of(), same.reproduction().changes());
        Bench other = new Bench(folder.resolve("other"));
        other.arms.put("high", new FakeArm("high", 22050, 301, 0.01));
        other.arms.get("high").weights = "sha256:2";
        Comparison changed = other.run(manifest, org.syrinx.api.Progress.NONE);
        assertEquals(14, changed.reproduction().same());
        assertEquals(28, changed.reproduction().utterances());
        assertTrue(
                changed.reproduction().changes().get(0).startsWith("A stage of high was another"),
                changed.reproduction().changes().toString());
    }

    @Test
    void oneFolderTakesOneComparisonAtATimeAndNothingElse() throws IOException {
        try (OutputFolder first = OutputFolder.open(bench.out)) {
            SyrinxException e = assertThrows(SyrinxException.class, bench::run);
            assertTrue(e.getMessage().contains("Another one is running"), e.getMessage());
            assertEquals(bench.out, first.root());
        }
        Path foreign = Files.createDirectories(folder.resolve("foreign"));
        Files.writeString(foreign.resolve("thesis.tex"), "x");
        assertThrows(SyrinxException.class, () -> OutputFolder.open(foreign));
    }
}
