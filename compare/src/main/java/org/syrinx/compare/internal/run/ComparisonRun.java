package org.syrinx.compare.internal.run;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.syrinx.api.MemoryReport;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.io.AudioReader;
import org.syrinx.compare.internal.arms.Arm;
import org.syrinx.compare.internal.arms.ArmSpec;
import org.syrinx.compare.internal.arms.FolderArm;

/** One comparison from its plan to its figures: speak, level, measure. One thread. */
public final class ComparisonRun {
    /** No comparison is below this rate, so that an old telephone voice does not set it. */
    static final int LOWEST_RATE = 16_000;

    private final Plan plan;
    private final OutputFolder out;
    private final Installation installation;
    private final Function<ArmSpec, Arm> opener;
    private final Supplier<MemoryReport> memory;
    private final List<InstalledMetric> metrics;

    /**
     * A run.
     *
     * @param plan what is compared
     * @param out where it is kept
     * @param installation what runs
     * @param opener opens an arm, or says why it cannot
     * @param memory of this process
     * @param metrics that are installed and wanted
     */
    public ComparisonRun(
            Plan plan,
            OutputFolder out,
            Installation installation,
            Function<ArmSpec, Arm> opener,
            Supplier<MemoryReport> memory,
            List<InstalledMetric> metrics) {
        this.plan = plan;
        this.out = out;
        this.installation = installation;
        this.opener = opener;
        this.memory = memory;
        this.metrics =
                metrics.stream()
                        .sorted(
                                Comparator.comparing(
                                                (InstalledMetric m) -> m.metric().info().family())
                                        .thenComparing(m -> m.metric().info().id()))
                        .toList();
    }

    /**
     * Runs, taking over what an earlier run has done.
     *
     * @param first the manifest that is run again, or null
     * @param progress progress and cancellation; what is done is kept
     * @return the result; the manifest has been written
     * @throws SyrinxException if no arm can speak, with the reason of each
     */
    public Comparison run(Manifest first, Progress progress) {
        Speaking speaking = new Speaking(plan, out, memory);
        List<Arm> open = speaking.open(opener, progress);
        if (open.isEmpty() || !plan.varied().isEmpty() && open.size() < 2) {
            throw nothingToCompare(speaking.failures());
        }
        int rate = rate(open);
        Levelling levelling = new Levelling(plan, out, rate);
        List<ArmResult> arms = levelling.arms(speaking.speak(progress), progress);
        if (arms.stream().noneMatch(ArmResult::speaks)) {
            throw nothingToCompare(
                    arms.stream()
                            .collect(
                                    Collectors.toMap(
                                            ArmResult::name,
                                            a ->
                                                    a.failure().isEmpty()
                                                            ? a.errors().values().iterator().next()
                                                            : a.failure())));
        }
        Map<String, Reference> references = levelling.references(progress);
        List<Figure> figures =
                new Measuring(plan, out, installation.measuringCode(), arms, references)
                        .figures(metrics, progress);
        Comparison comparison =
                new Comparison(
                        Manifest.id(plan, rate, arms, references),
                        Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                        plan,
                        installation,
                        rate,
                        arms,
                        references,
                        figures,
                        first == null
                                ? null
                                : first.against(installation, arms, references, figures));
        Json.write(out.root().resolve(OutputFolder.MANIFEST), Manifest.of(comparison));
        return comparison;
    }

    /** The lowest rate of all sounds, so that none has a band that another cannot have. */
    private int rate(List<Arm> open) {
        if (plan.rate() > 0) {
            return plan.rate();
        }
        IntStream references =
                plan.reference() == null
                        ? IntStream.empty()
                        : plan.prompts().items().stream()
                                .flatMap(i -> FolderArm.find(plan.reference(), i).stream())
                                .limit(1)
                                .mapToInt(f -> AudioReader.read(f).sampleRate());
        int lowest =
                IntStream.concat(open.stream().mapToInt(Arm::sampleRate), references)
                        .min()
                        .orElseThrow();
        return Math.max(LOWEST_RATE, lowest);
    }

    private SyrinxException nothingToCompare(Map<String, String> failures) {
        return new SyrinxException(
                plan.varied().isEmpty()
                        ? "at least one arm that can speak"
                        : "at least two arms that can speak, which the "
                                + plan.varied()
                                + " tells apart",
                failures.entrySet().stream()
                        .map(e -> e.getKey() + ": " + e.getValue())
                        .collect(Collectors.joining("\n  ")),
                "correct the arms");
    }
}
