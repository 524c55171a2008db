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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Direction;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.internal.PyTorchBackend;
import org.syrinx.plugin.editing.internal.ToyVoice;
import org.syrinx.plugin.editing.internal.capture.Voice;
import org.syrinx.plugin.editing.internal.capture.Workers;
import org.syrinx.plugin.editing.internal.files.DirectionFile;
import org.syrinx.plugin.editing.internal.finders.MeanDifferenceFinder;
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
        Map<String, String> gender = new TreeMap<>();
        ToyVoice.SPEAKERS.forEach(s -> gender.put(s, s.startsWith("f") ? "female" : "male"));
        Settings settings =
                new Settings(
                        method,
                        GenderProbe.ATTRIBUTE,
                        Attributes.PITCH,
                        null,
                        null,
                        Map.of(),
                        false,
                        ToyVoice.SPEAKERS,
                        Map.of(GenderProbe.ATTRIBUTE, gender),
                        List.of("one", "two", "three"),
                        texts,
                        1,
                        List.of("f1", "m1"),
                        1,
                        4,
                        protect,
                        folder.resolve("records"));
        return new Finding(
                        backend,
                        List.of(new MeanDifferenceFinder()),
                        voice,
                        Workers.one(),
                        line -> {},
                        Progress.NONE)
                .run(settings, folder);
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
        assertEquals(0, spoken[0]);
        assertTrue(Files.notExists(folder.resolve("records")));
    }
}
