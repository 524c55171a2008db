// SPDX-License-Identifier: GPL-3.0-only
package org.syrinx.audio.tarsos.internal;

import be.tarsos.dsp.pitch.PitchDetector;
import be.tarsos.dsp.pitch.Yin;
import org.osgi.service.component.annotations.Component;
import org.syrinx.audio.analysis.PitchTracker;

/** TarsosDSP's YIN, the one without FFT: the other loses steady tones (see the package). */
@Component(service = PitchTracker.class, property = PitchTracker.ID + "=tarsos-yin")
public final class TarsosYinTracker extends FrameTracker {
    @Override
    PitchDetector detector(float rate, int size) {
        return new Yin(rate, size);
    }
}
