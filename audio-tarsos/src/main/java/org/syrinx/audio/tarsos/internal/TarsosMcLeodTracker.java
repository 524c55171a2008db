// SPDX-License-Identifier: GPL-3.0-only
package org.syrinx.audio.tarsos.internal;

import be.tarsos.dsp.pitch.McLeodPitchMethod;
import be.tarsos.dsp.pitch.PitchDetector;
import org.osgi.service.component.annotations.Component;
import org.syrinx.audio.analysis.PitchSpec;
import org.syrinx.audio.analysis.PitchTracker;

/** TarsosDSP's McLeod pitch method, freed from its lower limit of 80 Hz. */
@Component(service = PitchTracker.class, property = PitchTracker.ID + "=tarsos-mcleod")
public final class TarsosMcLeodTracker extends FrameTracker {
    /** McLeodPitchMethod.LOWER_PITCH_CUTOFF, Hz. */
    private static final double LIMIT = 80;

    @Override
    PitchDetector detector(float rate, int size) {
        return new McLeodPitchMethod(rate, size);
    }

    @Override
    double rateFactor(PitchSpec spec) {
        return Math.max(1, Math.ceil(2 * LIMIT / spec.fMin()));
    }
}
