package org.syrinx.compare.internal.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.syrinx.api.Audio;
import org.syrinx.api.MemoryReport;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.compare.internal.prompts.PromptItem;
import org.syrinx.corpus.format.Sha256;
import org.syrinx.eval.metric.Metric;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricInfo.Family;
import org.syrinx.eval.metric.MetricInfo.Need;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.MetricRunner;
import org.syrinx.eval.metric.MetricScores;
import org.syrinx.eval.metric.Sample;
import org.syrinx.eval.stats.ClusterBootstrap;
import org.syrinx.eval.stats.Difference;
import org.syrinx.eval.stats.Interval;

/**
 * Measures every arm with every metric, and compares each arm with the first one that speaks.
 * Figures are kept with a digest of all that they rest on, and taken over when it is the same.
 *
 * <p>Figures of the signal (level, clipping, silence) are taken from the sound as it was made, all
 * others from the sound at the common rate and loudness.
 */
final class Measuring {
    private static final long SEED = 1;

    private static final String UNKNOWN = "unknown";
    private static final String SHARED =
            "The arms of a comparison share one process, so its memory is none's. Compare one arm"
                    + " alone, or look at ./syrinx bench.";

    /** What a reference lacks by its nature, or is perfect in by definition. */
    private static final Set<Need> NOT_FOR_REFERENCES =
            EnumSet.of(Need.REFERENCE, Need.ALIGNED, Need.SPEECH, Need.MEMORY);

    /** A metric, what its figures rest on besides sounds and code, and all that was to be said. */
    private record Subject(InstalledMetric metric, Optional<String> rests, List<Sample> all) {
        MetricInfo info() {
            return metric.metric().info();
        }
    }

    private final Plan plan;
    private final OutputFolder out;
    private final List<ArmResult> arms;
    private final Map<String, Reference> references;
    private final String code;
    private final Map<Boolean, Map<String, List<Sample>>> samples = new LinkedHashMap<>();

    /**
     * Describes what is measured.
     *
     * @param plan what was asked for
     * @param out where figures are kept
     * @param code digest of the bundles that measure
     * @param arms what was said
     * @param references by id of the prompt
     */
    Measuring(
            Plan plan,
            OutputFolder out,
            String code,
            List<ArmResult> arms,
            Map<String, Reference> references) {
        this.plan = plan;
        this.out = out;
        this.code = code;
        this.arms = arms.stream().filter(ArmResult::speaks).toList();
        this.references = references;
        for (boolean raw : new boolean[] {true, false}) {
            Map<String, List<Sample>> byArm = new LinkedHashMap<>();
            this.arms.forEach(arm -> byArm.put(arm.name(), samples(arm, raw)));
            samples.put(raw, byArm);
        }
    }

    private List<Sample> samples(ArmResult arm, boolean raw) {
        List<Sample> all = new ArrayList<>();
        for (PromptItem item : plan.prompts().items()) {
            for (long seed : plan.seeds()) {
                Take take = arm.takes().get(new Spot(item.id(), seed));
                if (take != null) {
                    Sample.Builder sample =
                            Sample.of(item.id())
                                    .seed(seed)
                                    .speaker(item.speaker())
                                    .text(item.text())
                                    .audio(
                                            raw
                                                    ? out.raw(arm.name(), item.id(), seed)
                                                    : out.levelled(arm.name(), item.id(), seed))
                                    .aligned(arm.aligned())
                                    .speech(take.speech())
                                    .memory(memory(take));
                    Reference reference = references.get(item.id());
                    if (reference != null) {
                        sample.reference(raw ? reference.source() : reference.file());
                    }
                    all.add(sample.build());
                }
            }
        }
        return all;
    }

    /** Arms of one run share a process: its memory is none's. */
    private MemoryReport memory(Take take) {
        return arms.size() == 1 ? take.memory() : null;
    }

    /**
     * Everything that was to be said, said or not: so the vocabulary of a recogniser is the same
     * for an arm that failed at some prompts.
     */
    private List<Sample> everything(boolean raw) {
        List<Sample> all = new ArrayList<>();
        samples.get(raw).values().forEach(all::addAll);
        Set<String> said = new HashSet<>();
        all.forEach(s -> said.add(s.id()));
        for (PromptItem item : plan.prompts().items()) {
            if (said.add(item.id())) {
                all.add(
                        Sample.of(item.id())
                                .speaker(item.speaker())
                                .text(item.text())
                                .audio(() -> unsaid(item))
                                .build());
            }
        }
        return all;
    }

    private static Audio unsaid(PromptItem item) {
        throw new SyrinxException(
                "a sound of " + item.id(), "no arm has said it", "look at what failed");
    }

    List<Figure> figures(List<InstalledMetric> metrics, Progress progress) {
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < metrics.size(); i++) {
            InstalledMetric metric = metrics.get(i);
            String phase =
                    metric.metric().info().name() + ", metric " + (i + 1) + " of " + metrics.size();
            figures.add(figure(metric, phase, progress));
        }
        return figures;
    }

    private Figure figure(InstalledMetric metric, String phase, Progress progress) {
        MetricInfo info = metric.metric().info();
        boolean raw = info.family() == Family.SIGNAL;
        Optional<String> rests = fingerprint(metric);
        Subject subject = new Subject(metric, rests, everything(raw));
        List<Sample> ofReferences = ofReferences(info, raw);
        Map<String, List<Sample>> byArm = samples.get(raw);
        long total =
                byArm.values().stream().mapToInt(List::size).sum() + (long) ofReferences.size();
        long[] before = {0};
        Map<String, MetricScores> scores = new LinkedHashMap<>();
        for (ArmResult arm : arms) {
            List<Sample> some = byArm.get(arm.name());
            Progress mine = (p, done, n) -> progress.step(phase, before[0] + done, total);
            scores.put(arm.name(), scores(subject, arm.name(), some, key(subject, arm), mine));
            before[0] += some.size();
        }
        MetricScores reference =
                ofReferences.isEmpty()
                        ? null
                        : scores(
                                subject,
                                OutputFolder.REFERENCES,
                                ofReferences,
                                key(subject, null),
                                (p, done, n) -> progress.step(phase, before[0] + done, total));
        Map<String, Interval> intervals = new LinkedHashMap<>();
        scores.forEach((arm, s) -> intervals.put(arm, ClusterBootstrap.of(s, SEED)));
        return new Figure(
                info,
                metric.provider(),
                rests.orElse(UNKNOWN),
                scores,
                reference,
                intervals,
                differences(scores));
    }

    /** What its figures rest on besides sounds and code; empty if it cannot tell. */
    private static Optional<String> fingerprint(InstalledMetric metric) {
        try {
            return Optional.of(metric.metric().fingerprint());
        } catch (RuntimeException | LinkageError e) {
            return Optional.empty(); // its figures are not kept, and the manifest says "unknown"
        }
    }

    private static Map<String, Difference> differences(Map<String, MetricScores> scores) {
        Map<String, Difference> out = new LinkedHashMap<>();
        List<String> names = List.copyOf(scores.keySet());
        List<Difference> family = new ArrayList<>();
        for (String name : names.subList(Math.min(1, names.size()), names.size())) {
            family.add(Difference.of(scores.get(names.get(0)), scores.get(name), SEED));
        }
        List<Difference> corrected = Difference.holm(family);
        for (int i = 0; i < corrected.size(); i++) {
            out.put(names.get(i + 1), corrected.get(i));
        }
        return out;
    }

    /** The references as samples of their own, for figures that say something about them. */
    private List<Sample> ofReferences(MetricInfo info, boolean raw) {
        if (info.needs().stream().anyMatch(NOT_FOR_REFERENCES::contains)) {
            return List.of();
        }
        List<Sample> all = new ArrayList<>();
        for (PromptItem item : plan.prompts().items()) {
            Reference reference = references.get(item.id());
            if (reference != null) {
                Path file = raw ? reference.source() : reference.file();
                all.add(
                        Sample.of(item.id())
                                .speaker(item.speaker())
                                .text(item.text())
                                .audio(file)
                                .reference(file)
                                .aligned(true)
                                .build());
            }
        }
        return all;
    }

    private MetricScores scores(
            Subject subject, String arm, List<Sample> some, String key, Progress progress) {
        MetricInfo info = subject.info();
        if (info.needs().contains(Need.MEMORY) && arms.size() > 1) {
            MetricResult none = MetricResult.notAvailable(SHARED);
            return new MetricScores(info, some, Collections.nCopies(some.size(), none), none);
        }
        Path file = out.scores(arm, info.id());
        if (subject.rests().isPresent() && Files.isRegularFile(file)) {
            try {
                Map<String, Object> json = Json.read(file);
                if (key.equals(json.get("key"))) {
                    return Scores.of(json, info, some);
                }
            } catch (SyrinxException | ClassCastException | IllegalArgumentException e) {
                // a record that cannot be read: what it says is measured again
                progress.step(info.name(), 0, some.size());
            }
        }
        Metric metric = subject.metric().metric();
        MetricScores scores = MetricRunner.run(metric, some, subject.all(), progress);
        if (!scores.failed() && subject.rests().isPresent() && metric.unavailable().isEmpty()) {
            Json.write(file, Scores.toJson(key, scores));
        }
        return scores;
    }

    /** A digest of everything that a figure rests on; of the references if there is no arm. */
    private String key(Subject subject, ArmResult arm) {
        StringBuilder all = new StringBuilder();
        all.append(subject.metric().provider()).append('\n').append(subject.info()).append('\n');
        all.append(code).append('\n').append(subject.rests().orElse(UNKNOWN)).append('\n');
        for (PromptItem item : plan.prompts().items()) {
            Reference reference = references.get(item.id());
            all.append(item.id()).append('\t').append(item.text()).append('\t');
            all.append(item.speaker()).append('\t');
            all.append(
                    reference == null
                            ? ""
                            : reference.sha256() + " " + reference.levelled().sha256());
            for (long seed : arm == null ? List.<Long>of() : plan.seeds()) {
                Take take = arm.takes().get(new Spot(item.id(), seed));
                if (take != null) {
                    all.append('\t').append(seed).append(' ').append(take.raw().sha256());
                    all.append(' ').append(take.levelled().sha256()).append(' ');
                    all.append(take.speech() == null ? "" : take.speech().seconds());
                    all.append(arm.aligned());
                    all.append(memory(take));
                }
            }
            all.append('\n');
        }
        return Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8));
    }
}
