package org.syrinx.corpus.internal.render;

/** Active level and spectral tilt. */
final class Levels {
    private static final double FRAME_SECONDS = 0.01;
    private static final double RANGE = 1e-3; // -30 dB below the loudest frame

    private Levels() {}

    /**
     * RMS over the 10 ms frames whose energy is within 30 dB of the loudest frame.
     *
     * @return linear, 0 for silence
     */
    static double activeRms(float[] x, int sampleRate) {
        int frame = (int) Math.round(FRAME_SECONDS * sampleRate);
        double[] energy = new double[x.length / frame];
        double loudest = 0;
        for (int f = 0; f < energy.length; f++) {
            double sum = 0;
            for (int i = f * frame; i < (f + 1) * frame; i++) {
                sum += (double) x[i] * x[i];
            }
            energy[f] = sum / frame;
            loudest = Math.max(loudest, energy[f]);
        }
        double sum = 0;
        int count = 0;
        for (double e : energy) {
            if (e > loudest * RANGE) {
                sum += e;
                count++;
            }
        }
        return count == 0 ? 0 : Math.sqrt(sum / count);
    }

    static double dbfs(double rms) {
        return 20 * Math.log10(Math.max(rms, 1e-9));
    }

    /** Scales x so that its active level is the given one; silence stays silence. */
    static void normalise(float[] x, int sampleRate, double dbfs) {
        double rms = activeRms(x, sampleRate);
        if (rms == 0) {
            return;
        }
        double gain = Math.pow(10, dbfs / 20) / rms;
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (x[i] * gain);
        }
    }

    /** First-order shelf: what lies above the corner frequency gets gainDb. */
    static void tilt(float[] x, int sampleRate, double cornerHz, double gainDb) {
        double gain = Math.pow(10, gainDb / 20);
        double pole = Math.exp(-2 * Math.PI * cornerHz / sampleRate);
        double low = 0;
        for (int i = 0; i < x.length; i++) {
            low = (1 - pole) * x[i] + pole * low;
            x[i] = (float) (low + gain * (x[i] - low));
        }
    }
}
