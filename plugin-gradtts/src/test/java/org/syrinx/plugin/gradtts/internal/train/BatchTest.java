package org.syrinx.plugin.gradtts.internal.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.syrinx.api.TensorScope;
import org.syrinx.engine.Operators;
import org.syrinx.nn.internal.PyTorchBackend;
import org.syrinx.training.HostBuffer;

class BatchTest {
    private static final int BANDS = 4;

    private static Example example(String id, int frames, int... durations) {
        float[] mel = new float[BANDS * frames];
        for (int i = 0; i < mel.length; i++) {
            mel[i] = i + 1;
        }
        return new Example(id, "neutral", 0, new int[durations.length], durations, mel, frames);
    }

    private interface Work {
        void with(HostBuffer host);
    }

    @SuppressWarnings("try") // the scope works by being open
    private static void run(Work work) {
        try (NDManager manager = Operators.engine().newBaseManager();
                TensorScope ignored = new PyTorchBackend().scope()) {
            work.with(new HostBuffer(manager));
        }
    }

    @Test
    void windowsOfShortUtterancesHaveTheFullLengthAndAMask() {
        // the reference fails on a batch whose utterances are all shorter than the window
        run(
                host -> {
                    Batch b = new Batch(host, List.of(example("a", 5, 2, 3)), BANDS, 8, 1);
                    assertArrayEquals(new long[] {1, BANDS, 8}, b.windows().getShape().getShape());
                    assertArrayEquals(
                            new float[] {1, 1, 1, 1, 1, 0, 0, 0}, b.windowMask().toFloatArray());
                    assertEquals(5, b.windowFrames());
                    float[] noise = b.noise().toFloatArray();
                    assertArrayEquals(new float[3], java.util.Arrays.copyOfRange(noise, 5, 8));
                });
    }

    @Test
    void aWindowShowsTheSameFramesOfMelAndAlignment() {
        run(
                host -> {
                    Example e = example("b", 20, 7, 6, 7);
                    Batch b = new Batch(host, List.of(e), BANDS, 8, 3);
                    assertNull(b.windowMask(), "every frame is valid");
                    float[] window = b.windows().toFloatArray();
                    int start = (int) window[0] - 1;
                    long[] tokens = b.tokenOfFrame(List.of(e.durations()), true).toLongArray();
                    for (int k = 0; k < 8; k++) {
                        assertEquals(start + k + 1, window[k]);
                        int at = start + k;
                        assertEquals(at < 7 ? 0 : at < 13 ? 1 : 2, tokens[k]);
                    }
                });
    }

    @Test
    void windowsTimesAndNoiseDoNotDependOnTheRestOfTheBatch() {
        run(
                host -> {
                    Example a = example("a", 30, 30);
                    Batch alone = new Batch(host, List.of(a), BANDS, 8, 9);
                    Batch together = new Batch(host, List.of(example("x", 25, 25), a), BANDS, 8, 9);
                    assertEquals(alone.times()[0], together.times()[1]);
                    float[] one = alone.noise().toFloatArray();
                    float[] two = together.noise().toFloatArray();
                    assertArrayEquals(
                            one, java.util.Arrays.copyOfRange(two, one.length, two.length));
                });
    }
}
