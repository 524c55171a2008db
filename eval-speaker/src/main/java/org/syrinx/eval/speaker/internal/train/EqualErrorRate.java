package org.syrinx.eval.speaker.internal.train;

import java.util.Arrays;

/**
 * How well scores of trials tell two kinds apart.
 *
 * @param rate where as many trials of one speaker are refused as trials of two are accepted, in [0,
 *     1]
 * @param same mean score of trials of one speaker
 * @param other mean score of trials of two
 * @param trials number of all trials
 */
record EqualErrorRate(double rate, double same, double other, int trials) {
    /**
     * Measures.
     *
     * @param same scores of trials of one speaker, at least one
     * @param other scores of trials of two, at least one
     */
    static EqualErrorRate of(double[] same, double[] other) {
        double[] s = same.clone();
        double[] o = other.clone();
        Arrays.sort(s);
        Arrays.sort(o);
        // at a threshold, scores below it are refused; between thresholds both rates are joined by
        // straight lines, as on a receiver operating curve
        int i = 0;
        int j = 0;
        double refused = 0;
        double accepted = 1;
        while (true) {
            double threshold = Math.min(at(s, i), at(o, j));
            while (i < s.length && s[i] == threshold) {
                i++;
            }
            while (j < o.length && o[j] == threshold) {
                j++;
            }
            double nextRefused = (double) i / s.length;
            double nextAccepted = 1 - (double) j / o.length;
            if (nextRefused >= nextAccepted) {
                double gap = accepted - refused;
                double share = gap / (gap + nextRefused - nextAccepted);
                double rate = refused + share * (nextRefused - refused);
                return new EqualErrorRate(rate, mean(s), mean(o), s.length + o.length);
            }
            refused = nextRefused;
            accepted = nextAccepted;
        }
    }

    private static double at(double[] sorted, int i) {
        return i < sorted.length ? sorted[i] : Double.POSITIVE_INFINITY;
    }

    private static double mean(double[] v) {
        return Arrays.stream(v).average().orElseThrow();
    }
}
