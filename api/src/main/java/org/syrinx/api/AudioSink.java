package org.syrinx.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Where a vocoder delivers sound, chunk by chunk, in order, on the thread that called it. The
 * chunks of one utterance, joined, are the utterance. A sink may block (a full pipe, a sound card)
 * and may throw {@link CancelledException} to stop the vocoder.
 */
@ConsumerType
@FunctionalInterface
public interface AudioSink {
    /**
     * Takes the next chunk.
     *
     * @param chunk sound at the vocoder's rate; the sink may keep it
     */
    void accept(Audio chunk);
}
