package org.syrinx.audio.analysis;

import org.osgi.annotation.versioning.ConsumerType;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;

/**
 * Finds the fundamental frequency of a voice. Called by evaluation, by conditioning on F0, and by
 * anyone who wants a contour; implemented by bundles with a tracker, as an OSGi service.
 *
 * <p>Threads: a tracker must accept calls from any thread at the same time.
 */
@ConsumerType
public interface PitchTracker {
    /** Service property with the name of the algorithm, for example {@code yin}. */
    String ID = "pitch.tracker";

    /**
     * Tracks a sound.
     *
     * @param audio the sound; not modified
     * @param spec range and frames
     * @return {@code spec.frames(n)} frames; every voiced F0 lies in [fMin, fMax]
     * @throws SyrinxException if the frame is too short for fMin, or fMax too high for the rate
     */
    PitchTrack track(Audio audio, PitchSpec spec);
}
