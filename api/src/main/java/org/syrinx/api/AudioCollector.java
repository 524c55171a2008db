package org.syrinx.api;

import java.util.ArrayList;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** A sink that keeps everything. Not thread-safe. */
@ProviderType
public final class AudioCollector implements AudioSink {
    private final List<float[]> chunks = new ArrayList<>();
    private int sampleRate;
    private int length;

    @Override
    public void accept(Audio chunk) {
        if (sampleRate != 0 && sampleRate != chunk.sampleRate()) {
            throw new SyrinxException(
                    "every chunk of an utterance at the same rate",
                    "a chunk at " + chunk.sampleRate() + " Hz after one at " + sampleRate + " Hz",
                    "correct the vocoder");
        }
        sampleRate = chunk.sampleRate();
        chunks.add(chunk.samples());
        length = Math.addExact(length, chunk.samples().length);
    }

    /**
     * Number of chunks so far.
     *
     * @return chunks
     */
    public int chunks() {
        return chunks.size();
    }

    /**
     * Everything so far as one sound.
     *
     * @return the joined chunks
     * @throws IllegalStateException if nothing has arrived
     */
    public Audio audio() {
        if (sampleRate == 0) {
            throw new IllegalStateException("no chunk has arrived");
        }
        float[] all = new float[length];
        int at = 0;
        for (float[] c : chunks) {
            System.arraycopy(c, 0, all, at, c.length);
            at += c.length;
        }
        return new Audio(all, sampleRate);
    }
}
