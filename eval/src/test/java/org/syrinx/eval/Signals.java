package org.syrinx.eval;

import org.syrinx.api.Audio;
import org.syrinx.eval.metric.Sample;

/** The signals of src/test/scripts/signals.py, sample for sample. */
public final class Signals {
    private Signals() {}

    /** Uniform in [-1, 1): the linear congruential generator of ISO C's example. */
    public static double[] noise(int n, long seed) {
        double[] out = new double[n];
        long x = seed;
        for (int i = 0; i < n; i++) {
            x = (1103515245L * x + 12345) % (1L << 31);
            out[i] = x / (double) (1 << 30) - 1;
        }
        return out;
    }

    /** Harmonics of a gliding f0, in syllables of 3 Hz, in a little noise, with quiet ends. */
    public static Audio voice(
            int rate, double seconds, double f0, double tilt, double level, long seed) {
        int n = (int) Math.round(rate * seconds);
        double[] noise = noise(n, seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            double t = (double) i / rate;
            double phase = 2 * Math.PI * (f0 * t + 0.1 * f0 / 7 * Math.sin(7 * t));
            double sum = 0;
            for (int h = 1; h * f0 * 1.1 < 0.45 * rate; h++) {
                double place = (h * f0 - 700 - 300 * Math.sin(5 * t)) / 200;
                sum +=
                        (1 + 3 * Math.exp(-place * place))
                                * Math.pow(h, -tilt)
                                * Math.sin(h * phase);
            }
            boolean quiet = t < 0.1 || t > seconds - 0.1;
            double speech = quiet ? 0 : sum * 0.05 * (1 - Math.cos(2 * Math.PI * 3 * t));
            x[i] = (float) (speech + level * noise[i]);
        }
        return new Audio(x, rate);
    }

    /** The sound, scaled, with noise of another seed. */
    public static Audio degraded(Audio audio, double gain, double level, long seed) {
        double[] noise = noise(audio.samples().length, seed);
        float[] x = new float[noise.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) ((double) audio.samples()[i] * gain + level * noise[i]);
        }
        return new Audio(x, audio.sampleRate());
    }

    /** A sample with a reference. */
    public static Sample pair(Audio sound, Audio reference, boolean aligned) {
        return Sample.of("pair")
                .audio(() -> sound)
                .reference(() -> reference)
                .aligned(aligned)
                .build();
    }
}
