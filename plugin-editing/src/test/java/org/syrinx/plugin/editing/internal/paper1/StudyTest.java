package org.syrinx.plugin.editing.internal.paper1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.jr.ob.JSON;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Audio;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Progress;
import org.syrinx.nn.internal.PyTorchBackend;
import org.syrinx.plugin.editing.internal.ToyVoice;
import org.syrinx.plugin.editing.internal.capture.Voice;
import org.syrinx.plugin.editing.internal.capture.Workers;
import org.syrinx.plugin.editing.internal.measure.GenderProbe;

/** The whole experiment, on a voice whose physics are known. */
class StudyTest {
    private static final Profile TINY =
            new Profile("tiny", 3, 1, 1, 0, 99, false, true, false, true);

    @TempDir Path folder;
    private final PyTorchBackend backend = new PyTorchBackend();
    private final NDManager manager = backend.newManager("cpu", "test");
    private final int[] spoken = {0};
    private final Voice voice = ToyVoice.open(backend, manager, spoken);

    @AfterEach
    void close() {
        voice.close();
        manager.close();
    }

    private static List<Material.Text> texts(String... sentences) {
        List<Material.Text> out = new ArrayList<>();
        for (String s : sentences) {
            out.add(new Material.Text(s, List.of("a"), 1));
        }
        return out;
    }

    private static Material material() {
        Map<String, String> gender = new LinkedHashMap<>();
        ToyVoice.SPEAKERS.forEach(s -> gender.put(s, s.startsWith("f") ? "female" : "male"));
        return new Material(
                gender,
                List.of("f1", "f3", "m1", "m3"),
                List.of("f2", "f4", "m2", "m4"),
                texts("one", "two", "three"),
                texts("four"),
                texts("five"));
    }

    /**
     * Trained on the toy's own unedited speech: this test is of the machinery, not of the probe.
     */
    private GenderProbe probe() {
        List<double[]> features = new ArrayList<>();
        List<Boolean> female = new ArrayList<>();
        for (String s : ToyVoice.SPEAKERS) {
            for (String text : List.of("six", "seven", "eight", "nine")) {
                Audio sound =
                        voice.speak(
                                        new Voice.Request(text, s, 1, 4),
                                        Optional.empty(),
                                        null,
                                        Progress.NONE)
                                .audio();
                features.add(GenderProbe.features(sound));
                female.add(s.startsWith("f"));
            }
        }
        return GenderProbe.train(features, female, GenderProbe.everything(), "toy");
    }

    private static final Content ALWAYS =
            new Content() {
                @Override
                public int[] align(Audio sound, List<String> phones) {
                    return new int[] {1};
                }

                @Override
                public double agreement(Audio sound, int[] wanted) {
                    return sound.peak() > 0.01 ? 0.9 : 0;
                }
            };

    private Study study(GenderProbe probe) {
        return study(probe, TINY, Workers.one());
    }

    private Study study(GenderProbe probe, Profile profile, Workers workers) {
        return new Study(
                new Setup(
                        backend,
                        voice,
                        profile,
                        material(),
                        probe,
                        ALWAYS,
                        0.9,
                        4,
                        folder,
                        workers,
                        line -> {}));
    }

    @Test
    void theExperimentRunsIsInterruptedGoesOnAndReports() throws Exception {
        GenderProbe probe = probe();
        Progress stop =
                (phase, done, total) -> {
                    if (phase.equals("choosing strengths") && done == 40) {
                        throw new CancelledException(phase);
                    }
                };
        assertThrows(CancelledException.class, () -> study(probe).run(stop));
        int before = spoken[0];
        Study.Result first = study(probe).run(Progress.NONE);
        long needed = spoken[0] - before;
        spoken[0] = 0;
        Study.Result again = study(probe).run(Progress.NONE);
        assertEquals(0, spoken[0], "a finished run speaks nothing");
        assertTrue(Double.isNaN(again.secondsPerTrial()));
        assertEquals(first.claims(), again.claims());
        // 4 validation items: 9 graded arms on 16 strengths, and the unedited; 4 test items: the
        // unedited, 2 arms on 16 strengths, the swap once, 7 arms once unless their strength is 0,
        // which is unedited speech
        long once =
                first.arms().entrySet().stream()
                        .filter(a -> !List.of(Arm.HSPACE, Arm.EMBEDDING).contains(a.getKey()))
                        .filter(a -> a.getValue().strength() != 0)
                        .count();
        assertEquals(4 * (1 + 9 * 16) + 4 * (1 + 2 * 16 + once), first.trials());
        assertTrue(needed < first.trials() + 4, "the interrupted run was not lost: " + needed);

        assertEquals(1, first.unedited());
        Map<String, Outcomes.ArmResult> arms = first.arms();
        assertEquals(1, arms.get(Arm.HSPACE).flips(), "the planted direction flips everything");
        assertEquals(1, arms.get(Arm.SWAP).flips());
        assertEquals(1, arms.get(Arm.EMBEDDING).flips());
        assertTrue(arms.get(Arm.SHUFFLED).flips() < 0.5);
        for (Outcomes.Claim c : first.claims()) {
            if (!c.id().equals("H2")) {
                assertEquals(Outcomes.Verdict.INCONCLUSIVE, c.verdict(), "four items are too few");
            }
        }

        Path others = Files.createDirectories(folder.resolve("audio"));
        Files.writeString(others.resolve("leftover_f2_200_1.0.wav"), "of another run");
        Report report = new Report(Map.of("model", "toy"), first, folder).save();
        String text = report.toText();
        assertTrue(text.contains("94 %") && text.contains("76 %"), text);
        assertTrue(text.contains("INCONCLUSIVE"), text);
        Map<String, Object> json =
                JSON.std.mapFrom(Files.readString(folder.resolve("report.json")));
        assertEquals(6, ((List<?>) json.get("claims")).size());
        assertEquals(5, ((List<?>) json.get("matched_content")).size());
        assertTrue(first.effort().claim().reason().contains("no speaker"), "it has no styles");
        String html = Files.readString(folder.resolve("report.html"));
        assertTrue(html.contains("effects.png") && html.contains("<audio"), html);
        everyArmCanBeHeardAtTheStrengthThatItIsJudgedAt(first, html);
        assertFalse(html.contains("null"));
        assertTrue(Files.size(folder.resolve("effects.png")) > 10_000);
    }

    private void everyArmCanBeHeardAtTheStrengthThatItIsJudgedAt(Study.Result result, String html) {
        for (String speaker : List.of("f2", "m2")) {
            result.arms()
                    .forEach(
                            (id, arm) -> {
                                String of = arm.strength() == 0 ? Arm.PLAIN : id;
                                double heard = id.equals(Arm.SWAP) ? 1 : arm.strength();
                                assertTrue(
                                        result.sounds().stream()
                                                .filter(s -> s.arm().equals(of))
                                                .filter(s -> s.speaker().equals(speaker))
                                                .anyMatch(s -> Math.abs(s.strength()) == heard),
                                        id + " at " + heard + " by " + speaker);
                            });
        }
        for (Sound s : result.sounds()) {
            assertTrue(Files.isRegularFile(s.file()), s.toString());
            assertTrue(html.contains(folder.relativize(s.file()).toString()), s.toString());
        }
        assertEquals(result.sounds().size(), html.split("<audio", -1).length - 1);
        assertFalse(html.contains("leftover"), "of another run");
    }

    @Test
    void severalWorkersAndAShorterWalkChooseTheSameStrengthsAndFindTheSame() {
        GenderProbe probe = probe();
        Profile all = new Profile("all", 3, 1, 1, 0, 99, false, true, true, false);
        Study.Result whole = study(probe, all, Workers.one()).run(Progress.NONE);
        spoken[0] = 0;
        Profile brief = new Profile("brief", 3, 1, 1, 0, 99, false, false, true, false);
        Study.Result quick;
        try (Workers three = new Workers(3, backend)) {
            quick = study(probe, brief, three).run(Progress.NONE);
        }
        assertEquals(0, spoken[0], "what it needs is a part of what the whole walk spoke");
        assertTrue(quick.trials() < whole.trials() - 60, quick.trials() + " trials");
        assertEquals(whole.claims(), quick.claims());
        whole.arms()
                .forEach(
                        (id, arm) -> {
                            assertEquals(arm.strength(), quick.arms().get(id).strength(), id);
                            assertEquals(arm.flips(), quick.arms().get(id).flips(), id);
                        });
    }

    @Test
    void speakersAndTextsOfFindingAndTestingAreDisjoint() {
        Material m = material();
        assertTrue(m.find().stream().noneMatch(m.test()::contains));
        assertEquals("m1", m.opposite("f1"));
        assertTrue(m.test().contains(m.opposite("m4")));
    }
}
