package org.syrinx.plugin.editing.internal.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.syrinx.api.Audio;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.io.AudioReader;
import org.syrinx.corpus.format.Phone;
import org.syrinx.corpus.format.Utterance;
import org.syrinx.plugin.editing.internal.finders.Matrices;

/**
 * Which phone a frame belongs to: Gaussians with one covariance over seven neighbouring frames of
 * the cepstrum, less each utterance's mean. Trained on the teacher's recordings and their phone
 * times. A meter of content: an edit keeps the timing, so frames of the edited sound are compared
 * with the phones of the unedited one (spec 5.4).
 */
public final class PhoneClassifier {
    private static final int SIDE = 3;
    private static final int WIDTH = (2 * SIDE + 1) * Frames.COEFFICIENTS;
    private static final String PAUSE = "pau";

    /** Added to the variance of every value: cepstra of one phone may hardly vary. */
    private static final double RIDGE = 1e-3;

    private final List<String> phones;
    private final double[][] weights;
    private final double[] offsets;

    private PhoneClassifier(List<String> phones, double[][] weights, double[] offsets) {
        this.phones = phones;
        this.weights = weights;
        this.offsets = offsets;
    }

    /**
     * Trains.
     *
     * @param recordings with phone times, at least a minute
     * @param progress progress and cancellation
     * @return the classifier
     */
    public static PhoneClassifier train(List<Utterance> recordings, Progress progress) {
        Map<String, double[]> sums = new TreeMap<>();
        Map<String, Long> counts = new TreeMap<>();
        DMatrixRMaj products = new DMatrixRMaj(WIDTH, WIDTH);
        long n = 0;
        for (int i = 0; i < recordings.size(); i++) {
            progress.step("learning the phones", i, recordings.size());
            Utterance u = recordings.get(i);
            double[][] x = spliced(Frames.of(AudioReader.read(u.audio())));
            String[] labels = labels(u.phones(), u.sampleRate(), x.length);
            DMatrixRMaj rows = new DMatrixRMaj(x.length, WIDTH);
            for (int t = 0; t < x.length; t++) {
                System.arraycopy(x[t], 0, rows.data, t * WIDTH, WIDTH);
                double[] sum = sums.computeIfAbsent(labels[t], p -> new double[WIDTH]);
                counts.merge(labels[t], 1L, Long::sum);
                for (int d = 0; d < WIDTH; d++) {
                    sum[d] += x[t][d];
                }
                n++;
            }
            DMatrixRMaj inner = new DMatrixRMaj(WIDTH, WIDTH);
            CommonOps_DDRM.multInner(rows, inner);
            CommonOps_DDRM.addEquals(products, inner);
        }
        if (n < 6000) {
            throw new SyrinxException(
                    "a minute of recordings with phone times", n / 100 + " s", "take more");
        }
        if (!counts.containsKey(PAUSE)) {
            throw new SyrinxException(
                    "recordings with pauses, whose phone is " + PAUSE,
                    "the phones are " + counts.keySet(),
                    "take a corpus that marks its silence");
        }
        return fit(sums, counts, products, n);
    }

    private static PhoneClassifier fit(
            Map<String, double[]> sums, Map<String, Long> counts, DMatrixRMaj products, long n) {
        // within-class covariance: total products less those of the class means
        DMatrixRMaj covariance = products.copy();
        Map<String, double[]> means = new LinkedHashMap<>();
        sums.forEach(
                (phone, sum) -> {
                    double k = counts.get(phone);
                    double[] mean = Matrices.scaled(sum, 1 / k);
                    means.put(phone, mean);
                    for (int a = 0; a < WIDTH; a++) {
                        for (int b = 0; b < WIDTH; b++) {
                            covariance.add(a, b, -k * mean[a] * mean[b]);
                        }
                    }
                });
        CommonOps_DDRM.scale(1.0 / n, covariance);
        for (int d = 0; d < WIDTH; d++) {
            covariance.add(d, d, RIDGE);
        }
        DMatrixRMaj inverse = new DMatrixRMaj(WIDTH, WIDTH);
        if (!CommonOps_DDRM.invert(covariance, inverse)) {
            throw new IllegalStateException("a covariance with a ridge has an inverse");
        }
        List<String> phones = List.copyOf(means.keySet());
        double[][] weights = new double[phones.size()][];
        double[] offsets = new double[phones.size()];
        for (int p = 0; p < phones.size(); p++) {
            double[] mean = means.get(phones.get(p));
            weights[p] = Matrices.times(inverse, mean);
            offsets[p] = -0.5 * Matrices.dot(weights[p], mean);
        }
        return new PhoneClassifier(phones, weights, offsets);
    }

    /** Seven neighbouring frames of the cepstrum, less the mean over the utterance's speech. */
    private static double[][] spliced(Frames f) {
        int n = f.count();
        double[] mean = new double[Frames.COEFFICIENTS];
        int active = 0;
        for (int t = 0; t < n; t++) {
            if (f.active()[t]) {
                active++;
                for (int k = 0; k < mean.length; k++) {
                    mean[k] += f.cepstrum()[t][k];
                }
            }
        }
        double[][] out = new double[n][WIDTH];
        for (int t = 0; t < n; t++) {
            for (int s = -SIDE; s <= SIDE; s++) {
                double[] c = f.cepstrum()[Math.max(0, Math.min(n - 1, t + s))];
                for (int k = 0; k < mean.length; k++) {
                    out[t][(s + SIDE) * mean.length + k] = c[k] - mean[k] / Math.max(1, active);
                }
            }
        }
        return out;
    }

    private static String[] labels(List<Phone> phones, int rate, int frames) {
        String[] out = new String[frames];
        int p = 0;
        for (int t = 0; t < frames; t++) {
            long sample = (long) t * Frames.HOP * rate / Frames.RATE;
            while (p + 1 < phones.size() && phones.get(p).end() <= sample) {
                p++;
            }
            out[t] = phones.get(p).symbol();
        }
        return out;
    }

    /** The share of the teacher's frames, pauses left out, that get their own phone. */
    public double accuracy(List<Utterance> recordings, Progress progress) {
        long right = 0;
        long all = 0;
        for (int i = 0; i < recordings.size(); i++) {
            progress.step("testing the phones", i, recordings.size());
            Utterance u = recordings.get(i);
            int[] found = classify(AudioReader.read(u.audio()));
            String[] labels = labels(u.phones(), u.sampleRate(), found.length);
            for (int t = 0; t < found.length; t++) {
                if (!labels[t].equals(PAUSE)) {
                    all++;
                    right += phones.get(found[t]).equals(labels[t]) ? 1 : 0;
                }
            }
        }
        return all == 0 ? Double.NaN : (double) right / all;
    }

    /** The phone of every frame of 10 ms, as an index. */
    public int[] classify(Audio sound) {
        double[][] x = spliced(Frames.of(sound));
        int[] out = new int[x.length];
        for (int t = 0; t < x.length; t++) {
            double best = Double.NEGATIVE_INFINITY;
            for (int p = 0; p < weights.length; p++) {
                double score = Matrices.dot(weights[p], x[t]) + offsets[p];
                if (score > best) {
                    best = score;
                    out[t] = p;
                }
            }
        }
        return out;
    }

    /**
     * Where the phones of a text lie in a sound: the best path through them in order (Viterbi),
     * with optional pauses before, between and after.
     *
     * @param sound says the text
     * @param symbols its phones in order, pauses included or not
     * @return the phone of every frame, as an index
     */
    public int[] align(Audio sound, List<String> symbols) {
        List<Integer> states = new ArrayList<>();
        int pause = phones.indexOf(PAUSE);
        states.add(pause);
        for (String s : symbols) {
            int p = phones.indexOf(s);
            if (p >= 0 && p != pause) {
                states.add(p);
                states.add(pause);
            }
        }
        double[][] x = spliced(Frames.of(sound));
        int n = states.size();
        double[] score = new double[n];
        java.util.Arrays.fill(score, Double.NEGATIVE_INFINITY);
        score[0] = 0;
        if (n > 1) {
            score[1] = 0;
        }
        byte[][] back = new byte[x.length][n];
        for (int t = 0; t < x.length; t++) {
            double[] next = new double[n];
            for (int s = 0; s < n; s++) {
                int from = 0;
                double best = score[s];
                // even states are pauses, odd ones phones: a phone may skip the pause before it
                for (int back1 = 1; t > 0 && back1 <= (s % 2 == 1 ? 2 : 1); back1++) {
                    if (s >= back1 && score[s - back1] > best) {
                        best = score[s - back1];
                        from = back1;
                    }
                }
                int p = states.get(s);
                next[s] = best + Matrices.dot(weights[p], x[t]) + offsets[p];
                back[t][s] = (byte) from;
            }
            score = next;
        }
        int s = n > 1 && score[n - 2] > score[n - 1] ? n - 2 : n - 1;
        int[] out = new int[x.length];
        for (int t = x.length - 1; t >= 0; t--) {
            out[t] = states.get(s);
            s -= back[t][s];
        }
        return out;
    }

    /**
     * The share of frames in which a sound has the phones that it should have, pauses left out.
     *
     * @param sound to be judged
     * @param wanted from {@link #align}, of a sound with the same timing
     * @return in [0, 1]; frames that the sound lacks count as wrong
     */
    public double agreement(Audio sound, int[] wanted) {
        int[] found = classify(sound);
        int pause = phones.indexOf(PAUSE);
        int all = 0;
        int right = 0;
        for (int t = 0; t < wanted.length; t++) {
            if (wanted[t] != pause) {
                all++;
                right += t < found.length && found[t] == wanted[t] ? 1 : 0;
            }
        }
        return all == 0 ? 0 : (double) right / all;
    }
}
