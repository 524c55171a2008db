package org.syrinx.plugin.editing.internal.finders;

import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.DirectionFinder;
import org.syrinx.api.Progress;

/**
 * Linear discriminant analysis with the scatter shrunk towards a multiple of the identity: between
 * the mean difference (shrinkage 1) and Fisher's discriminant (towards 0). The option {@code
 * shrinkage} in (0, 1] is that of Ledoit and Wolf (2004) unless it is given.
 */
@Component(service = DirectionFinder.class, property = "finder.kind=lda")
public final class ShrinkageLdaFinder extends SupervisedFinder {
    /** Creates the finder. */
    public ShrinkageLdaFinder() {
        super("lda", "shrinkage");
    }

    @Override
    Separation prepare(
            Activations x,
            Contrast contrast,
            Options options,
            Map<String, String> notes,
            Progress progress) {
        double given = options.number("shrinkage", Double.NaN, 1e-9, 1);
        notes.put("shrinkage", Double.isNaN(given) ? "Ledoit-Wolf" : Double.toString(given));
        return rows -> {
            double[] gap = contrast.gap(rows);
            DMatrixRMaj within = withinClasses(rows, contrast);
            return alongGap(normal(within, gap, given), gap);
        };
    }

    /** Rows of the two classes, each less its class mean. */
    private static DMatrixRMaj withinClasses(DMatrixRMaj rows, Contrast contrast) {
        int[] used = contrast.used();
        double[][] mean = new double[2][rows.numCols];
        int[] count = new int[2];
        for (int k : used) {
            count[contrast.sign()[k] > 0 ? 0 : 1]++;
        }
        for (int k : used) {
            int side = contrast.sign()[k] > 0 ? 0 : 1;
            for (int d = 0; d < rows.numCols; d++) {
                mean[side][d] += rows.get(k, d) / count[side];
            }
        }
        DMatrixRMaj out = new DMatrixRMaj(used.length, rows.numCols);
        for (int k = 0; k < used.length; k++) {
            double[] m = mean[contrast.sign()[used[k]] > 0 ? 0 : 1];
            for (int d = 0; d < rows.numCols; d++) {
                out.set(k, d, rows.get(used[k], d) - m[d]);
            }
        }
        return out;
    }

    /**
     * Solves {@code ((1 - s) S + s m I) w = gap} with {@code S = X^T X / n} and m the mean of S's
     * diagonal, through the products of the utterances (Woodbury).
     */
    private static double[] normal(DMatrixRMaj x, double[] gap, double given) {
        int n = x.numRows;
        DMatrixRMaj gram = Matrices.gram(x);
        double trace = 0;
        for (int k = 0; k < n; k++) {
            trace += gram.get(k, k) / n;
        }
        double mean = trace / x.numCols;
        double s = Double.isNaN(given) ? ledoitWolf(gram, trace, x.numCols) : given;
        double a = s * mean;
        double b = (1 - s) / n;
        if (b == 0 || trace == 0) {
            return gap;
        }
        if (a == 0) {
            throw new IllegalStateException("shrinkage is positive");
        }
        double[] inner = Matrices.times(x, gap);
        double[] z = Matrices.solve(Matrices.plusDiagonal(gram, a / b), inner);
        double[] correction = Matrices.transposedTimes(x, z);
        return Matrices.scaled(Matrices.plus(gap, -1, correction), 1 / a);
    }

    private static double ledoitWolf(DMatrixRMaj gram, double trace, int width) {
        int n = gram.numRows;
        double squares = 0;
        for (double g : gram.data) {
            squares += g * g;
        }
        double norm = squares / ((double) n * n);
        double distance = norm - trace * trace / width;
        double spread = 0;
        for (int k = 0; k < n; k++) {
            double along = 0;
            for (int j = 0; j < n; j++) {
                along += gram.get(k, j) * gram.get(k, j) / n;
            }
            spread += gram.get(k, k) * gram.get(k, k) - 2 * along + norm;
        }
        spread /= (double) n * n;
        return distance <= 0 ? 1 : Math.min(1, Math.max(1e-6, spread / distance));
    }
}
