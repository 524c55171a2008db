package org.syrinx.eval.internal;

import org.syrinx.api.SpeechResult;

/**
 * Work and sound of the sentences that were spoken in this call.
 *
 * @param workSeconds wall time
 * @param audioSeconds sound
 */
record SpeakingTime(double workSeconds, double audioSeconds) {
    static final SpeakingTime NONE = new SpeakingTime(0, 0);

    SpeakingTime plus(SpeechResult r) {
        return new SpeakingTime(
                workSeconds + r.seconds().getOrDefault("total", Double.NaN),
                audioSeconds + r.audioSeconds());
    }

    double realTimeFactor() {
        return workSeconds / audioSeconds;
    }
}
