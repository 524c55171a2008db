package org.syrinx.plugin.editing.internal.paper1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.syrinx.api.Denoiser.BottleneckSpec;
import org.syrinx.api.DirectionFinder.ActivationSet;
import org.syrinx.api.DirectionFinder.Sample;
import org.syrinx.api.Progress;
import org.syrinx.plugin.editing.internal.measure.Attributes;
import org.syrinx.plugin.editing.internal.measure.GenderProbe;

class ArmsTest {
    private static final int WIDTH = 6;

    /** Two of each gender say four texts; the first value is gender. So many have no pitch. */
    private static ActivationSet data(int whispered) {
        SplittableRandom random = new SplittableRandom(1);
        List<Sample> samples = new ArrayList<>();
        for (int text = 0; text < 4; text++) {
            for (String speaker : List.of("f1", "f2", "m1", "m2")) {
                boolean female = speaker.startsWith("f");
                float[] h = new float[WIDTH];
                for (int d = 0; d < WIDTH; d++) {
                    h[d] = (float) (0.1 * random.nextGaussian());
                }
                h[0] += female ? 1 : -1;
                boolean silent = samples.size() < whispered;
                samples.add(
                        new Sample(
                                h,
                                Map.of(
                                        GenderProbe.ATTRIBUTE,
                                        female ? "female" : "male",
                                        "speaker",
                                        speaker,
                                        "text",
                                        "" + text,
                                        "pair",
                                        text + "/1"),
                                silent
                                        ? Map.of(Attributes.LEVEL, -30.0)
                                        : Map.of(
                                                Attributes.LEVEL,
                                                -30.0,
                                                Attributes.PITCH,
                                                female ? 10.0 : 0.0),
                                Map.of()));
            }
        }
        return new ActivationSet("sha256:a", new BottleneckSpec("mid", WIDTH, 1, 1), 1, samples);
    }

    private static String about(Arms arms) {
        return arms.all().stream()
                .filter(a -> a.id().equals("hspace-pc1"))
                .findFirst()
                .orElseThrow()
                .about();
    }

    @Test
    void anUtteranceWithoutPitchStopsNothingAndIsCounted() {
        Arms whole = Arms.find(data(0), data(0), null, Progress.NONE);
        assertFalse(about(whole).contains("no pitch"));
        Arms some = Arms.find(data(1), data(1), null, Progress.NONE);
        assertTrue(about(some).contains("1 of 16 utterances have no pitch"), about(some));
        // rises with the pitch, which is that of females, whose first value is larger
        assertTrue(some.components().get(0).values()[0] > 0.5);
        assertEquals(15, Arms.pitched(data(1)).samples().size());
    }
}
