package org.syrinx.itests.framework;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The sound of a WAV file, with what can be heard in it by the simplest means.
 *
 * @param samples mono, in [-1, 1]
 * @param rate in Hz
 */
public record Sound(float[] samples, int rate) {
    /**
     * Reads 16-bit samples.
     *
     * @param file a WAV file
     * @return the sound
     * @throws IOException if it cannot be read
     */
    public static Sound of(Path file) throws IOException {
        Wave wave = Wave.of(Files.readAllBytes(file));
        if (wave.bits() != 16) {
            throw new IllegalArgumentException(file + " has " + wave.bits() + " bits");
        }
        ShortBuffer values =
                wave.samples().duplicate().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        float[] samples = new float[values.remaining()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = values.get(i) / 32768f;
        }
        return new Sound(samples, wave.sampleRate());
    }

    /**
     * The pitch by the highest peak of the autocorrelation, interpolated, over the whole sound.
     *
     * @param lowest in Hz
     * @param highest in Hz
     * @return Hz
     */
    public double pitch(double lowest, double highest) {
        int from = (int) (rate / highest);
        int to = (int) (rate / lowest);
        int best = from;
        for (int lag = from; lag <= to; lag++) {
            if (correlation(lag) > correlation(best)) {
                best = lag;
            }
        }
        double before = correlation(best - 1);
        double at = correlation(best);
        double after = correlation(best + 1);
        return rate / (best + 0.5 * (before - after) / (before - 2 * at + after));
    }

    /** How like itself the sound is, a lag later, 1 for a periodic one. */
    private double correlation(int lag) {
        double both = 0;
        double one = 0;
        double other = 0;
        for (int i = 0; i + lag < samples.length; i++) {
            both += samples[i] * samples[i + lag];
            one += samples[i] * samples[i];
            other += samples[i + lag] * samples[i + lag];
        }
        return both / Math.sqrt(one * other);
    }

    /**
     * Whether two sounds rise and fall together: the correlation of their levels in dB, in frames
     * of 20 ms, 60 dB deep.
     *
     * @param other of the same rate
     * @return in [-1, 1]
     */
    public double envelopeCorrelation(Sound other) {
        int frame = rate / 50;
        int n = Math.min(samples.length, other.samples.length) / frame;
        double[] a = levels(frame, n);
        double[] b = other.levels(frame, n);
        double meanA = java.util.Arrays.stream(a).average().orElse(0);
        double meanB = java.util.Arrays.stream(b).average().orElse(0);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < n; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return ab / Math.sqrt(aa * bb);
    }

    /**
     * How much the sound rises and falls: the standard deviation of its level, in frames of 20 ms,
     * 60 dB deep.
     *
     * @return dB
     */
    public double envelopeVariation() {
        double[] levels = levels(rate / 50, samples.length / (rate / 50));
        double mean = java.util.Arrays.stream(levels).average().orElse(0);
        double squares = java.util.Arrays.stream(levels).map(l -> (l - mean) * (l - mean)).sum();
        return Math.sqrt(squares / levels.length);
    }

    private double[] levels(int frame, int n) {
        double[] levels = new double[n];
        for (int t = 0; t < n; t++) {
            double sum = 0;
            for (int i = t * frame; i < (t + 1) * frame; i++) {
                sum += samples[i] * samples[i];
            }
            levels[t] = Math.max(-60, 10 * Math.log10(sum / frame + 1e-12));
        }
        return levels;
    }
}
