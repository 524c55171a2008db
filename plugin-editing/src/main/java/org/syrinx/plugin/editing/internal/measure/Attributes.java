package org.syrinx.plugin.editing.internal.measure;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.api.Audio;
import org.syrinx.audio.dsp.Levels;
import org.syrinx.audio.dsp.Loudness;

/**
 * What can be measured of a voice without training anything. Attributes that a sound does not have
 * (the pitch of a whisper) are left out, never guessed.
 */
public final class Attributes {
    /** Median pitch of voiced frames, semitones above 100 Hz. */
    public static final String PITCH = "pitch";

    /** Integrated loudness, LUFS (ITU-R BS.1770). */
    public static final String LEVEL = "level";

    /** Slope of the long-term spectrum of active frames from 100 Hz to 6 kHz, dB per octave. */
    public static final String TILT = "tilt";

    /** Power-weighted mean frequency of active frames, Hz. */
    public static final String BRIGHTNESS = "brightness";

    /** Harmonics-to-noise ratio of voiced frames, dB, from the autocorrelation at the period. */
    public static final String HNR = "hnr";

    /** Peaks of the envelope in speech, each second of it: about syllables per second. */
    public static final String RATE = "rate";

    /** Share of frames below -50 dBFS. */
    public static final String SILENCE = "silence";

    /** Samples at full scale. */
    public static final String CLIPPED = "clipped";

    /** All of them. */
    public static final List<String> ALL =
            List.of(PITCH, LEVEL, TILT, BRIGHTNESS, HNR, RATE, SILENCE, CLIPPED);

    private static final double LOUDNESS_GATE = -70;

    private Attributes() {}

    /** The unit of an attribute, for axes and reports. */
    public static String unit(String attribute) {
        return switch (attribute) {
            case PITCH -> "semitones";
            case LEVEL -> "LUFS";
            case TILT -> "dB/octave";
            case BRIGHTNESS -> "Hz";
            case HNR -> "dB";
            case RATE -> "1/s";
            case GenderProbe.ATTRIBUTE -> "log-odds of female";
            default -> "";
        };
    }

    /**
     * Measures.
     *
     * @param sound at any rate
     * @return name to value, finite
     */
    public static Map<String, Double> of(Audio sound) {
        return of(sound, Frames.of(sound));
    }

    static Map<String, Double> of(Audio sound, Frames frames) {
        Map<String, Double> out = new LinkedHashMap<>();
        Levels levels = Levels.of(sound);
        put(out, PITCH, pitch(frames));
        put(out, LEVEL, Math.max(LOUDNESS_GATE, Loudness.integrated(sound)));
        spectrum(frames, out);
        put(out, HNR, hnr(frames));
        put(out, RATE, rate(frames));
        put(out, SILENCE, levels.silenceRatio());
        put(out, CLIPPED, levels.clipped());
        return out;
    }

    private static void put(Map<String, Double> out, String name, double value) {
        if (Double.isFinite(value)) {
            out.put(name, value);
        }
    }

    /** NaN if there is no voice. */
    static double pitch(Frames f) {
        double[] hz = new double[f.count()];
        int n = 0;
        for (int t = 0; t < f.count(); t++) {
            if (f.voiced(t)) {
                hz[n++] = f.pitch().f0()[t];
            }
        }
        if (n < 5) {
            return Double.NaN;
        }
        Arrays.sort(hz, 0, n);
        return 12 * Math.log(hz[n / 2] / 100) / Math.log(2);
    }

    private static void spectrum(Frames f, Map<String, Double> out) {
        double[] power = new double[Frames.BANDS];
        int active = 0;
        for (int t = 0; t < f.count(); t++) {
            if (f.active()[t]) {
                active++;
                for (int b = 0; b < Frames.BANDS; b++) {
                    power[b] += Math.exp(f.mel()[t][b]);
                }
            }
        }
        if (active < 5) {
            return;
        }
        double weighted = 0;
        double all = 0;
        double n = 0;
        double sx = 0;
        double sy = 0;
        double sxx = 0;
        double sxy = 0;
        double low = mel(60);
        double high = mel(7600);
        for (int b = 0; b < Frames.BANDS; b++) {
            double width = (high - low) / (Frames.BANDS + 1);
            double centre = hz(low + (b + 1) * width);
            double span = hz(low + (b + 2) * width) - hz(low + b * width);
            weighted += power[b] * centre;
            all += power[b];
            if (centre >= 100 && centre <= 6000) {
                double octaves = Math.log(centre) / Math.log(2);
                // per hertz: wide bands gather more of a flat spectrum
                double db = 10 * Math.log10(power[b] / span / active);
                n++;
                sx += octaves;
                sy += db;
                sxx += octaves * octaves;
                sxy += octaves * db;
            }
        }
        put(out, TILT, (n * sxy - sx * sy) / (n * sxx - sx * sx));
        put(out, BRIGHTNESS, weighted / all);
    }

    private static double mel(double hz) {
        return 2595 * Math.log10(1 + hz / 700);
    }

    private static double hz(double mel) {
        return 700 * (Math.pow(10, mel / 2595) - 1);
    }

    private static double hnr(Frames f) {
        float[] x = f.audio().samples();
        double sum = 0;
        int n = 0;
        for (int t = 0; t < f.count(); t++) {
            if (!f.voiced(t)) {
                continue;
            }
            int lag = (int) Math.round(Frames.RATE / (double) f.pitch().f0()[t]);
            double best = 0;
            for (int l = lag - 2; l <= lag + 2; l++) {
                best = Math.max(best, correlation(x, t * Frames.HOP, l));
            }
            double r = Math.min(best, 0.9999);
            if (r > 0.01) {
                sum += 10 * Math.log10(r / (1 - r));
                n++;
            }
        }
        return n < 5 ? Double.NaN : sum / n;
    }

    /** Normalised correlation of 32 ms around a sample with itself a lag later. */
    private static double correlation(float[] x, int centre, int lag) {
        int half = Frames.RATE * 16 / 1000;
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = Math.max(0, centre - half); i < Math.min(x.length - lag, centre + half); i++) {
            ab += x[i] * (double) x[i + lag];
            aa += x[i] * (double) x[i];
            bb += x[i + lag] * (double) x[i + lag];
        }
        return aa * bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
    }

    private static double rate(Frames f) {
        int n = f.count();
        double[] level = new double[n];
        int active = 0;
        for (int t = 0; t < n; t++) {
            double power = 0;
            for (float band : f.mel()[t]) {
                power += Math.exp(band);
            }
            level[t] = 10 * Math.log10(power + 1e-12);
            active += f.active()[t] ? 1 : 0;
        }
        double[] smooth = new double[n];
        for (int t = 0; t < n; t++) {
            double sum = 0;
            int k = 0;
            for (int s = Math.max(0, t - 4); s <= Math.min(n - 1, t + 4); s++) {
                sum += level[s];
                k++;
            }
            smooth[t] = sum / k;
        }
        int peaks = 0;
        double valley = Double.POSITIVE_INFINITY;
        for (int t = 1; t + 1 < n; t++) {
            valley = Math.min(valley, smooth[t]);
            boolean top = smooth[t] > smooth[t - 1] && smooth[t] >= smooth[t + 1];
            if (top && f.active()[t] && smooth[t] - valley > 2) {
                peaks++;
                valley = smooth[t];
            }
        }
        return active < 20 ? Double.NaN : peaks * 100.0 / active;
    }
}
