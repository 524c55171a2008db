// SPDX-License-Identifier: GPL-3.0-only
package org.syrinx.audio.tarsos.internal;

import be.tarsos.dsp.AudioEvent;
import be.tarsos.dsp.WaveformSimilarityBasedOverlapAdd;
import be.tarsos.dsp.WaveformSimilarityBasedOverlapAdd.Parameters;
import be.tarsos.dsp.io.TarsosDSPAudioFormat;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.analysis.TimeStretcher;

/**
 * TarsosDSP's WSOLA (W. Verhelst and M. Roelands, 1993) with its output put in the right place and
 * cut to the right length. Pieces of 40 ms are placed where they match best within 18 ms, so voices
 * down to 56 Hz keep their period; times in the output are right within about 10 ms of input time.
 */
@Component(property = TimeStretcher.ID + "=tarsos-wsola")
public final class TarsosTimeStretcher implements TimeStretcher {
    private static final int SEQUENCE_MS = 40;
    private static final int SEEK_MS = 18;
    private static final int OVERLAP_MS = 12;

    @Override
    public Audio stretch(Audio audio, double speed) {
        if (!(speed >= 0.25 && speed <= 4)) {
            throw new SyrinxException(
                    "a speed from 0.25 to 4",
                    "a speed of " + speed,
                    "choose a speed in this range");
        }
        int rate = audio.sampleRate();
        float[] x = audio.samples();
        if (speed == 1) {
            return new Audio(x.clone(), rate);
        }
        Parameters parameters = new Parameters(speed, rate, SEQUENCE_MS, SEEK_MS, OVERLAP_MS);
        WaveformSimilarityBasedOverlapAdd wsola =
                ThreadMute.run(() -> new WaveformSimilarityBasedOverlapAdd(parameters));
        int size = wsola.getInputBufferSize();
        int step = size - wsola.getOverlap();
        // a piece stands, on average, half the seek range later in the input than it should, and
        // its
        // middle runs at speed 1 from there; the drop covers the fade-in and makes the lead
        // positive
        double late = rate / 1000.0 * (SEEK_MS / 2.0 + (1 - speed) * SEQUENCE_MS / 2.0);
        int drop = (int) (rate / 1000.0 * (SEQUENCE_MS + 4 * OVERLAP_MS));
        int lead = (int) Math.round(late + drop * speed);
        float[] out = new float[(int) Math.round(x.length / speed)];
        AudioEvent event = new AudioEvent(new TarsosDSPAudioFormat(rate, 16, 1, true, false));
        event.setOverlap(wsola.getOverlap());
        int made = -drop;
        for (int at = -lead; made < out.length; at += step) {
            float[] buffer = new float[size];
            int from = Math.max(0, -at);
            int to = Math.min(size, x.length - at);
            if (to > from) {
                System.arraycopy(x, at + from, buffer, from, to - from);
            }
            event.setFloatBuffer(buffer);
            wsola.process(event);
            float[] piece = event.getFloatBuffer();
            int skip = Math.max(0, -made);
            int take = Math.min(piece.length, out.length - made);
            if (take > skip) {
                System.arraycopy(piece, skip, out, made + skip, take - skip);
            }
            made += piece.length;
        }
        return new Audio(out, rate);
    }
}
