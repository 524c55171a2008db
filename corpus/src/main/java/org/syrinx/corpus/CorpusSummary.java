package org.syrinx.corpus;

import java.nio.file.Path;
import java.util.Map;

/**
 * What was built.
 *
 * @param folder the corpus
 * @param utterances how many
 * @param spoken how many of these were spoken now; the others were there already
 * @param hours of audio
 * @param wallSeconds how long it took
 * @param details everything that {@code corpus.json} says
 */
public record CorpusSummary(
        Path folder,
        int utterances,
        int spoken,
        double hours,
        double wallSeconds,
        Map<String, Object> details) {}
