package org.syrinx.plugin.editing.internal.edits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.syrinx.api.Denoiser.BottleneckSpec;
import org.syrinx.api.Direction;
import org.syrinx.api.SyrinxException;

class CompositionTest {
    private static final int WIDTH = 20;

    private static Direction random(String name, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[3 * WIDTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return of(name, values, "sha256:a");
    }

    private static Direction of(String name, float[] values, String fingerprint) {
        return new Direction(
                name,
                fingerprint,
                new BottleneckSpec("after_mid", 5, 4, 4),
                3,
                values,
                "class gap",
                -1,
                1,
                Map.of(),
                Map.of());
    }

    /** Spec 4.8.6. */
    @Test
    void nothingOfTheProtectedDirectionsIsLeft() {
        Direction v = random("gender", 1);
        List<Direction> keep = List.of(random("level", 2), random("pitch", 3), random("level2", 2));
        Direction p = Composition.protect(v, keep);
        for (int i = 0; i < 3; i++) {
            for (Direction k : keep) {
                double inner = 0;
                for (int d = 0; d < WIDTH; d++) {
                    inner += (double) p.values()[i * WIDTH + d] * k.values()[i * WIDTH + d];
                }
                assertEquals(0, inner, 1e-5);
            }
        }
        double cosine = Double.parseDouble(p.provenance().get("cosine after protection"));
        assertTrue(cosine > 0.8 && cosine < 1, "cosine " + cosine);
        assertEquals(0, p.maximum(), "a new direction has to be validated anew");
    }

    @Test
    void aDirectionThatIsAMixtureOfTheProtectedIsRefused() {
        Direction a = random("a", 1);
        Direction b = random("b", 2);
        Map<Direction, Double> weights = new LinkedHashMap<>();
        weights.put(a, 2.0);
        weights.put(b, -1.0);
        Direction sum = Composition.sum("sum", weights);
        assertEquals(2 * a.values()[7] - b.values()[7], sum.values()[7], 1e-6);
        assertThrows(SyrinxException.class, () -> Composition.protect(sum, List.of(a, b)));
    }

    @Test
    void directionsOfTwoModelsDoNotMix() {
        Direction a = random("a", 1);
        Direction b = of("b", a.values(), "sha256:b");
        SyrinxException e =
                assertThrows(SyrinxException.class, () -> Composition.protect(a, List.of(b)));
        assertTrue(e.getMessage().contains("sha256:b"), e.getMessage());
    }
}
