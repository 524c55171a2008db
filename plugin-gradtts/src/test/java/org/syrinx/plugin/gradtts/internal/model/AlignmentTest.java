package org.syrinx.plugin.gradtts.internal.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.TensorScope;
import org.syrinx.engine.Operators;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.internal.PyTorchBackend;

class AlignmentTest {
    private final PyTorchBackend backend = new PyTorchBackend();

    @SuppressWarnings("try") // the scope works by being open
    private Alignment of(double scale, double... durations) {
        float[] logs = new float[durations.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = (float) Math.log(durations[i]);
        }
        try (NDManager manager = Operators.engine().newBaseManager();
                TensorScope ignored = backend.scope()) {
            return Alignment.of(Tensors.of(manager, logs, 1, 1, logs.length), scale);
        }
    }

    @Test
    void durationsAreRoundedUpBeforeTheyAreScaled() {
        // ceil(1.2) = 2, ceil(2.5) = 3, ceil(0.3) = 1
        assertArrayEquals(new float[] {2, 3, 1}, of(1, 1.2, 2.5, 0.3).durations());
        // scaled by 1.5: 3, 4.5, 1.5; sums 3, 7.5, 9: frames 0-2, 3-7, 8
        assertArrayEquals(new float[] {3, 5, 1}, of(1.5, 1.2, 2.5, 0.3).durations());
        // scaled by 0.91: 1.82, 2.73, 0.91; sums 1.82, 4.55, 5.46: frames 0-1, 2-4, none of 5.46
        assertArrayEquals(new float[] {2, 3, 0}, of(0.91, 1.2, 2.5, 0.3).durations());
    }

    @Test
    void anUtteranceHasAtLeastOneFrame() {
        Alignment a = of(1e-3, 0.5);
        assertEquals(1, a.frames());
        assertArrayEquals(new float[] {1, 0}, a.matrix(2));
    }

    @Test
    void durationsBeyondReasonAreRefused() {
        assertThrows(SyrinxException.class, () -> of(1, 1e6));
        assertThrows(SyrinxException.class, () -> of(1, Double.NaN));
    }
}
