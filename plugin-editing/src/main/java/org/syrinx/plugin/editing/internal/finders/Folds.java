package org.syrinx.plugin.editing.internal.finders;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * Parts for cross-validation. Whole groups (speakers) are held out, one of each class at a time; if
 * a class has a single group, utterances are held out instead, and the description says so.
 *
 * @param of the fold of every utterance that is used
 * @param count number of folds
 * @param description for the provenance
 */
record Folds(int[] of, int count, String description) {
    private static final int MOST = 5;

    /** Learns alpha from the products and classes of some utterances. */
    interface Learner {
        double[] learn(DMatrixRMaj gram, int[] y);
    }

    static Folds of(String[] groups, int[] used, int[] y) {
        int[] fold = new int[used.length];
        if (groups != null) {
            Map<String, Integer> number = new LinkedHashMap<>();
            int[] seen = new int[2];
            for (int k = 0; k < used.length; k++) {
                int side = y[k] > 0 ? 0 : 1;
                String key = side + groups[used[k]];
                if (!number.containsKey(key)) {
                    number.put(key, seen[side]++);
                }
            }
            int count = Math.min(MOST, Math.min(seen[0], seen[1]));
            if (count >= 2) {
                for (int k = 0; k < used.length; k++) {
                    fold[k] = number.get((y[k] > 0 ? 0 : 1) + groups[used[k]]) % count;
                }
                return new Folds(fold, count, "whole speakers held out, " + count + " parts");
            }
        }
        int[] seen = new int[2];
        for (int k = 0; k < used.length; k++) {
            fold[k] = seen[y[k] > 0 ? 0 : 1]++ % MOST;
        }
        int count = Math.min(MOST, Math.min(seen[0], seen[1]));
        return new Folds(
                fold, Math.max(count, 1), "utterances held out, because a class has one speaker");
    }

    /** Steps from early to late, at most five. */
    static int[] spread(int steps) {
        int n = Math.min(MOST, steps);
        int[] out = new int[n];
        for (int i = 0; i < n; i++) {
            out[i] = n == 1 ? 0 : i * (steps - 1) / (n - 1);
        }
        return out;
    }

    /** The share of held-out utterances that the learner puts in the right class. */
    double accuracy(DMatrixRMaj gram, int[] y, Learner learner) {
        int right = 0;
        int all = 0;
        for (int f = 0; f < count; f++) {
            List<Integer> in = new ArrayList<>();
            List<Integer> out = new ArrayList<>();
            for (int k = 0; k < y.length; k++) {
                (of[k] == f ? out : in).add(k);
            }
            if (in.isEmpty()) {
                continue;
            }
            int[] labels = in.stream().mapToInt(k -> y[k]).toArray();
            double[] alpha = learner.learn(sub(gram, in, in), labels);
            double[] scores = Matrices.times(sub(gram, out, in), alpha);
            for (int k = 0; k < scores.length; k++) {
                right += scores[k] * y[out.get(k)] > 0 ? 1 : 0;
                all++;
            }
        }
        return all == 0 ? 0 : (double) right / all;
    }

    static DMatrixRMaj sub(DMatrixRMaj gram, List<Integer> rows, List<Integer> columns) {
        DMatrixRMaj s = new DMatrixRMaj(rows.size(), columns.size());
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < columns.size(); c++) {
                s.set(r, c, gram.get(rows.get(r), columns.get(c)));
            }
        }
        return s;
    }
}
