package org.syrinx.eval.internal.prosody;

import org.syrinx.api.Audio;
import org.syrinx.eval.metric.Sample;

/**
 * Where speech is and is not.
 *
 * @param span seconds between the first and the last speech
 * @param paused seconds of it in silences of 150 ms or more
 * @param count number of these silences
 * @param longest the longest of them, seconds
 */
record Pauses(double span, double paused, int count, double longest) {
    private static final double SHORTEST = 0.15;
    private static final double DEPTH = 1e-4; // 40 dB of power

    static Pauses of(Sample sample) {
        return sample.derive(Pauses.class, s -> of(s.audio()));
    }

    /** Seconds of speech. */
    double speech() {
        return span - paused;
    }

    static Pauses of(Audio audio) {
        int hop = Math.max(1, audio.sampleRate() / 100);
        double seconds = (double) hop / audio.sampleRate();
        double[] power = power(audio.samples(), hop);
        double loudest = 0;
        for (double p : power) {
            loudest = Math.max(loudest, p);
        }
        double paused = 0;
        double longest = 0;
        int count = 0;
        int first = -1;
        int last = -1;
        for (int t = 0; t < power.length; t++) {
            if (power[t] == 0 || power[t] < DEPTH * loudest) {
                continue;
            }
            double gap = (t - last - 1) * seconds;
            if (first < 0) {
                first = t;
            } else if (gap >= SHORTEST - 1e-9) {
                paused += gap;
                longest = Math.max(longest, gap);
                count++;
            }
            last = t;
        }
        return new Pauses(first < 0 ? 0 : (last - first + 1) * seconds, paused, count, longest);
    }

    private static double[] power(float[] x, int hop) {
        double[] out = new double[x.length / hop];
        for (int t = 0; t < out.length; t++) {
            for (int i = t * hop; i < (t + 1) * hop; i++) {
                out[t] += (double) x[i] * x[i];
            }
        }
        return out;
    }
}
