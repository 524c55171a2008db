// SPDX-License-Identifier: GPL-3.0-only
package org.syrinx.audio.tarsos.internal;

import be.tarsos.dsp.pitch.DynamicWavelet;
import be.tarsos.dsp.pitch.PitchDetector;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.Audio;
import org.syrinx.audio.analysis.PitchSpec;
import org.syrinx.audio.analysis.PitchTracker;
import org.syrinx.audio.dsp.Resampler;

/**
 * TarsosDSP's dynamic wavelet algorithm on the sound low-passed above fMax. Harmonics that remain
 * below fMax can still hide the pitch: prefer the other trackers for speech, this one for
 * near-sines.
 */
@Component(service = PitchTracker.class, property = PitchTracker.ID + "=tarsos-wavelet")
public final class TarsosWaveletTracker extends FrameTracker {
    @Override
    PitchDetector detector(float rate, int size) {
        return new DynamicWavelet(rate, size);
    }

    @Override
    float[] prepare(Audio audio, PitchSpec spec) {
        // the resampler passes 0.92 of its Nyquist frequency and stops at 1; a whole factor is
        // cheap
        int factor = (int) (audio.sampleRate() * 0.92 / 2 / spec.fMax());
        if (factor < 2) {
            return audio.samples();
        }
        float[] narrow = Resampler.between(factor, 1).apply(audio.samples());
        float[] wide = Resampler.between(1, factor).apply(narrow);
        return java.util.Arrays.copyOf(wide, audio.samples().length);
    }
}
