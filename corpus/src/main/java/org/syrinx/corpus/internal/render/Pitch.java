package org.syrinx.corpus.internal.render;

/**
 * Mean pitch by YIN (de Cheveigné and Kawahara, 2002), steps 1 to 5: cumulative mean normalised
 * difference, absolute threshold, parabolic interpolation. Frames every 20 ms; good enough to
 * describe an utterance, not to train on.
 */
final class Pitch {
    private static final double MIN_HZ = 60;
    private static final double MAX_HZ = 420;
    private static final double THRESHOLD = 0.15;
    private static final double WINDOW_SECONDS = 0.025;
    private static final double HOP_SECONDS = 0.02;
    private static final double SILENCE = 0.1; // of the active RMS

    private Pitch() {}

    /**
     * Mean over voiced frames.
     *
     * @return Hz, 0 when no frame is voiced
     */
    static double mean(float[] x, int sampleRate) {
        int shortest = (int) (sampleRate / MAX_HZ);
        int longest = (int) (sampleRate / MIN_HZ);
        int window = (int) (WINDOW_SECONDS * sampleRate);
        int hop = (int) (HOP_SECONDS * sampleRate);
        double floor = SILENCE * Levels.activeRms(x, sampleRate);
        double sum = 0;
        int voiced = 0;
        double[] d = new double[longest + 1];
        for (int start = 0; start + window + longest <= x.length; start += hop) {
            double energy = 0;
            for (int i = start; i < start + window; i++) {
                energy += (double) x[i] * x[i];
            }
            if (Math.sqrt(energy / window) < floor || floor == 0) {
                continue;
            }
            double period = period(x, start, window, shortest, longest, d);
            if (period > 0) {
                sum += sampleRate / period;
                voiced++;
            }
        }
        return voiced == 0 ? 0 : sum / voiced;
    }

    private static double period(
            float[] x, int start, int window, int shortest, int longest, double[] d) {
        double running = 0;
        d[0] = 1;
        for (int lag = 1; lag <= longest; lag++) {
            float difference = 0;
            for (int i = start; i < start + window; i++) {
                float e = x[i] - x[i + lag];
                difference += e * e;
            }
            running += difference;
            d[lag] = running == 0 ? 1 : difference * lag / running;
        }
        for (int lag = shortest; lag < longest; lag++) {
            if (d[lag] < THRESHOLD) {
                while (lag + 1 < longest && d[lag + 1] < d[lag]) {
                    lag++;
                }
                double bend = d[lag - 1] - 2 * d[lag] + d[lag + 1];
                return bend == 0 ? lag : lag + 0.5 * (d[lag - 1] - d[lag + 1]) / bend;
            }
        }
        return 0;
    }
}
