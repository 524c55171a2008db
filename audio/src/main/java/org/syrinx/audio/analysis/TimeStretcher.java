package org.syrinx.audio.analysis;

import org.osgi.annotation.versioning.ConsumerType;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;

/**
 * Changes the speed of speech and keeps its pitch. Implemented by bundles as an OSGi service.
 *
 * <p>Threads: a stretcher must accept calls from any thread at the same time.
 */
@ConsumerType
public interface TimeStretcher {
    /** Service property with the name of the algorithm, for example {@code wsola}. */
    String ID = "time.stretcher";

    /**
     * Stretches or shortens a sound.
     *
     * @param audio the sound; not modified
     * @param speed 2 is twice as fast and half as long; from 0.25 to 4
     * @return round(n / speed) samples at the same rate
     * @throws SyrinxException if the speed is out of range
     */
    Audio stretch(Audio audio, double speed);
}
