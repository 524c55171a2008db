package org.syrinx.plugin.editing.internal.edits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.syrinx.api.Denoiser.BottleneckSpec;
import org.syrinx.api.Direction;
import org.syrinx.api.Edit;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.internal.PyTorchBackend;
import org.syrinx.plugin.editing.internal.ToyDenoiser;

class InstalledDirectionsTest {
    private final PyTorchBackend backend = new PyTorchBackend();
    private final NDManager manager = backend.newManager("cpu", "test");
    private final ToyDenoiser denoiser = new ToyDenoiser(backend, manager, 1);

    @AfterEach
    void close() {
        manager.close();
    }

    private Direction direction(String name, String fingerprint, BottleneckSpec hook) {
        return new Direction(
                name,
                fingerprint,
                hook,
                1,
                new float[hook.channels() * hook.bins()],
                "class gap",
                -1,
                2,
                Map.of(),
                Map.of());
    }

    private List<String> warnings(List<Direction> installed, Edit... edits) {
        return new InstalledDirections(backend, () -> installed)
                .prepare(List.of(edits), denoiser)
                .warnings();
    }

    private String refusal(List<Direction> installed, String name) {
        return assertThrows(SyrinxException.class, () -> warnings(installed, Edit.of(name, 1)))
                .getMessage();
    }

    @Test
    void anUnknownDirectionListsThoseOfThisModelAlone() {
        BottleneckSpec hook = denoiser.bottleneck().orElseThrow();
        List<Direction> all =
                List.of(
                        direction("gender", "sha256:toy1", hook),
                        direction("pitch", "sha256:toy1", hook),
                        direction("warmth", "sha256:other", hook));
        String message = refusal(all, "gendre");
        assertTrue(message.contains("gender, pitch"), message);
        assertTrue(message.contains("\"gendre\""), message);
        assertTrue(!message.contains("warmth"), message);
        message = refusal(all, "warmth");
        assertTrue(message.contains("sha256:other"), message);
        assertTrue(message.contains("sha256:toy1"), message);
    }

    @Test
    void aDirectionOfAnotherShapeIsRefusedWithBothShapes() {
        List<Direction> all =
                List.of(direction("gender", "sha256:toy1", new BottleneckSpec("mid", 4, 5, 2)));
        String message = refusal(all, "gender");
        assertTrue(message.contains("bins=5") && message.contains("bins=3"), message);
    }

    @Test
    void strengthsOutsideTheValidatedRangeWarnAndInsideDoNot() {
        List<Direction> all =
                List.of(direction("gender", "sha256:toy1", denoiser.bottleneck().orElseThrow()));
        assertEquals(List.of(), warnings(all, Edit.of("gender", 2)));
        assertEquals(1, warnings(all, Edit.of("gender", 2.1)).size());
        assertEquals(1, warnings(all, Edit.of("gender", -1.5)).size());
        List<String> both = warnings(all, Edit.of("gender", 1.5), Edit.of("gender", 1));
        assertTrue(both.get(0).contains("+2.5"), "edits of one name add up: " + both);
    }

    private static Edit span(Edit.TimeUnit unit, double strength, double from, double to) {
        return Edit.of(
                "gender",
                new Edit.Breakpoints(
                        unit,
                        List.of(
                                new Edit.Point(from, 0),
                                new Edit.Point(from, strength),
                                new Edit.Point(to, strength),
                                new Edit.Point(to, 0))));
    }

    @Test
    void theRangeHoldsAtEveryTimeAndNotForTheSumOfAllTimes() {
        List<Direction> all =
                List.of(direction("gender", "sha256:toy1", denoiser.bottleneck().orElseThrow()));
        Edit.TimeUnit s = Edit.TimeUnit.SECONDS;
        // one after the other, touching, and against each other
        assertEquals(List.of(), warnings(all, span(s, 1.5, 0, 1), span(s, 1.5, 2, 3)));
        assertEquals(List.of(), warnings(all, span(s, 1.5, 0, 1), span(s, 1.5, 1, 3)));
        Edit whole = span(Edit.TimeUnit.FRACTION, -2, 0, 1);
        assertEquals(List.of(), warnings(all, Edit.of("gender", 3), whole, span(s, 1, 0, 1)));
        List<String> overlapping = warnings(all, span(s, 1.5, 0, 2), span(s, 1.25, 1, 3));
        assertEquals(1, overlapping.size());
        assertTrue(overlapping.get(0).contains("+2.75"), overlapping.toString());
        // a slope through both ends of the range is too much at both
        Edit slope =
                Edit.of(
                        "gender",
                        new Edit.Breakpoints(
                                s, List.of(new Edit.Point(0, -4), new Edit.Point(1, 3))));
        List<String> both = warnings(all, slope);
        assertEquals(2, both.size());
        assertTrue(both.get(0).contains("-4") && both.get(1).contains("+3"), both.toString());
        // frames of the toy are 16 ms long; the last value holds
        Edit frames = new Edit("gender", 1, Optional.of(new float[] {2, 0}));
        assertEquals(List.of(), warnings(all, frames, span(s, 2, 0.016, 1)));
        assertEquals(1, warnings(all, frames, span(s, 1, 0, 1)).size());
        // nobody knows yet where half of the sentence is
        List<String> mixed =
                warnings(all, span(s, 1.5, 0, 1), span(Edit.TimeUnit.FRACTION, 1, 0.5, 1));
        assertEquals(1, mixed.size());
        assertTrue(mixed.get(0).contains("+2.5"), mixed.toString());
    }
}
