package org.syrinx.eval.speaker.internal;

import java.nio.file.Path;
import java.util.Optional;
import org.syrinx.api.Backend;

/** What tests of other packages need of this one. */
public final class SpeakerMetrics {
    private SpeakerMetrics() {}

    /** An encoder in a folder. */
    public static SpeakerEncoder encoder(Backend backend, Path folder) {
        return new SpeakerEncoder(backend, Optional.of(folder));
    }

    /** The metric with an encoder in a folder. */
    public static SpeakerSimilarity similarity(Backend backend, Path folder) {
        return new SpeakerSimilarity(encoder(backend, folder));
    }
}
