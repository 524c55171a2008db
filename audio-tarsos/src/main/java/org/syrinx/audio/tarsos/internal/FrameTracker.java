// SPDX-License-Identifier: GPL-3.0-only
package org.syrinx.audio.tarsos.internal;

import be.tarsos.dsp.pitch.PitchDetectionResult;
import be.tarsos.dsp.pitch.PitchDetector;
import java.util.SplittableRandom;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.analysis.PitchSpec;
import org.syrinx.audio.analysis.PitchTrack;
import org.syrinx.audio.analysis.PitchTracker;

/**
 * Runs a TarsosDSP detector frame by frame: frames of the announced length with their mean removed,
 * a fresh detector for every call, and only answers inside the range that was asked for. Stateless.
 */
abstract class FrameTracker implements PitchTracker {
    /** Frames below this RMS magnitude (-65 dBFS) are silence. */
    private static final double SILENCE = Math.pow(10, -65 / 20.0);

    private static final double TRACE = 1e-4;

    /** Makes a detector that is told {@code rate} and frames of {@code size} samples. */
    abstract PitchDetector detector(float rate, int size);

    /** By how much the detector's idea of the rate is scaled, to move limits in Hz in its code. */
    double rateFactor(PitchSpec spec) {
        return 1;
    }

    /** What the detector sees instead of the sound. */
    float[] prepare(Audio audio, PitchSpec spec) {
        return audio.samples();
    }

    @Override
    public final PitchTrack track(Audio audio, PitchSpec spec) {
        int rate = audio.sampleRate();
        int needed = 2 * (int) Math.ceil(rate / spec.fMin()) + 4;
        if (spec.frame() < needed) {
            throw new SyrinxException(
                    "a frame of at least two periods of the lowest F0: " + needed + " samples",
                    "a frame of " + spec.frame() + " samples",
                    "use longer frames or a higher fMin");
        }
        if (spec.fMax() > rate / 4.0) {
            throw new SyrinxException(
                    "an fMax of at most a quarter of the sample rate, " + rate + " Hz",
                    "an fMax of " + spec.fMax() + " Hz",
                    "lower fMax");
        }
        float[] x = prepare(audio, spec);
        double factor = rateFactor(spec);
        PitchDetector detector = detector((float) (rate * factor), spec.frame());
        int frames = spec.frames(x.length);
        float[] f0 = new float[frames];
        float[] confidence = new float[frames];
        float[] frame = new float[spec.frame()];
        for (int t = 0; t < frames; t++) {
            if (fill(frame, x, spec.offset() + t * spec.hop() - spec.frame() / 2) < SILENCE) {
                continue;
            }
            PitchDetectionResult result = detector.getPitch(frame);
            double hz = result.getPitch() / factor;
            if (result.isPitched() && hz >= spec.fMin() && hz <= spec.fMax()) {
                f0[t] = (float) hz;
                float probability = result.getProbability();
                confidence[t] = probability < 0 ? 1 : Math.min(1, probability);
            }
        }
        dropJumps(f0, confidence);
        return new PitchTrack(f0, confidence, spec, rate);
    }

    /**
     * Copies a frame, removes its mean, and returns its RMS. A trace of noise, 80 dB below the
     * frame and always the same, keeps runs of exact zeros out: McLeod divides by their energy.
     */
    private static double fill(float[] frame, float[] x, int start) {
        double mean = 0;
        for (int i = 0; i < frame.length; i++) {
            int at = start + i;
            frame[i] = at >= 0 && at < x.length ? x[at] : 0;
            mean += frame[i];
        }
        mean /= frame.length;
        double squares = 0;
        for (int i = 0; i < frame.length; i++) {
            frame[i] -= (float) mean;
            squares += frame[i] * frame[i];
        }
        double rms = Math.sqrt(squares / frame.length);
        SplittableRandom noise = new SplittableRandom(1);
        for (int i = 0; i < frame.length; i++) {
            frame[i] += (float) (TRACE * rms * noise.nextDouble(-1, 1));
        }
        return rms;
    }

    /** Single frames half an octave away from two neighbours that agree are octave errors. */
    private static void dropJumps(float[] f0, float[] confidence) {
        float[] before = f0.clone();
        double half = Math.sqrt(2);
        for (int t = 1; t + 1 < f0.length; t++) {
            double a = before[t - 1];
            double b = before[t + 1];
            boolean agree = a > 0 && b > 0 && Math.max(a, b) / Math.min(a, b) < 1.2;
            double ratio = before[t] > 0 ? before[t] / Math.sqrt(a * b) : 1;
            if (agree && (ratio > half || ratio < 1 / half)) {
                f0[t] = 0;
                confidence[t] = 0;
            }
        }
    }
}
