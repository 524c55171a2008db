package org.syrinx.audio.dsp;

import org.syrinx.api.Audio;

/**
 * How strong a sound is. Levels are in dB relative to an RMS or magnitude of 1.0, so a sine of full
 * scale has -3.01 dBFS RMS; silence has -infinity.
 *
 * @param rmsDbfs level of the whole sound
 * @param peakDbfs largest sample magnitude
 * @param activeDbfs active speech level, ITU-T P.56 method B: the level while someone speaks,
 *     however long the pauses are
 * @param activity share of time that counts as speech in P.56, 0 to 1
 * @param clipped samples at or beyond full scale (magnitude 0.99996 or more: the last steps of 16
 *     bits)
 * @param silenceRatio share of 20 ms frames below {@link #SILENCE_DBFS}, 0 to 1; 1 for no samples
 */
public record Levels(
        double rmsDbfs,
        double peakDbfs,
        double activeDbfs,
        double activity,
        int clipped,
        double silenceRatio) {

    /** Frames below this RMS level count as silence, dBFS. */
    public static final double SILENCE_DBFS = -50;

    private static final float CLIP = 0.99996f;

    /** P.56: time constant of the envelope, hang-over, and margin between level and threshold. */
    private static final double TIME_CONSTANT = 0.03;

    private static final double HANGOVER = 0.2;
    private static final double MARGIN = 15.9;
    private static final int THRESHOLDS = 24;

    /**
     * Measures a sound.
     *
     * @param audio the sound
     * @return its levels
     */
    public static Levels of(Audio audio) {
        float[] x = audio.samples();
        double squares = 0;
        int clipped = 0;
        for (float v : x) {
            squares += (double) v * v;
            clipped += Math.abs(v) >= CLIP ? 1 : 0;
        }
        double[] active = activeLevel(x, audio.sampleRate(), squares);
        double rms = 10 * Math.log10(x.length == 0 ? 0 : squares / x.length);
        return new Levels(
                rms,
                20 * Math.log10(audio.peak()),
                active[0],
                active[1],
                clipped,
                silenceRatio(x, audio.sampleRate()));
    }

    private static double silenceRatio(float[] x, int rate) {
        int size = Math.max(1, rate / 50);
        int frames = (x.length + size - 1) / size;
        int silent = 0;
        for (int f = 0; f < frames; f++) {
            int end = Math.min(x.length, (f + 1) * size);
            double sum = 0;
            for (int i = f * size; i < end; i++) {
                sum += (double) x[i] * x[i];
            }
            silent += 10 * Math.log10(sum / (end - f * size)) < SILENCE_DBFS ? 1 : 0;
        }
        return frames == 0 ? 1 : (double) silent / frames;
    }

    /** P.56 method B: {level in dBFS, activity}. */
    private static double[] activeLevel(float[] x, int rate, double squares) {
        double[] nothing = {Double.NEGATIVE_INFINITY, 0};
        if (squares == 0) {
            return nothing;
        }
        double g = Math.exp(-1 / (rate * TIME_CONSTANT));
        int hang = (int) Math.round(HANGOVER * rate);
        long[] active = new long[THRESHOLDS]; // samples during which threshold j is held
        int[] since = new int[THRESHOLDS];
        java.util.Arrays.fill(since, hang);
        double[] thresholds = new double[THRESHOLDS];
        for (int j = 0; j < THRESHOLDS; j++) {
            thresholds[j] = threshold(j);
        }
        double p = 0;
        double q = 0;
        for (float v : x) {
            p = g * p + (1 - g) * Math.abs(v);
            q = g * q + (1 - g) * p;
            for (int j = 0; j < THRESHOLDS; j++) {
                if (q >= thresholds[j]) {
                    active[j]++;
                    since[j] = 0;
                } else if (since[j] < hang) {
                    active[j]++;
                    since[j]++;
                }
            }
        }
        double aboveLevel = 0;
        double aboveExcess = Double.NaN;
        for (int j = 0; j < THRESHOLDS; j++) { // thresholds rise with j
            if (active[j] == 0) {
                break;
            }
            double level = 10 * Math.log10(squares / active[j]);
            double excess = level - 20 * Math.log10(threshold(j)) - MARGIN;
            if (excess <= 0) {
                // interpolate between the two thresholds around the wanted margin
                double share = Double.isNaN(aboveExcess) ? 1 : aboveExcess / (aboveExcess - excess);
                double found =
                        Double.isNaN(aboveExcess)
                                ? level
                                : aboveLevel + share * (level - aboveLevel);
                double activity = squares / Math.pow(10, found / 10) / x.length;
                return new double[] {found, Math.min(1, activity)};
            }
            aboveLevel = level;
            aboveExcess = excess;
        }
        return nothing;
    }

    private static double threshold(int j) {
        return Math.pow(2, j - THRESHOLDS + 1.0);
    }
}
