package org.syrinx.compare.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.syrinx.api.MemoryReport;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.compare.internal.arms.ArmSpec;
import org.syrinx.compare.internal.prompts.PromptItem;
import org.syrinx.compare.internal.prompts.PromptSet;
import org.syrinx.compare.internal.run.Comparison;
import org.syrinx.compare.internal.run.ComparisonRun;
import org.syrinx.compare.internal.run.Installation;
import org.syrinx.compare.internal.run.InstalledMetric;
import org.syrinx.compare.internal.run.Manifest;
import org.syrinx.compare.internal.run.OutputFolder;
import org.syrinx.compare.internal.run.Plan;

/** Comparisons of tones, without a framework. */
final class Bench {
    static final Installation INSTALLATION =
            new Installation(
                    Map.of(
                            "org.syrinx.fake",
                            new Installation.BundleFacts("1.0.0", "sha256:b", List.of("fake"))),
                    Set.of("org.syrinx.fake"),
                    "java 17",
                    "a machine",
                    "no engine");

    final Path out;
    final Map<String, FakeArm> arms = new LinkedHashMap<>();
    final List<String> missing = new ArrayList<>();
    List<PromptItem> items =
            new ArrayList<>(
                    List.of(
                            new PromptItem("p1", "One <two>."),
                            new PromptItem("p2", "Three four five."),
                            new PromptItem("p3", "Six seven eight nine."),
                            new PromptItem("p4", "Ten \"eleven\"."),
                            new PromptItem("p5", "Twelve."),
                            new PromptItem("p6", "Thirteen, fourteen."),
                            new PromptItem("p7", "Fifteen & sixteen.")));
    List<Long> seeds = List.of(1L, 2L);
    List<InstalledMetric> metrics =
            List.of(
                    FakeMetrics.rawLevel(),
                    FakeMetrics.level(),
                    FakeMetrics.crossings(),
                    FakeMetrics.needsReference());
    Path reference;
    Installation installation = INSTALLATION;

    Bench(Path out) {
        this.out = out;
        arms.put("low", new FakeArm("low", 24000, 150, 0.5));
        arms.put("high", new FakeArm("high", 22050, 300, 0.01));
    }

    Plan plan() {
        List<ArmSpec> specs = new ArrayList<>(arms.values().stream().map(FakeArm::spec).toList());
        missing.forEach(m -> specs.add(ArmSpec.parse(m)));
        return new Plan(
                specs,
                new PromptSet("--text", "Numbers", "for tests", items),
                seeds,
                reference,
                0,
                -23,
                "auto",
                Set.of(),
                "");
    }

    Comparison run() {
        return run(null, Progress.NONE);
    }

    Comparison run(Manifest first, Progress progress) {
        try (OutputFolder folder = OutputFolder.open(out)) {
            return new ComparisonRun(
                            first == null ? plan() : first.plan(null),
                            folder,
                            installation,
                            this::open,
                            () -> new MemoryReport(1, 2, 3, 4, Map.of()),
                            metrics)
                    .run(first, progress);
        }
    }

    private FakeArm open(ArmSpec spec) {
        FakeArm arm = arms.get(spec.name());
        if (arm == null) {
            throw new SyrinxException(
                    "the program x", "\"x\" is not installed", "install it, or leave it out");
        }
        return arm;
    }
}
