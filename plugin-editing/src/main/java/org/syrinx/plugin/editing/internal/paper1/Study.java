package org.syrinx.plugin.editing.internal.paper1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.syrinx.api.DirectionFinder.ActivationSet;
import org.syrinx.api.Progress;
import org.syrinx.plugin.editing.internal.capture.ActivationRecord;
import org.syrinx.plugin.editing.internal.capture.BottleneckReader.Gradients;
import org.syrinx.plugin.editing.internal.capture.Capture;
import org.syrinx.plugin.editing.internal.capture.Journal;
import org.syrinx.plugin.editing.internal.measure.GenderProbe;

/**
 * The experiment: capture, find, choose strengths on validation items, test once. Everything spoken
 * is remembered in the output folder; an interrupted run goes on.
 */
final class Study {
    /** Number of the first text of the test: validation texts are numbered from 100. */
    static final int TEST = 200;

    private final Setup setup;
    private final Profile profile;
    private final Material material;

    Study(Setup setup) {
        this.setup = setup;
        this.profile = setup.profile();
        this.material = setup.material();
    }

    /**
     * Everything that was found.
     *
     * @param claims H1 to H4, H1m after H1 and E1 after H2
     * @param arms figures by arm id
     * @param about arm id to a line
     * @param validation all trials of the validation items
     * @param test all trials of the test items
     * @param matched the two main arms at matched loss of content
     * @param components what the components follow
     * @param modelContent frame accuracy of the unedited speech
     * @param unedited share of unedited test speech whose gender is heard as it is
     * @param secondsPerTrial measured in this run; NaN if nothing was spoken
     * @param trials that a complete run of this profile speaks, without the part on effort
     * @param effort the part on effort against gain
     * @param sounds that were kept
     */
    record Result(
            List<Outcomes.Claim> claims,
            Map<String, Outcomes.ArmResult> arms,
            Map<String, String> about,
            List<Trial> validation,
            List<Trial> test,
            MatchedContent matched,
            Components components,
            double modelContent,
            double unedited,
            double secondsPerTrial,
            long trials,
            EffortResult effort,
            List<Sound> sounds) {}

    Result run(Progress progress) {
        List<ActivationRecord> records = capture(material.findTexts(), Gradients.NONE, progress);
        ActivationSet hspace = Capture.bottleneck(setup.voice(), records);
        ActivationSet vectors = Capture.speakerVectors(setup.voice(), records);
        // a gradient for every band at every step costs a hundred times an utterance: two texts
        ActivationSet gradients =
                profile.jacobian()
                        ? Capture.bottleneck(
                                setup.voice(),
                                capture(
                                        material.findTexts().subList(0, 2),
                                        Gradients.BANDS,
                                        progress))
                        : null;
        Arms arms = Arms.find(hspace, vectors, gradients, progress);
        try (Journal journal = setup.journal("trials", arms.all().get(0).direction())) {
            Trials trials = setup.trials(journal, most(arms));
            return judge(arms, hspace, trials, progress);
        }
    }

    /** Trials if no arm stops early, counting those of several names once. */
    private long most(Arms arms) {
        long grid = profile.grid().length;
        long walking = arms.all().stream().filter(this::walks).count();
        long whole = arms.all().stream().filter(Arm::wholeGridInTest).count();
        long each = profile.exhaustive() ? grid : grid / 2;
        return (long) material.find().size()
                        * material.validateTexts().size()
                        * (1 + walking * each)
                + (long) material.test().size()
                        * material.testTexts().size()
                        * (1 + whole * grid + arms.all().size() - whole);
    }

    private boolean walks(Arm arm) {
        return !arm.swap() && (profile.exhaustive() || !arm.control());
    }

    private List<ActivationRecord> capture(
            List<Material.Text> texts, Gradients gradients, Progress progress) {
        return setup.capture(
                texts,
                material.find(),
                Map.of(GenderProbe.ATTRIBUTE, material.gender()),
                gradients,
                progress);
    }

    private Result judge(Arms arms, ActivationSet hspace, Trials trials, Progress progress) {
        List<Trials.Item> validationItems =
                material.items(material.find(), material.validateTexts(), 100);
        List<Trial> validation = new ArrayList<>();
        List<Trial> validationPlain = trials.plain(validationItems, progress);
        Map<String, Double> chosen = new LinkedHashMap<>();
        for (Arm arm : arms.all()) {
            if (walks(arm)) {
                List<Trial> walked = walk(arm, validationItems, validationPlain, trials, progress);
                chosen.put(arm.id(), Outcomes.choose(walked, validationPlain));
                validation.addAll(walked);
            }
        }
        // the controls are shown at the strength of the method that they are to explain away
        chosen.put(Arm.RANDOM, chosen.get(Arm.HSPACE));
        chosen.put(Arm.SHUFFLED, chosen.get(Arm.HSPACE));
        List<Trials.Item> testItems = material.items(material.test(), material.testTexts(), TEST);
        trials.plain(testItems, progress);
        List<Trial> test = new ArrayList<>();
        for (Arm arm : arms.all()) {
            double s = chosen.getOrDefault(arm.id(), 1.0);
            List<Trials.Job> jobs = new ArrayList<>();
            for (Trials.Item item : testItems) {
                double towards = s == 0 || !item.female() ? s : -s;
                double once = arm.swap() ? 1 : towards;
                for (double own : arm.wholeGridInTest() ? profile.grid() : new double[] {once}) {
                    Trials.Job job = new Trials.Job(arm, item, own);
                    jobs.add(own == once ? job.kept() : job);
                }
            }
            List<Trial> spoken = trials.all(jobs, "testing " + arm.id(), progress);
            test.addAll(arm.swap() ? spoken.stream().map(Trial::turned).toList() : spoken);
        }
        return conclude(arms, hspace, chosen, validation, test, trials, progress);
    }

    /** An arm on the validation items: the whole grid, or upwards as far as is needed to choose. */
    private List<Trial> walk(
            Arm arm, List<Trials.Item> items, List<Trial> plain, Trials trials, Progress progress) {
        String phase = "choosing strengths";
        List<Trials.Job> jobs = new ArrayList<>();
        if (profile.exhaustive()) {
            for (Trials.Item item : items) {
                for (double strength : profile.grid()) {
                    jobs.add(new Trials.Job(arm, item, strength));
                }
            }
            return trials.all(jobs, phase, progress);
        }
        List<Trial> out = new ArrayList<>();
        for (Trial t : plain) {
            out.add(t.of(arm.id()));
        }
        double[] up = Arrays.stream(profile.grid()).filter(s -> s > 0).toArray();
        for (int i = 0; i < up.length; i++) {
            double strength = up[i];
            List<Trials.Job> here =
                    items.stream()
                            .map(t -> new Trials.Job(arm, t, t.female() ? -strength : strength))
                            .toList();
            List<Trial> spoken = trials.all(here, phase, progress);
            out.addAll(spoken);
            if (Outcomes.suffices(spoken, plain)) {
                trials.skip((long) items.size() * (up.length - 1 - i));
                break;
            }
        }
        return out;
    }

    private Result conclude(
            Arms arms,
            ActivationSet hspace,
            Map<String, Double> chosen,
            List<Trial> validation,
            List<Trial> test,
            Trials trials,
            Progress progress) {
        List<Trial> plain = plain(test);
        double modelContent = plain.stream().mapToDouble(Trial::content).average().orElse(0);
        Map<String, Outcomes.ArmResult> results = new LinkedHashMap<>();
        Map<String, String> about = new LinkedHashMap<>();
        for (Arm arm : arms.all()) {
            about.put(arm.id(), arm.about());
            double at = arm.swap() ? 1 : chosen.get(arm.id());
            results.put(arm.id(), Outcomes.result(of(test, arm.id()), plain, at));
        }
        String gate = Outcomes.gate(plain, modelContent, setup.teacherContent());
        EffortResult effort = new Effort(setup).run(plain, gate, progress);
        if (gate.isEmpty()) {
            gate = Outcomes.controls(results.get(Arm.RANDOM));
        }
        Components components = Components.of(arms.components(), hspace);
        MatchedContent matched =
                MatchedContent.of(of(test, Arm.HSPACE), of(test, Arm.EMBEDDING), plain, gate);
        List<Outcomes.Claim> claims = new ArrayList<>();
        claims.add(
                Outcomes.h1(
                        at(test, plain, Arm.HSPACE, chosen),
                        at(test, plain, Arm.EMBEDDING, chosen),
                        results.get(Arm.HSPACE).contentLost(),
                        results.get(Arm.EMBEDDING).contentLost(),
                        gate));
        claims.add(matched.claim());
        claims.add(Outcomes.h2(components, gate));
        claims.add(effort.claim());
        claims.add(Outcomes.h3(of(test, Arm.HSPACE), gate));
        claims.add(Outcomes.h4(results.get(Arm.HSPACE), gate));
        double unedited = plain.stream().mapToDouble(t -> t.right() ? 1 : 0).average().orElse(0);
        return new Result(
                claims,
                results,
                about,
                validation,
                test,
                matched,
                components,
                modelContent,
                unedited,
                trials.secondsPerTrial(),
                trials.asked(),
                effort,
                Stream.concat(trials.sounds().stream(), effort.sounds().stream()).toList());
    }

    private static List<Trial> at(
            List<Trial> test, List<Trial> plain, String arm, Map<String, Double> chosen) {
        double s = chosen.get(arm);
        return s == 0 ? plain : of(test, arm).stream().filter(t -> t.towards() == s).toList();
    }

    private static List<Trial> of(List<Trial> trials, String arm) {
        return trials.stream().filter(t -> t.arm().equals(arm)).toList();
    }

    /** The unedited speech of every item, once: the h-space arm walks the whole grid. */
    private static List<Trial> plain(List<Trial> trials) {
        return trials.stream()
                .filter(t -> t.arm().equals(Arm.HSPACE) && t.strength() == 0)
                .toList();
    }
}
