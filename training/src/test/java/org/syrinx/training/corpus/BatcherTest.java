package org.syrinx.training.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatcherTest {
    private final int[] lengths = new Random(3).ints(103, 30, 400).toArray();

    @Test
    void anEpochVisitsEveryExampleAtMostOnceAndLeavesLessThanABatch() {
        Batcher batcher = new Batcher(lengths, 8, 7);
        assertEquals(12, batcher.batchesPerEpoch());
        Set<Integer> seen = new HashSet<>();
        for (int step = 0; step < 12; step++) {
            int[] batch = batcher.at(step);
            assertEquals(8, batch.length);
            Arrays.stream(batch).forEach(i -> assertTrue(seen.add(i)));
        }
        assertEquals(96, seen.size());
    }

    @Test
    void aStepIsTheSameWhateverWasAskedBefore() {
        Batcher one = new Batcher(lengths, 8, 7);
        for (int step = 0; step < 40; step++) {
            one.at(step);
        }
        assertArrayEquals(one.at(41), new Batcher(lengths, 8, 7).at(41));
    }

    @Test
    void epochsAndSeedsDiffer() {
        Batcher batcher = new Batcher(lengths, 8, 7);
        assertFalse(Arrays.equals(batcher.at(0), batcher.at(12)));
        assertFalse(Arrays.equals(batcher.at(0), new Batcher(lengths, 8, 8).at(0)));
    }

    @Test
    void lengthsWithinABatchAreAlikeAndFallOff() {
        Batcher batcher = new Batcher(lengths, 8, 7);
        int padded = 0;
        int used = 0;
        for (int step = 0; step < 12; step++) {
            int[] l = Arrays.stream(batcher.at(step)).map(i -> lengths[i]).toArray();
            padded += 8 * l[0];
            used += Arrays.stream(l).sum();
            for (int i = 1; i < l.length; i++) {
                assertTrue(l[i] <= l[i - 1]);
            }
        }
        // batches at random would be padded by more than 70 percent
        assertTrue(padded < 1.25 * used, padded + " frames for " + used);
    }

    @Test
    void fewerExamplesThanABatchMakeOneBatch() {
        Batcher batcher = new Batcher(new int[] {5, 6}, 8, 1);
        assertEquals(1, batcher.batchesPerEpoch());
        assertEquals(2, batcher.at(17).length);
    }
}
