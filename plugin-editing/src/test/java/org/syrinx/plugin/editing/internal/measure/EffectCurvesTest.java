package org.syrinx.plugin.editing.internal.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectCurvesTest {
    private static final double[] GRID = {-3, -2, -1, -0.5, 0, 0.5, 1, 2, 3};

    private static EffectCurves curves(double[] pitch, double[] silence) {
        List<List<Map<String, Double>>> all = new ArrayList<>();
        for (int s = 0; s < GRID.length; s++) {
            List<Map<String, Double>> here = new ArrayList<>();
            for (int u = 0; u < 3; u++) {
                Map<String, Double> m = new LinkedHashMap<>();
                m.put("pitch", pitch[s] + u);
                m.put("level", -23 - 0.5 * GRID[s]);
                m.put("silence", silence[s]);
                m.put("clipped", 0.0);
                if (u != 1 || s != 3) {
                    m.put("hnr", 10.0 * (u + 1));
                }
                here.add(m);
            }
            all.add(here);
        }
        return EffectCurves.of(GRID, all);
    }

    private static final double[] RISING = {-4, -3, -2, -1, 0, 1, 2, 3, 2.5};
    private static final double[] QUIET = {0.6, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};

    @Test
    void slopesAreThoseNearZeroPerUnitOfStrength() {
        EffectCurves c = curves(RISING, QUIET);
        assertEquals(2, c.slopes().get("pitch"), 1e-9);
        assertEquals(-0.5, c.slopes().get("level"), 1e-9);
    }

    @Test
    void theRangeEndsWhereTheSoundFailsOrTheAttributeTurnsBack() {
        // -3 is silent; at +3 the pitch falls again
        assertArrayEquals(new double[] {-2, 2}, curves(RISING, QUIET).range("pitch"));
        assertArrayEquals(new double[] {-2, 3}, curves(RISING, QUIET).range("pc1"));
    }

    @Test
    void anUtteranceThatLacksAnAttributeSomewhereCountsNowhere() {
        // utterance 1 has no hnr at one strength: the mean is of 10 and 30 everywhere
        for (double v : curves(RISING, QUIET).means().get("hnr")) {
            assertEquals(20, v);
        }
    }

    @Test
    void curvesSurviveTheHeaderAndNonsenseDoesNot() {
        EffectCurves c = curves(RISING, QUIET);
        EffectCurves r = EffectCurves.parse(c.json());
        assertArrayEquals(c.strengths(), r.strengths());
        assertArrayEquals(c.means().get("pitch"), r.means().get("pitch"), 1e-3);
        assertNull(EffectCurves.parse("{\"strengths\":[1,2],\"pitch\":[1]}"));
        assertNull(EffectCurves.parse("[]"));
        assertNull(EffectCurves.parse(null));
    }

    @Test
    void everyAttributeGetsItsPanelAlsoIfTheLastRowIsNotFull(@TempDir Path folder)
            throws Exception {
        EffectCurves c = curves(RISING, QUIET);
        assertEquals(5, c.means().size());
        Path png = folder.resolve("effects.png");
        Plots.draw(png, Plots.of("pitch", "semitones", c));
        BufferedImage image = ImageIO.read(png.toFile());
        assertEquals(2 * 640, image.getWidth());
        assertEquals(3 * 400, image.getHeight());
        // the place without a panel is white, the panel beside it is not all white
        assertEquals(0xffffffff, image.getRGB(960, 1000));
        boolean drawn = false;
        for (int x = 0; x < 640; x++) {
            drawn |= image.getRGB(x, 1000) != 0xffffffff;
        }
        assertTrue(drawn);
    }
}
