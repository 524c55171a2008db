package org.syrinx.plugin.editing.internal.paper1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.syrinx.api.Denoiser.BottleneckSpec;
import org.syrinx.api.Direction;
import org.syrinx.api.DirectionFinder.ActivationSet;
import org.syrinx.api.DirectionFinder.Sample;
import org.syrinx.plugin.editing.internal.measure.Attributes;
import org.syrinx.plugin.editing.internal.measure.GenderProbe;

class ComponentsTest {
    private static final BottleneckSpec HOOK = new BottleneckSpec("mid", 2, 1, 1);

    /** Levels of speakers that only one order of them gives back, up to sign. */
    private static final double[] LEVELS = {0, 1, 3, 7, 15, 31, 63, 127};

    /**
     * Half the speakers are female; all say four texts. The first value is 1 for females, and the
     * second the speaker's level; both have a multiple of the text's number on top.
     */
    private static ActivationSet data(int speakers, double text) {
        List<Sample> samples = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            for (int s = 0; s < speakers; s++) {
                boolean female = s % 2 == 0;
                float offset = (float) (text * t);
                samples.add(
                        new Sample(
                                new float[] {(female ? 1 : 0) + offset, (float) LEVELS[s] + offset},
                                Map.of(
                                        GenderProbe.ATTRIBUTE,
                                        female ? "female" : "male",
                                        "speaker",
                                        "s" + s,
                                        "text",
                                        "" + t,
                                        "pair",
                                        t + "/1"),
                                Map.of(Attributes.LEVEL, LEVELS[s] - 100),
                                Map.of()));
            }
        }
        return new ActivationSet("sha256:a", HOOK, 1, samples);
    }

    private static Direction axis(int i) {
        float[] v = new float[2];
        v[i] = 1;
        return new Direction(
                "pc", "sha256:a", HOOK, 1, v, "standard deviation", 0, 0, Map.of(), Map.of());
    }

    @Test
    void genderBelongsToTheSpeakerSoThatSixSpeakersCannotShowMoreThanOneInTen() {
        Components c = Components.of(List.of(axis(0)), data(6, 0));
        assertEquals(1, c.raw().gender()[0], 1e-12);
        // 20 ways to call three of six female; the true one and its opposite are as good
        assertEquals(0.1, c.raw().genderChance().p(), 1e-12);
        assertEquals(0.1, c.raw().genderChance().least(), 1e-12);
        assertEquals(1, c.raw().genderChance().bound(), 1e-12, "more than 5 % of the orders");
        assertFalse(
                c.raw().genderChance().reached(), "no order that says something else is as good");
    }

    @Test
    void aComponentThatFollowsSomethingElseIsAtTheLevelOfTheOthers() {
        // f f f and m m m would follow the rising levels better than f m f m f m do
        Components c = Components.of(List.of(axis(1)), data(6, 0));
        assertTrue(c.raw().genderChance().p() > 0.1);
        assertTrue(c.raw().genderChance().reached());
        assertEquals(1, c.raw().level()[0], 1e-12);
        assertEquals(1 / 720.0, c.raw().levelChance().p(), 1e-12);
        assertEquals(1 / 720.0, c.raw().levelChance().least(), 1e-12);
        assertFalse(c.raw().levelChance().reached());
        assertTrue(c.raw().levelChance().bound() < 1);
    }

    @Test
    void whatTheTextDoesHidesTheSpeakerUnlessItsMeanIsTakenOff() {
        Components c = Components.of(List.of(axis(0)), data(6, 10));
        // variances of 1/4 for the gender, 100 * 5/4 for the text: r = sqrt(0.25 / 125.25)
        assertEquals(Math.sqrt(0.25 / 125.25), c.raw().gender()[0], 1e-6);
        assertEquals(1, c.withinText().gender()[0], 1e-6);
        assertEquals(0.1, c.withinText().genderChance().p(), 1e-12);
    }

    @Test
    void ofManySpeakersOrdersAreDrawn() {
        Components c = Components.of(List.of(axis(0)), data(8, 0));
        // 70 ways to call four of eight female
        assertEquals(2 / 70.0, c.raw().genderChance().p(), 0.01);
        assertTrue(c.raw().genderChance().bound() < 1);
        assertFalse(c.raw().genderChance().reached());
    }
}
