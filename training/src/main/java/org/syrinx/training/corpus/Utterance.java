package org.syrinx.training.corpus;

import java.util.List;

/**
 * One recording of the corpus, in memory. The arrays are shared and must not be changed.
 *
 * @param id unique in the corpus
 * @param split {@code train}, {@code valid} or {@code test}
 * @param speaker speaker id
 * @param style {@code neutral} or another
 * @param text what is said
 * @param samples 16-bit PCM
 * @param phones symbols in order; empty if the manifest has none
 * @param phoneEnds end of each phone in samples; as long as {@code phones}
 */
public record Utterance(
        String id,
        String split,
        String speaker,
        String style,
        String text,
        short[] samples,
        List<String> phones,
        int[] phoneEnds) {}
