package org.syrinx.plugin.editing.internal.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Direction;
import org.syrinx.api.DirectionFinder.ActivationSet;
import org.syrinx.api.Progress;
import org.syrinx.nn.internal.PyTorchBackend;
import org.syrinx.plugin.editing.internal.ToyDenoiser;
import org.syrinx.plugin.editing.internal.ToyVoice;
import org.syrinx.plugin.editing.internal.capture.BottleneckReader.Gradients;
import org.syrinx.plugin.editing.internal.finders.AttributeGradientFinder;
import org.syrinx.plugin.editing.internal.finders.JacobianPooledFinder;
import org.syrinx.plugin.editing.internal.finders.JacobianSubspaceFinder;
import org.syrinx.plugin.editing.internal.finders.MeanDifferenceFinder;
import org.syrinx.plugin.editing.internal.measure.EffectCurves;
import org.syrinx.plugin.editing.internal.measure.GenderProbe;

class CaptureTest {
    private static final Map<String, Map<String, String>> GENDER =
            Map.of("gender", Map.of("f1", "female", "f2", "female", "m1", "male", "m2", "male"));
    private static final Capture.Design DESIGN =
            new Capture.Design(
                    List.of("one two", "three four"),
                    List.of("f1", "f2", "m1", "m2"),
                    List.of(1L),
                    4,
                    GENDER);

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

    private Capture capture(Gradients gradients) {
        return new Capture(
                voice, GenderProbe.builtIn(), new RecordCache(folder), gradients, 2, Workers.one());
    }

    @Test
    void aStoppedCaptureGoesOnAndAFinishedOneSpeaksNothing() throws Exception {
        Progress stop =
                (phase, done, total) -> {
                    if (done == 5) {
                        throw new CancelledException(phase);
                    }
                };
        assertThrows(CancelledException.class, () -> capture(Gradients.NONE).run(DESIGN, stop));
        assertEquals(5, spoken[0]);
        List<ActivationRecord> all = capture(Gradients.NONE).run(DESIGN, Progress.NONE);
        assertEquals(8, all.size());
        assertEquals(8, spoken[0]);
        List<ActivationRecord> again = capture(Gradients.NONE).run(DESIGN, Progress.NONE);
        assertEquals(8, spoken[0]);
        assertArrayEquals(all.get(3).pooled(), again.get(3).pooled());
        assertEquals(all.get(3).measured(), again.get(3).measured());
        // a record that is damaged is made again
        try (Stream<Path> files = Files.walk(folder)) {
            Files.writeString(files.filter(Files::isRegularFile).findFirst().orElseThrow(), "x");
        }
        capture(Gradients.NONE).run(DESIGN, Progress.NONE);
        assertEquals(9, spoken[0]);
    }

    @Test
    void whatIsFoundAtTheBottleneckMovesTheSoundAndTheSpeakerVectorIsTheBaseline() {
        List<ActivationRecord> records = capture(Gradients.NONE).run(DESIGN, Progress.NONE);
        assertEquals("0/1", records.get(0).labels().get("pair"));
        Map<String, String> options = Map.of("attribute", "gender", "positive", "female");
        ActivationSet hspace = Capture.bottleneck(voice, records);
        assertEquals(4, hspace.steps());
        Direction d = new MeanDifferenceFinder().find(hspace, options, Progress.NONE).get(0);
        // unit 0 of the bottleneck hears 0.8 of the first speaker value, which is 2 apart
        assertEquals(1.6, d.values()[0], 0.05);
        ActivationSet vectors = Capture.speakerVectors(voice, records);
        Direction e = new MeanDifferenceFinder().find(vectors, options, Progress.NONE).get(0);
        assertArrayEquals(new float[] {2, 0}, e.values(), 1e-5f);
        assertEquals("conditioning:speaker", e.hook().hook());
        try (Journal journal = new Journal(folder.resolve("v.jsonl"))) {
            Validation validation =
                    new Validation(
                            backend,
                            voice,
                            GenderProbe.builtIn(),
                            List.of("five six"),
                            List.of("f1", "m1"),
                            7,
                            4,
                            Workers.one());
            EffectCurves curves = validation.curves(d, journal, Progress.NONE);
            double[] pitch = curves.means().get("pitch");
            for (int s = 1; s < pitch.length - 2; s++) {
                assertTrue(pitch[s + 1] > pitch[s], "pitch rises with the strength");
            }
            Direction validated = Validation.validated(d, "pitch", curves);
            assertTrue(validated.sideEffects().get("pitch") > 3);
            assertTrue(validated.maximum() >= 1 && validated.minimum() <= -1);
            int before = spoken[0];
            validation.curves(d, journal, Progress.NONE);
            assertEquals(before, spoken[0], "the journal remembers");
        }
    }

    @Test
    void gradientMethodsFindTheUnitThatMovesTheSound() {
        Map<String, String> one = Map.of("components", "1", "anchor", "pitch");
        ActivationSet bands =
                Capture.bottleneck(voice, capture(Gradients.BANDS).run(DESIGN, Progress.NONE));
        ActivationSet subspace =
                Capture.bottleneck(voice, capture(Gradients.SUBSPACE).run(DESIGN, Progress.NONE));
        ActivationSet attributes =
                Capture.bottleneck(voice, capture(Gradients.ATTRIBUTES).run(DESIGN, Progress.NONE));
        assertEquals(6, bands.samples().get(0).sensitivities().size());
        Direction pooled = new JacobianPooledFinder().find(bands, one, Progress.NONE).get(0);
        Direction whole = new JacobianSubspaceFinder().find(subspace, one, Progress.NONE).get(0);
        Direction level =
                new AttributeGradientFinder()
                        .find(attributes, Map.of("attribute", "level"), Progress.NONE)
                        .get(0);
        int width = ToyDenoiser.C * ToyDenoiser.F;
        for (Direction d : List.of(pooled, whole, level)) {
            assertEquals(4, d.steps());
            for (float v : d.values()) {
                assertTrue(Float.isFinite(v));
            }
            assertEquals(4 * width, d.values().length);
        }
        // averaged over a few time steps, both Jacobians agree on what moves the output most
        double dot = 0;
        double a = 0;
        double b = 0;
        for (int i = 0; i < width; i++) {
            dot += pooled.values()[i] * whole.values()[i];
            a += pooled.values()[i] * pooled.values()[i];
            b += whole.values()[i] * whole.values()[i];
        }
        assertTrue(Math.abs(dot) / Math.sqrt(a * b) > 0.9);
    }
}
