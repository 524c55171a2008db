package org.syrinx.plugin.editing.internal.finders;

import java.util.Arrays;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.syrinx.api.Progress;

/**
 * A linear classifier on standardised activations; the normal is brought back to the activations'
 * own scale and as long as the class gap along it. The option {@code c} is the weight of the data;
 * without it cross-validation chooses (whole speakers are held out).
 */
abstract class MarginFinder extends SupervisedFinder {
    private static final double[] GRID = {1e-4, 1e-3, 1e-2, 1e-1, 1};

    MarginFinder(String kind) {
        super(kind, "c");
    }

    abstract double[] fit(DMatrixRMaj gram, int[] y, double c);

    @Override
    final Separation prepare(
            Activations x,
            Contrast contrast,
            Options options,
            Map<String, String> notes,
            Progress progress) {
        int[] used = contrast.used();
        int[] y = Arrays.stream(used).map(k -> contrast.sign()[k]).toArray();
        double c = options.number("c", Double.NaN, 1e-9, 1e9);
        if (Double.isNaN(c)) {
            c = chooseC(x, contrast, used, y, notes, progress);
        }
        notes.put("c", Double.toString(c));
        double chosen = c;
        return rows -> {
            Standardised s = Standardised.of(rows, used);
            double[] alpha = fit(products(s.rows()), y, chosen / s.rows().numCols);
            double[] normal = Matrices.transposedTimes(s.rows(), alpha);
            for (int d = 0; d < normal.length; d++) {
                normal[d] /= s.deviations()[d];
            }
            return alongGap(normal, contrast.gap(rows));
        };
    }

    private double chooseC(
            Activations x,
            Contrast contrast,
            int[] used,
            int[] y,
            Map<String, String> notes,
            Progress progress) {
        Folds folds = Folds.of(contrast.groups(), used, y);
        notes.put("cross-validation", folds.description());
        double[] right = new double[GRID.length];
        int[] steps = Folds.spread(x.steps());
        for (int s = 0; s < steps.length; s++) {
            progress.step("cross-validating " + kind(), s, steps.length);
            Standardised rows = Standardised.of(x.step(steps[s]), used);
            DMatrixRMaj gram = products(rows.rows());
            for (int g = 0; g < GRID.length; g++) {
                double c = GRID[g] / rows.rows().numCols;
                right[g] += folds.accuracy(gram, y, (sub, labels) -> fit(sub, labels, c));
            }
        }
        int best = 0;
        for (int g = 1; g < GRID.length; g++) {
            best = right[g] > right[best] ? g : best;
        }
        notes.put("cross-validated accuracy", Assembly.format(right[best] / steps.length));
        return GRID[best];
    }

    /** Products with a constant feature that weighs as much as all others together: the bias. */
    private static DMatrixRMaj products(DMatrixRMaj rows) {
        DMatrixRMaj g = Matrices.gram(rows);
        for (int i = 0; i < g.data.length; i++) {
            g.data[i] += rows.numCols;
        }
        return g;
    }

    /**
     * Rows of mean 0 and deviation 1.
     *
     * @param rows of the utterances that are used
     * @param deviations that the columns were divided by
     */
    private record Standardised(DMatrixRMaj rows, double[] deviations) {
        static Standardised of(DMatrixRMaj all, int[] used) {
            DMatrixRMaj some = new DMatrixRMaj(used.length, all.numCols);
            for (int k = 0; k < used.length; k++) {
                System.arraycopy(
                        all.data, used[k] * all.numCols, some.data, k * all.numCols, all.numCols);
            }
            DMatrixRMaj x = Activations.centred(some);
            double[] sd = Activations.columnDeviations(x);
            for (int k = 0; k < x.numRows; k++) {
                for (int d = 0; d < x.numCols; d++) {
                    x.data[k * x.numCols + d] /= sd[d];
                }
            }
            return new Standardised(x, sd);
        }
    }
}
