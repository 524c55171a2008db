package org.syrinx.plugin.editing.internal.finding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Direction;
import org.syrinx.api.DirectionFinder;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.internal.PyTorchBackend;
import org.syrinx.plugin.editing.internal.ToyVoice;
import org.syrinx.plugin.editing.internal.capture.Capture;
import org.syrinx.plugin.editing.internal.capture.Voice;
import org.syrinx.plugin.editing.internal.capture.Workers;
import org.syrinx.plugin.editing.internal.files.DirectionFile;
import org.syrinx.plugin.editing.internal.finders.AttributeGradientFinder;
import org.syrinx.plugin.editing.internal.finders.JacobianPooledFinder;
import org.syrinx.plugin.editing.internal.finders.MeanDifferenceFinder;
import org.syrinx.plugin.editing.internal.finders.PcaJointFinder;
import org.syrinx.plugin.editing.internal.finders.RidgeFinder;
import org.syrinx.plugin.editing.internal.measure.Attributes;
import org.syrinx.plugin.editing.internal.measure.GenderProbe;

/** From a voice to a file, on a voice whose gender is its pitch. */
class FindingTest {
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

    private List<Direction> run(String method, int texts, List<Direction> protect) {
        return run(settings(method, GenderProbe.ATTRIBUTE, texts, 1, 1, Map.of(), protect), true);
    }

    private Settings settings(
            String method,
            String attribute,
            int texts,
            int validate,
            int seeds,
            Map<String, String> options,
            List<Direction> protect) {
        Map<String, String> gender = new TreeMap<>();
        ToyVoice.SPEAKERS.forEach(s -> gender.put(s, s.startsWith("f") ? "female" : "male"));
        return new Settings(
                method,
                attribute,
                Attributes.PITCH,
                options.get("name"),
                null,
                options.entrySet().stream()
                        .filter(e -> !e.getKey().equals("name"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                false,
                ToyVoice.SPEAKERS,
                Map.of(GenderProbe.ATTRIBUTE, gender),
                List.of("one", "two", "three"),
                texts,
                validate,
                List.of("f1", "m1"),
                seeds,
                4,
                protect,
                folder.resolve("records"));
    }

    private List<Direction> run(Settings settings, boolean replace) {
        return new Finding(
                        backend,
                        List.of(
                                new MeanDifferenceFinder(),
                                new PcaJointFinder(),
                                new JacobianPooledFinder(),
                                new AttributeGradientFinder(),
                                new RidgeFinder()),
                        voice,
                        Workers.one(),
                        line -> {},
                        Progress.NONE)
                .run(settings, folder, replace);
    }

    @Test
    void aDirectionIsFoundMeasuredWrittenAndNotSpokenAgain() {
        Direction d = run("mean-diff", 2, List.of()).get(0);
        // 8 speakers say 2 texts; 2 say 1 other at 8 strengths and unedited
        assertEquals(8 * 2 + 2 * 9, spoken[0]);
        assertEquals("gender", d.name());
        assertTrue(d.minimum() < 0 && d.maximum() > 0, "female, by itself, is the positive end");
        // 150 * 2^(0.7 z): the genders are octaves apart, and one gap is all of it
        assertTrue(d.sideEffects().get(Attributes.PITCH) > 1, d.sideEffects().toString());
        Direction written = DirectionFile.read(folder.resolve("gender" + DirectionFile.SUFFIX));
        assertArrayEquals(d.values(), written.values());
        assertEquals("2", written.provenance().get("capture.texts"));
        // printf one | sha256sum, and two; of each the first half
        assertEquals(
                "7692c3ad3540bb803c020b3aee66cd88,3fc4ccfe745870e2c0d99f71f30ff065",
                written.provenance().get("capture.text_sha256"));
        assertEquals("the model's default", written.provenance().get("capture.sampler"));
        assertEquals(d.sideEffects().keySet(), written.sideEffects().keySet());

        spoken[0] = 0;
        Direction again = run("mean-diff", 2, List.of()).get(0);
        assertEquals(0, spoken[0]);
        assertArrayEquals(d.values(), again.values());
    }

    @Test
    void whatIsProtectedIsProjectedOut() {
        Direction d = run("mean-diff", 2, List.of()).get(0);
        SyrinxException nothing =
                assertThrows(
                        SyrinxException.class, () -> run("mean-diff", 2, List.of(d)), "of itself");
        assertTrue(nothing.getMessage().contains("Nothing of"), nothing.getMessage());
    }

    @Test
    void aMethodThatIsNotThereAndTooManyTextsAreSaidBeforeAnythingIsSpoken() {
        assertTrue(
                assertThrows(SyrinxException.class, () -> run("magic", 2, List.of()))
                        .getMessage()
                        .contains("mean-diff"));
        assertThrows(SyrinxException.class, () -> run("mean-diff", 3, List.of()));
        nothingWasSpoken();
    }

    private void nothingWasSpoken() {
        assertEquals(0, spoken[0]);
        assertTrue(Files.notExists(folder.resolve("records")));
    }

    private void refused(String says, Settings settings) {
        SyrinxException e = assertThrows(SyrinxException.class, () -> run(settings, false), says);
        assertTrue(e.getMessage().contains(says), e.getMessage());
    }

    @Test
    void whatIsWrongWithASettingIsSaidBeforeAnythingIsSpoken() {
        String gender = GenderProbe.ATTRIBUTE;
        String mean = "mean-diff";
        refused("--seeds", settings(mean, gender, 2, 1, 0, Map.of(), List.of()));
        refused("--validate", settings(mean, gender, 2, -1, 1, Map.of(), List.of()));
        refused("--texts", settings(mean, gender, 0, 1, 1, Map.of(), List.of()));
        refused("a b", settings(mean, gender, 2, 1, 1, Map.of("name", "a b"), List.of()));
        refused("skope", settings(mean, gender, 2, 1, 1, Map.of("skope", "x"), List.of()));
        refused("scope", settings(mean, gender, 2, 1, 1, Map.of("scope", "step:4"), List.of()));
        refused("positive", settings(mean, "speaker", 2, 1, 1, Map.of(), List.of()));
        refused("pich", settings(mean, "pich", 2, 1, 1, Map.of(), List.of()));
        refused("penalty", settings("ridge", "pitch", 2, 1, 1, bad("penalty"), List.of()));
        refused("components", settings("pca-joint", null, 2, 1, 1, bad("components"), List.of()));
        refused("pitch", settings("attribute-gradient", "pitch", 2, 1, 1, Map.of(), List.of()));
        nothingWasSpoken();
    }

    private static Map<String, String> bad(String option) {
        return Map.of(option, "many");
    }

    @Test
    void theRehearsalKnowsTheNamesOfEveryMethod() {
        assertEquals(List.of("pc1", "pc2", "pc3"), names("pca-joint", null, Map.of()));
        assertEquals(
                List.of("x1", "x2"),
                names("jacobian-pooled", null, Map.of("components", "2", "name", "x")));
        assertEquals(List.of("level"), names("attribute-gradient", "level", Map.of()));
        assertEquals(List.of("pitch"), names("ridge", "pitch", Map.of("within", "text")));
        assertEquals(List.of("gender"), names("mean-diff", "gender", Map.of("scope", "step:3")));
        nothingWasSpoken();
    }

    /** As the files that are in the way are named by them. */
    private List<String> names(String method, String attribute, Map<String, String> options) {
        Settings s = settings(method, attribute, 2, 1, 1, options, List.of());
        Capture.Design design =
                new Capture.Design(
                        s.sentences().subList(0, 2), s.rows(), List.of(1L), 4, s.labels());
        DirectionFinder finder =
                Stream.of(
                                new MeanDifferenceFinder(),
                                new PcaJointFinder(),
                                new JacobianPooledFinder(),
                                new AttributeGradientFinder(),
                                new RidgeFinder())
                        .filter(f -> f.kind().equals(method))
                        .findFirst()
                        .orElseThrow();
        return new Rehearsal(s, design).names(finder);
    }

    @Test
    void aDirectionIsReplacedOnlyIfThatWasAskedFor() {
        run("mean-diff", 2, List.of());
        Path file = folder.resolve("gender" + DirectionFile.SUFFIX);
        Settings again = settings("mean-diff", GenderProbe.ATTRIBUTE, 1, 1, 1, Map.of(), List.of());
        spoken[0] = 0;
        refused("--force", again);
        assertEquals(0, spoken[0]);
        assertEquals("2", DirectionFile.read(file).provenance().get("capture.texts"));
        run(again, true);
        assertEquals("1", DirectionFile.read(file).provenance().get("capture.texts"));
    }
}
