package org.syrinx.training.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class CropsTest {
    private static Utterance utterance(String id) {
        short[] samples = {0, 8192, 16384, -8192};
        return new Utterance(id, "train", "s", "neutral", "x", samples, List.of(), new int[0]);
    }

    @Test
    void samplesBeyondTheEndsAreMirrored() {
        float[] out = new float[9];
        Crops.copy(utterance("a"), -2, 8, FloatBuffer.wrap(out), 1);
        assertArrayEquals(new float[] {0, 0.5f, 0.25f, 0, 0.25f, 0.5f, -0.25f, 0.5f, 0.25f}, out);
    }

    @Test
    void drawsDependOnSeedAndUtteranceOnly() {
        assertEquals(
                Crops.random(3, utterance("a")).nextLong(),
                Crops.random(3, utterance("a")).nextLong());
        assertNotEquals(
                Crops.random(3, utterance("a")).nextLong(),
                Crops.random(3, utterance("b")).nextLong());
        assertNotEquals(
                Crops.random(3, utterance("a")).nextLong(),
                Crops.random(4, utterance("a")).nextLong());
    }
}
