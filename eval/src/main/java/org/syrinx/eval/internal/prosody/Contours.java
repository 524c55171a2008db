package org.syrinx.eval.internal.prosody;

import java.util.Arrays;
import org.syrinx.api.Audio;
import org.syrinx.audio.analysis.PitchSpec;
import org.syrinx.audio.analysis.PitchTrack;
import org.syrinx.audio.analysis.YinPitchTracker;
import org.syrinx.eval.internal.PlainMetric;
import org.syrinx.eval.internal.spectral.Alignment;
import org.syrinx.eval.metric.Sample;

/** Pitch contours of samples, computed once for all metrics. */
public final class Contours {
    private static final YinPitchTracker TRACKER = new YinPitchTracker();
    private static final PitchSpec FINE =
            new PitchSpec(
                    60,
                    500,
                    PlainMetric.RATE / 20,
                    (int) Math.round(PlainMetric.RATE * Alignment.HOP_SECONDS),
                    0);

    private Contours() {}

    /** F0 in Hz, 0 without voice, of frames that belong together. */
    record Pair(float[] sound, float[] reference) {}

    /** Contours along the alignment. */
    static Pair aligned(Sample sample) {
        return sample.derive(
                Pair.class,
                s -> {
                    Alignment path = Alignment.of(s);
                    float[] sound = TRACKER.track(PlainMetric.sound(s), FINE).f0();
                    float[] reference = TRACKER.track(PlainMetric.reference(s), FINE).f0();
                    return new Pair(taken(sound, path.sound()), taken(reference, path.reference()));
                });
    }

    private static float[] taken(float[] f0, int[] frames) {
        float[] out = new float[frames.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = frames[i] < f0.length ? f0[frames[i]] : 0;
        }
        return out;
    }

    /** The sound's voiced pitch, see {@link #voiced(Audio)}. */
    static double[] voiced(Sample sample) {
        return sample.derive("voiced pitch", s -> voiced(s.audio()));
    }

    /** The reference's voiced pitch, see {@link #voiced(Audio)}. */
    static double[] referenceVoiced(Sample sample) {
        return sample.derive("voiced pitch of the reference", s -> voiced(s.reference()));
    }

    /** Pitch of the voiced frames in cents above 1 Hz, every 10 ms, sorted. */
    private static double[] voiced(Audio audio) {
        PitchTrack track = TRACKER.track(audio, PitchSpec.speech(audio.sampleRate()));
        double[] cents = new double[track.frames()];
        int n = 0;
        for (int i = 0; i < track.frames(); i++) {
            if (track.voiced(i)) {
                cents[n++] = cents(track.f0()[i]);
            }
        }
        double[] sorted = Arrays.copyOf(cents, n);
        Arrays.sort(sorted);
        return sorted;
    }

    static double cents(double ratio) {
        return 1200 * Math.log(ratio) / Math.log(2);
    }

    /** The value at rank q (n - 1), rounded. */
    static double quantile(double[] sorted, double q) {
        return sorted[(int) Math.round(q * (sorted.length - 1))];
    }
}
