package org.syrinx.plugin.editing.internal.measure;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.syrinx.api.Audio;
import org.syrinx.plugin.editing.internal.finders.KernelMachine;
import org.syrinx.plugin.editing.internal.finders.Matrices;

/**
 * Hears whether a voice is female: logistic regression on the median pitch and the coarse mean
 * cepstrum of voiced frames. Trained on recordings of the teacher only, never on a model's output
 * or activations (spec 5.4).
 *
 * @param mean of the features
 * @param deviation of the features
 * @param weights of the standardised features, the bias last
 * @param note where it comes from, with its measured accuracy
 */
public record GenderProbe(double[] mean, double[] deviation, double[] weights, String note) {
    /** The name of its verdict among the attributes: the log-odds of female. */
    public static final String ATTRIBUTE = "gender";

    private static final String RESOURCE = "gender-probe.json";

    /**
     * The pitch and the four coarsest coefficients of the envelope. Finer ones know the voice and
     * not its gender: with all twelve, a speaker that was left out of the training is heard as the
     * voice that it was made from (81.8 % instead of 99 % on unseen speakers).
     */
    private static final int FEATURES = 5;

    private static final double DATA_WEIGHT = 0.1;

    /** The probe that comes with the bundle. */
    public static GenderProbe builtIn() {
        try (InputStream in = GenderProbe.class.getResourceAsStream(RESOURCE)) {
            Map<String, Object> json = JSON.std.mapFrom(in);
            return new GenderProbe(
                    numbers(json, "mean"),
                    numbers(json, "deviation"),
                    numbers(json, "weights"),
                    (String) json.get("note"));
        } catch (IOException e) {
            throw new IllegalStateException(RESOURCE, e);
        }
    }

    private static double[] numbers(Map<String, Object> json, String name) {
        return ((List<?>) json.get(name))
                .stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
    }

    /** As {@link #builtIn} reads it. */
    public String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("note", note);
        json.put("mean", list(mean));
        json.put("deviation", list(deviation));
        json.put("weights", list(weights));
        try {
            return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Double> list(double[] v) {
        List<Double> out = new ArrayList<>();
        for (double d : v) {
            out.add(d);
        }
        return out;
    }

    /**
     * The features: pitch in semitones above 100 Hz, then mean cepstral coefficients 1 to 4. Level
     * is not among them.
     *
     * @param sound at any rate
     * @return null if too little of it is voiced
     */
    public static double[] features(Audio sound) {
        Frames f = Frames.of(sound);
        double pitch = Attributes.pitch(f);
        return features(f, Double.isNaN(pitch) ? null : pitch);
    }

    private static double[] features(Frames f, Double pitch) {
        double[] x = new double[FEATURES];
        int n = 0;
        for (int t = 0; t < f.count(); t++) {
            if (f.voiced(t)) {
                n++;
                for (int k = 1; k < FEATURES; k++) {
                    x[k] += f.cepstrum()[t][k];
                }
            }
        }
        if (n < 5 || pitch == null) {
            return null;
        }
        x[0] = pitch;
        for (int k = 1; k < FEATURES; k++) {
            x[k] /= n;
        }
        return x;
    }

    /**
     * Learns.
     *
     * @param features of recordings
     * @param female of each
     * @param use which features may be used; the others are held at their mean
     * @param note where they come from
     * @return the probe
     */
    public static GenderProbe train(
            List<double[]> features, List<Boolean> female, boolean[] use, String note) {
        int n = features.size();
        double[] mean = new double[FEATURES];
        double[] deviation = new double[FEATURES];
        for (double[] x : features) {
            for (int k = 0; k < FEATURES; k++) {
                mean[k] += x[k] / n;
            }
        }
        for (double[] x : features) {
            for (int k = 0; k < FEATURES; k++) {
                deviation[k] += (x[k] - mean[k]) * (x[k] - mean[k]) / n;
            }
        }
        DMatrixRMaj rows = new DMatrixRMaj(n, FEATURES + 1);
        int[] y = new int[n];
        for (int k = 0; k < FEATURES; k++) {
            deviation[k] = deviation[k] > 1e-12 ? Math.sqrt(deviation[k]) : 1;
            for (int i = 0; i < n; i++) {
                rows.set(i, k, use[k] ? (features.get(i)[k] - mean[k]) / deviation[k] : 0);
            }
        }
        for (int i = 0; i < n; i++) {
            rows.set(i, FEATURES, 1);
            y[i] = female.get(i) ? 1 : -1;
        }
        double[] alpha = KernelMachine.logistic(Matrices.gram(rows), y, DATA_WEIGHT);
        return new GenderProbe(mean, deviation, Matrices.transposedTimes(rows, alpha), note);
    }

    /** All features. */
    public static boolean[] everything() {
        boolean[] use = new boolean[FEATURES];
        java.util.Arrays.fill(use, true);
        return use;
    }

    /** The pitch alone. */
    public static boolean[] pitchAlone() {
        boolean[] use = new boolean[FEATURES];
        use[0] = true;
        return use;
    }

    /** The spectrum alone. */
    public static boolean[] spectrumAlone() {
        boolean[] use = everything();
        use[0] = false;
        return use;
    }

    /**
     * Judges features.
     *
     * @param x as {@link #features} gives them
     * @return log-odds of female
     */
    public double score(double[] x) {
        double sum = weights[FEATURES];
        for (int k = 0; k < FEATURES; k++) {
            sum += weights[k] * (x[k] - mean[k]) / deviation[k];
        }
        return sum;
    }

    /**
     * Measures a sound: everything of {@link Attributes}, and the verdict where it has a voice.
     *
     * @param sound at any rate
     * @return name to value
     */
    public Map<String, Double> measure(Audio sound) {
        Frames f = Frames.of(sound);
        Map<String, Double> out = Attributes.of(sound, f);
        double[] x = features(f, out.get(Attributes.PITCH));
        if (x != null) {
            out.put(ATTRIBUTE, score(x));
        }
        return out;
    }

    @Override
    public boolean equals(Object o) {
        return this == o;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
