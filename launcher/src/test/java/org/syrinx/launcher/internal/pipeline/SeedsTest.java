package org.syrinx.launcher.internal.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SeedsTest {
    @Test
    void theFirstSentenceHasTheSeedOfTheText() {
        assertEquals(42, Seeds.ofSentence(42, 0));
    }

    /** The published first outputs of SplitMix64 from state 0. */
    @Test
    void laterSentencesHaveTheOutputsOfSplitmix64() {
        assertEquals(0xE220A8397B1DCDAFL, Seeds.ofSentence(0, 1));
        assertEquals(0x6E789E6AA1B965F4L, Seeds.ofSentence(0, 2));
        assertEquals(0x06C45D188009454FL, Seeds.ofSentence(0, 3));
    }
}
