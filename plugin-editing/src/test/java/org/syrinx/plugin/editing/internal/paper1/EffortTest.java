package org.syrinx.plugin.editing.internal.paper1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Audio;
import org.syrinx.api.Progress;
import org.syrinx.nn.internal.PyTorchBackend;
import org.syrinx.plugin.editing.internal.ToyVoice;
import org.syrinx.plugin.editing.internal.ToyVoice.Styles;
import org.syrinx.plugin.editing.internal.capture.Journal;
import org.syrinx.plugin.editing.internal.capture.Voice;
import org.syrinx.plugin.editing.internal.capture.Workers;
import org.syrinx.plugin.editing.internal.measure.Attributes;
import org.syrinx.plugin.editing.internal.measure.GenderProbe;
import org.syrinx.plugin.editing.internal.paper1.EffortResult.Pair;
import org.syrinx.plugin.editing.internal.paper1.Outcomes.Claim;
import org.syrinx.plugin.editing.internal.paper1.Outcomes.Verdict;

/** Effort against gain, on voices whose loudness is one or the other. */
class EffortTest {
    private static final Profile TINY =
            new Profile("tiny", 3, 1, 3, 0, 99, false, false, false, false);
    private static final Profile BRIEF =
            new Profile("brief", 3, 1, 1, 0, 99, false, false, true, false);
    private static final Content ALWAYS =
            new Content() {
                @Override
                public int[] align(Audio sound, List<String> phones) {
                    return new int[] {1};
                }

                @Override
                public double agreement(Audio sound, int[] wanted) {
                    return 0.9;
                }
            };

    @TempDir Path folder;
    private final PyTorchBackend backend = new PyTorchBackend();
    private final NDManager manager = backend.newManager("cpu", "test");
    private final int[] spoken = {0};

    @AfterEach
    void close() {
        manager.close();
    }

    private static List<Material.Text> texts(int first, int count) {
        List<Material.Text> out = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            out.add(new Material.Text("text " + i, List.of("a"), 1));
        }
        return out;
    }

    private Setup setup(Voice voice, Profile profile) {
        Map<String, String> gender = new LinkedHashMap<>();
        ToyVoice.SPEAKERS.forEach(s -> gender.put(s, s.startsWith("f") ? "female" : "male"));
        Material material =
                new Material(
                        gender,
                        List.of("f1", "f3", "m1", "m3"),
                        List.of("f2", "f4", "m2", "m4"),
                        texts(0, 3),
                        texts(3, 1),
                        texts(4, profile.testTexts()));
        return new Setup(
                backend,
                voice,
                profile,
                material,
                GenderProbe.builtIn(),
                ALWAYS,
                0.9,
                4,
                folder,
                Workers.one(),
                line -> {});
    }

    private EffortResult run(Voice voice) {
        Setup setup = setup(voice, TINY);
        Material m = setup.material();
        try (Journal journal = new Journal(folder.resolve("trials-main.jsonl"))) {
            List<Trial> plain =
                    setup.trials(journal, 12)
                            .plain(m.items(m.test(), m.testTexts(), Study.TEST), Progress.NONE);
            spoken[0] = 0;
            return new Effort(setup).run(plain, "", Progress.NONE);
        }
    }

    @Test
    void effortInTheBottleneckIsFoundAndGainOfTheSameLevelDoesNotHaveIt() {
        try (Voice voice = ToyVoice.open(backend, manager, spoken, Styles.EFFORT)) {
            EffortResult first = run(voice);
            assertEquals(Verdict.SUPPORTED, first.claim().verdict(), first.claim().reason());
            // 12 items: 2 arms and the gain at 4 strengths, the random one at 2; 2 rows of each
            assertEquals(12 * (3 * 4 + 2) + 24, first.trials());
            EffortResult.ArmFigures edit = first.arms().get(Effort.HSPACE);
            EffortResult.ArmFigures gain = first.arms().get(Effort.GAIN);
            assertTrue(edit.slopes().get(Attributes.TILT).mean() > 0.5, first.claim().reason());
            assertEquals(0, gain.slopes().get(Attributes.TILT).mean(), 1e-3);
            assertEquals(0, gain.slopes().get(Attributes.PITCH).mean(), 1e-3);
            assertEquals(4, edit.changes().size());
            edit.changes()
                    .forEach(
                            (s, change) -> {
                                double level = change.get(Attributes.LEVEL).mean();
                                assertTrue(Math.abs(level) > 0.5, s + ": " + level);
                                assertEquals(
                                        level,
                                        gain.changes().get(s).get(Attributes.LEVEL).mean(),
                                        1e-3,
                                        "as loud at " + s);
                            });
            // the speaker vector is the only cause of styles: its direction is the true row
            EffortResult.ArmFigures rows = first.arms().get(Effort.ROWS);
            EffortResult.ArmFigures vector = first.arms().get(Effort.EMBEDDING);
            assertEquals(
                    rows.changes().get(0.5).get(Attributes.TILT).mean(),
                    vector.changes().get(0.5).get(Attributes.TILT).mean(),
                    1e-3);
            assertEquals(8, first.gaps().get(Attributes.TILT).speakers());

            EffortResult again = run(voice);
            assertEquals(0, spoken[0], "a finished run speaks nothing");
            assertEquals(first.claim(), again.claim());
            assertTrue(Double.isNaN(again.secondsPerTrial()));
        }
    }

    @Test
    void aVoiceWhoseLoudIsOnlyLouderDecidesNothing() {
        try (Voice voice = ToyVoice.open(backend, manager, spoken, Styles.LEVEL)) {
            EffortResult result = run(voice);
            assertEquals(Verdict.INCONCLUSIVE, result.claim().verdict());
            assertTrue(
                    result.claim().reason().contains("do not differ in tilt"),
                    result.claim().reason());
            assertTrue(result.gaps().get(Attributes.LEVEL).mean() > 1);
        }
    }

    @Test
    void aVoiceWithoutStylesIsInconclusiveAndSpeaksNothing() {
        try (Voice voice = ToyVoice.open(backend, manager, spoken)) {
            EffortResult result = run(voice);
            assertEquals(0, spoken[0]);
            assertEquals(Verdict.INCONCLUSIVE, result.claim().verdict());
            assertTrue(result.arms().isEmpty());
            assertEquals("", new EffortReport(result).toText());
        }
    }

    @Test
    void addingThePartSpeaksNothingElseAgainAndChangesNoOtherClaim() throws Exception {
        try (Voice voice = ToyVoice.open(backend, manager, spoken, Styles.EFFORT)) {
            Setup setup = setup(voice, BRIEF);
            Study.Result before = new Study(setup).run(Progress.NONE);
            List<Path> journals;
            try (Stream<Path> files = Files.list(folder)) {
                journals = files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList();
            }
            assertEquals(2, journals.size());
            assertTrue(journals.get(0).getFileName().toString().startsWith("effort-"));
            byte[] main = Files.readAllBytes(journals.get(1));
            Files.delete(journals.get(0));

            spoken[0] = 0;
            Study.Result after = new Study(setup).run(Progress.NONE);
            // 4 items, unedited and of 3 arms at 2 strengths; 2 rows of each; gain speaks nothing
            assertEquals(4 * (1 + 3 * 2) + 8, spoken[0]);
            assertEquals(before.claims(), after.claims());
            assertEquals(before.trials(), after.trials());
            assertEquals(new String(main).strip(), Files.readString(journals.get(1)).strip());

            Report report = new Report(Map.of("model", "toy"), after, folder).save();
            String text = report.toText();
            assertTrue(text.indexOf("H2 ") < text.indexOf("E1 "), text);
            assertTrue(text.indexOf("E1 ") < text.indexOf("H3 "), text);
            assertTrue(text.contains(Effort.GAIN), text);
            String json = Files.readString(folder.resolve("report.json"));
            assertTrue(json.contains("\"per_strength\""), json);
            assertFalse(json.contains("NaN"), json);
            String html = Files.readString(folder.resolve("report.html"));
            assertTrue(html.contains("Effort against gain") && html.contains(Effort.ROWS), html);
            assertFalse(html.contains("NaN"), html);
        }
    }

    /** Items of three speakers; the tilt moves by slope * strength + even * |strength|. */
    private static List<Trial> trials(String arm, double slope, double even, double... strengths) {
        List<Trial> out = new ArrayList<>();
        for (int s = 0; s < 3; s++) {
            for (int t = 0; t < 4; t++) {
                for (double x : strengths) {
                    double tilt = -6 + (slope + 0.01 * s) * x + even * Math.abs(x);
                    out.add(new Trial(arm, "m" + s, false, t, x, Map.of(Attributes.TILT, tilt)));
                }
            }
        }
        return out;
    }

    private static final List<Trial> PLAIN = trials("plain", 0, 0, 0);

    private static Claim judge(
            double hspace, double gain, double random, double gap, String gate, int items) {
        Map<String, List<Trial>> spoken = new LinkedHashMap<>();
        double[] all = Protocol.EFFORT_STRENGTHS;
        spoken.put(Effort.HSPACE, trials(Effort.HSPACE, hspace, 0, all).subList(0, 4 * items));
        spoken.put(Effort.GAIN, trials(Effort.GAIN, gain, 0, all).subList(0, 4 * items));
        spoken.put(Effort.RANDOM, trials(Effort.RANDOM, random, 0, Protocol.EFFORT_ENDS));
        List<Pair> own = new ArrayList<>();
        for (int s = 0; s < 3; s++) {
            own.add(
                    new Pair(
                            "m" + s,
                            Map.of(Attributes.TILT, -7.0),
                            Map.of(Attributes.TILT, -7 + gap * (1 + 0.1 * s))));
        }
        return EffortResult.judge(spoken, PLAIN, own, gate);
    }

    @Test
    void theClaimEndsAsItsIntervalsSay() {
        assertEquals(Verdict.SUPPORTED, judge(0.5, 0, 0.1, 2, "", 12).verdict());
        // the model's effort lowers the tilt: so must the edit
        assertEquals(Verdict.SUPPORTED, judge(-0.5, 0, 0.1, -2, "", 12).verdict());
        assertEquals(Verdict.NOT_SUPPORTED, judge(0.5, 0, 0.1, -2, "", 12).verdict());
        assertEquals(Verdict.NOT_SUPPORTED, judge(-0.01, 0, 0.1, 2, "", 12).verdict());
        assertEquals(Verdict.NOT_SUPPORTED, judge(0.5, 0.5, 0.1, 2, "", 12).verdict());
        Claim random = judge(0.5, 0, -0.6, 2, "", 12);
        assertEquals(Verdict.INCONCLUSIVE, random.verdict());
        assertTrue(random.reason().startsWith("a random direction"), random.reason());
        assertEquals(Verdict.INCONCLUSIVE, judge(0.5, 0, 0, 0, "", 12).verdict());
        assertEquals(Verdict.INCONCLUSIVE, judge(0.5, 0, 0.1, 2, "", 11).verdict());
        Claim gate = judge(0.5, 0, 0.1, 2, "the model is not good enough", 12);
        assertEquals(Verdict.INCONCLUSIVE, gate.verdict());
        assertTrue(gate.reason().startsWith("the model is not good enough"), gate.reason());
    }

    @Test
    void aSlopeIsOddInTheStrengthAndSilenceIsNoChange() {
        List<Trial> bent = trials("a", 0.5, 3, Protocol.EFFORT_STRENGTHS);
        assertEquals(
                List.of(0.5, 0.5, 0.5, 0.5),
                EffortResult.slopes(bent, PLAIN, Attributes.TILT).get("m0").stream()
                        .map(v -> Math.round(1e9 * v) / 1e9)
                        .toList());
        List<Trial> silent = new ArrayList<>();
        for (double s : Protocol.EFFORT_STRENGTHS) {
            // measured at 1 alone: 1 * 2 / (2 * 1 + 2 * 0.25)
            Map<String, Double> m = s == 1 ? Map.of(Attributes.TILT, -4.0) : Map.of();
            silent.add(new Trial("a", "m0", false, 0, s, m));
        }
        assertEquals(
                0.8, EffortResult.slopes(silent, PLAIN, Attributes.TILT).get("m0").get(0), 1e-12);
        assertEquals(3, EffortResult.ArmFigures.of("", silent, PLAIN).failed());
    }
}
