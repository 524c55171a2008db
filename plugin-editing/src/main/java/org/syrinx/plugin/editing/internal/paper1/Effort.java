package org.syrinx.plugin.editing.internal.paper1;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.syrinx.api.Direction;
import org.syrinx.api.Progress;
import org.syrinx.plugin.editing.internal.capture.ActivationRecord;
import org.syrinx.plugin.editing.internal.capture.BottleneckReader.Gradients;
import org.syrinx.plugin.editing.internal.capture.Capture;
import org.syrinx.plugin.editing.internal.capture.Journal;
import org.syrinx.plugin.editing.internal.capture.Voice;
import org.syrinx.plugin.editing.internal.finders.MeanDifferenceFinder;
import org.syrinx.plugin.editing.internal.measure.Attributes;

/**
 * Effort against gain (spec 5.5): a louder voice has another spectrum, a louder sound has not. The
 * direction from soft to loud is found from the styles of the finding speakers and is held to plain
 * gain that changes the level of each item as much. Spoken after everything else and into a journal
 * of its own: the other parts do not depend on it.
 */
final class Effort {
    static final String HSPACE = "effort-hspace";
    static final String EMBEDDING = "effort-embedding";
    static final String GAIN = "effort-gain";
    static final String RANDOM = "effort-random";
    static final String ROWS = "effort-rows";

    private static final String SOFT = "soft";
    private static final String LOUD = "loud";
    private static final String PHASE = "effort against gain";

    private final Setup setup;
    private final Profile profile;
    private final Material material;

    Effort(Setup setup) {
        this.setup = setup;
        this.profile = setup.profile();
        this.material = setup.material();
    }

    /**
     * Finds, speaks and judges.
     *
     * @param plain the unedited speech of the test items, from the main part
     * @param gate why no verdict may be drawn from this model, or an empty string
     */
    EffortResult run(List<Trial> plain, String gate, Progress progress) {
        List<String> finding = styled(material.find());
        if (finding.isEmpty()) {
            return EffortResult.nothing(
                    "no speaker that directions are found from has rows for soft and loud");
        }
        List<ActivationRecord> records =
                setup.capture(
                        material.findTexts().subList(0, profile.effortFindTexts()),
                        finding.stream().flatMap(s -> rows(s).stream()).toList(),
                        Map.of(),
                        Gradients.NONE,
                        progress);
        Map<String, String> options =
                Map.of("attribute", "style", "positive", LOUD, "name", "effort");
        MeanDifferenceFinder finder = new MeanDifferenceFinder();
        Direction hspace =
                finder.find(Capture.bottleneck(setup.voice(), records), options, progress).get(0);
        Direction embedding =
                finder.find(Capture.speakerVectors(setup.voice(), records), options, progress)
                        .get(0);
        List<String> testing = styled(material.test());
        List<Material.Text> texts = material.testTexts().subList(0, profile.effortTestTexts());
        List<Trials.Item> items = material.items(material.test(), texts, Study.TEST);
        List<Trials.Item> rowItems =
                material.items(testing, texts, Study.TEST).stream()
                        .flatMap(i -> rows(i.speaker()).stream().map(row -> as(i, row)))
                        .toList();
        int walk = profile.effortStrengths().length;
        long most =
                (long) items.size() * (3 * walk + Protocol.EFFORT_ENDS.length) + rowItems.size();
        try (Journal journal = setup.journal("effort", hspace)) {
            Trials trials = setup.trials(journal, most);
            Map<String, Arm> arms = new LinkedHashMap<>();
            arm(arms, HSPACE, "h-space, mean difference of loud and soft rows", hspace);
            arm(arms, EMBEDDING, "speaker embedding, mean difference of the same rows", embedding);
            arm(arms, GAIN, "plain gain: the level of effort-hspace, item by item", null);
            arm(
                    arms,
                    RANDOM,
                    "control: a random direction of the same length in every step",
                    Arms.random(hspace));
            double[] all = profile.effortStrengths();
            Map<String, List<Trial>> spoken = new LinkedHashMap<>();
            spoken.put(HSPACE, say(trials, arms.get(HSPACE), items, all, progress));
            spoken.put(EMBEDDING, say(trials, arms.get(EMBEDDING), items, all, progress));
            List<Trials.Job> matched =
                    matched(arms.get(GAIN), items, all, spoken.get(HSPACE), plain);
            spoken.put(GAIN, trials.all(matched, PHASE, progress));
            spoken.put(
                    RANDOM, say(trials, arms.get(RANDOM), items, Protocol.EFFORT_ENDS, progress));
            List<Trial> rows = trials.plain(rowItems, progress);
            arm(arms, ROWS, "upper bound: the model's own rows, soft at -0.5, loud at +0.5", null);
            spoken.put(ROWS, rows.stream().map(Effort::asEdit).toList());
            List<EffortResult.Pair> own = new ArrayList<>(captured(records));
            own.addAll(pairs(rows));
            Map<String, EffortResult.ArmFigures> figures = new LinkedHashMap<>();
            spoken.forEach(
                    (id, t) ->
                            figures.put(
                                    id,
                                    EffortResult.ArmFigures.of(arms.get(id).about(), t, plain)));
            return new EffortResult(
                    EffortResult.judge(spoken, plain, own, gate),
                    figures,
                    EffortResult.gaps(own),
                    trials.asked(),
                    trials.secondsPerTrial(),
                    trials.sounds());
        }
    }

    private static void arm(Map<String, Arm> arms, String id, String about, Direction direction) {
        arms.put(id, new Arm(id, about, direction, false, true));
    }

    private static List<Trial> say(
            Trials trials,
            Arm arm,
            List<Trials.Item> items,
            double[] strengths,
            Progress progress) {
        List<Trials.Job> jobs = new ArrayList<>();
        for (Trials.Item item : items) {
            for (double s : strengths) {
                jobs.add(new Trials.Job(arm, item, s));
            }
        }
        return trials.all(jobs, PHASE, progress);
    }

    /** Every item as loud as the edit made it. */
    private static List<Trials.Job> matched(
            Arm gain,
            List<Trials.Item> items,
            double[] strengths,
            List<Trial> edited,
            List<Trial> plain) {
        Map<String, Trial> before = byItem(plain);
        List<Trials.Job> jobs = new ArrayList<>();
        for (Trials.Item item : items) {
            for (double s : strengths) {
                Trial after =
                        edited.stream()
                                .filter(t -> t.strength() == s && t.text() == item.number())
                                .filter(t -> t.speaker().equals(item.speaker()))
                                .findFirst()
                                .orElseThrow();
                double change = level(after) - level(before.get(after.item()));
                jobs.add(new Trials.Job(gain, item, s, change));
            }
        }
        return jobs;
    }

    private static Map<String, Trial> byItem(List<Trial> trials) {
        return trials.stream().collect(Collectors.toMap(Trial::item, Function.identity()));
    }

    private static double level(Trial t) {
        return t.measured().getOrDefault(Attributes.LEVEL, EffortResult.SILENT);
    }

    private List<String> styled(List<String> speakers) {
        return speakers.stream()
                .filter(s -> rows(s).stream().allMatch(setup.voice()::knows))
                .toList();
    }

    private static List<String> rows(String speaker) {
        return List.of(speaker + ":" + SOFT, speaker + ":" + LOUD);
    }

    private static Trials.Item as(Trials.Item i, String row) {
        return new Trials.Item(row, i.female(), i.opposite(), i.number(), i.text(), i.heard());
    }

    /** A row as if it were an edit of the speaker: one gap lies between soft and loud. */
    private static Trial asEdit(Trial row) {
        boolean loud = Voice.style(row.speaker()).equals(LOUD);
        return new Trial(
                ROWS,
                Voice.person(row.speaker()),
                row.female(),
                row.text(),
                loud ? 0.5 : -0.5,
                row.measured());
    }

    /** The two styles of one speaker and text, in the captured utterances. */
    private static List<EffortResult.Pair> captured(List<ActivationRecord> records) {
        Map<String, Map<String, Map<String, Double>>> byPair = new LinkedHashMap<>();
        Map<String, String> speakers = new LinkedHashMap<>();
        for (ActivationRecord r : records) {
            String speaker = r.labels().get("speaker");
            String pair = speaker + "/" + r.labels().get(Capture.PAIR);
            speakers.put(pair, speaker);
            byPair.computeIfAbsent(pair, p -> new LinkedHashMap<>())
                    .put(r.labels().get("style"), r.measured());
        }
        return byPair.entrySet().stream()
                .map(
                        e ->
                                new EffortResult.Pair(
                                        speakers.get(e.getKey()),
                                        e.getValue().get(SOFT),
                                        e.getValue().get(LOUD)))
                .toList();
    }

    /** The same of trials, whose speakers are rows. */
    private static List<EffortResult.Pair> pairs(List<Trial> rows) {
        Map<String, Trial> byItem = byItem(rows);
        return rows.stream()
                .filter(t -> Voice.style(t.speaker()).equals(LOUD))
                .map(
                        t -> {
                            String person = Voice.person(t.speaker());
                            Trial soft = byItem.get(person + ":" + SOFT + "/" + t.text());
                            return new EffortResult.Pair(person, soft.measured(), t.measured());
                        })
                .toList();
    }
}
