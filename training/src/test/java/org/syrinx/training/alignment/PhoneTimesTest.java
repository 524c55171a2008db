package org.syrinx.training.alignment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PhoneTimesTest {
    @Test
    void boundariesAreRoundedNotDurations() {
        // 1.4 frames each: boundaries 1.4, 2.8, 4.2, 5.6, 7 round to 1, 3, 4, 6, 7
        int[] ends = {140, 280, 420, 560, 700};
        assertArrayEquals(new int[] {1, 2, 1, 2, 1}, PhoneTimes.durations(ends, 100, 7));
    }

    @Test
    void aPhoneWithoutTimeTakesAFrameFromTheNext() {
        assertArrayEquals(
                new int[] {2, 1, 2}, PhoneTimes.durations(new int[] {200, 200, 500}, 100, 5));
    }

    @Test
    void phonesAtTheEndKeepAFrameEach() {
        assertArrayEquals(
                new int[] {2, 1, 1}, PhoneTimes.durations(new int[] {400, 400, 400}, 100, 4));
    }

    @Test
    void morePhonesThanFramesHaveNoDurations() {
        assertNull(PhoneTimes.durations(new int[] {1, 2, 3}, 100, 2));
    }

    @Test
    void anyTimesGiveAtLeastAFrameEachAndAllFramesTogether() {
        Random random = new Random(5);
        for (int round = 0; round < 500; round++) {
            int n = 1 + random.nextInt(20);
            int frames = n + random.nextInt(40);
            int[] ends = random.ints(n, 0, frames * 100 + 1).sorted().toArray();
            int[] durations = PhoneTimes.durations(ends, 100, frames);
            assertEquals(frames, Arrays.stream(durations).sum());
            assertTrue(Arrays.stream(durations).allMatch(d -> d >= 1));
        }
    }
}
