package org.syrinx.plugin.editing.internal.finders;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.syrinx.api.Progress;

/**
 * The largest singular values of a linear map that can only be applied, and their right singular
 * vectors, by block power iteration (Haas et al., arXiv 2303.11073; spec 3.2). The map is never
 * stored.
 */
public final class SubspaceIteration {
    private final int components;
    private final int most;
    private final double tolerance;

    /**
     * Sets the iteration up.
     *
     * @param components how many singular vectors
     * @param most the largest number of iterations
     * @param tolerance of the change of the subspace, for example 1e-3
     */
    public SubspaceIteration(int components, int most, double tolerance) {
        this.components = components;
        this.most = most;
        this.tolerance = tolerance;
    }

    /** A linear map R^D to R^M. */
    public interface LinearMap {
        /** D. */
        int inputs();

        /** {@code J v}. */
        double[] apply(double[] v);

        /** {@code J^T u}. */
        double[] applyTransposed(double[] u);
    }

    /**
     * What was found.
     *
     * @param values singular values, falling
     * @param vectors right singular vectors of unit length, one for each value
     * @param iterations that were needed
     * @param converged whether the subspace had come to rest
     */
    public record Result(double[] values, double[][] vectors, int iterations, boolean converged) {}

    /**
     * Iterates.
     *
     * @param map the map
     * @param seed of the start
     * @param progress cancellation
     * @return at most as many components as the map has inputs
     */
    public Result run(LinearMap map, long seed, Progress progress) {
        int d = map.inputs();
        int k = Math.min(components, d);
        SplittableRandom random = new SplittableRandom(seed);
        DMatrixRMaj v = new DMatrixRMaj(d, k);
        for (int i = 0; i < v.data.length; i++) {
            v.data[i] = random.nextDouble() - 0.5;
        }
        double[] values = new double[k];
        double[][] vectors = columns(orthonormal(v, values), d, k);
        for (int iteration = 1; iteration <= most; iteration++) {
            progress.step("iterating on the Jacobian", iteration, most);
            DMatrixRMaj w = new DMatrixRMaj(d, k);
            for (int c = 0; c < k; c++) {
                double[] column = map.applyTransposed(map.apply(vectors[c]));
                for (int r = 0; r < d; r++) {
                    w.set(r, c, column[r]);
                }
            }
            double[][] next = columns(orthonormal(w, values), d, k);
            double change = change(vectors, next);
            vectors = next;
            if (change < tolerance) {
                return new Result(roots(values), vectors, iteration, true);
            }
        }
        return new Result(roots(values), vectors, most, false);
    }

    /** Left singular vectors of W, whose singular values are squares of the map's. */
    private static DMatrixRMaj orthonormal(DMatrixRMaj w, double[] values) {
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(w.numRows, w.numCols, true, true, true);
        if (!svd.decompose(w.copy())) {
            throw new IllegalStateException("the singular value decomposition did not converge");
        }
        DMatrixRMaj u = svd.getU(null, false);
        double[] s = svd.getSingularValues();
        Integer[] order = new Integer[w.numCols];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        java.util.Arrays.sort(order, (a, b) -> Double.compare(s[b], s[a]));
        DMatrixRMaj sorted = new DMatrixRMaj(w.numRows, w.numCols);
        for (int c = 0; c < order.length; c++) {
            values[c] = s[order[c]];
            for (int r = 0; r < w.numRows; r++) {
                sorted.set(r, c, u.get(r, order[c]));
            }
        }
        return sorted;
    }

    private static double[][] columns(DMatrixRMaj m, int d, int k) {
        double[][] out = new double[k][d];
        for (int c = 0; c < k; c++) {
            for (int r = 0; r < d; r++) {
                out[c][r] = m.get(r, c);
            }
        }
        return out;
    }

    /** {@code || V_new - V_old V_old^T V_new ||}, over all columns. */
    private static double change(double[][] old, double[][] next) {
        double sum = 0;
        for (double[] n : next) {
            double[] rest = n;
            for (double[] o : old) {
                rest = Matrices.plus(rest, -Matrices.dot(o, n), o);
            }
            sum += Matrices.dot(rest, rest);
        }
        return Math.sqrt(sum);
    }

    private static double[] roots(double[] squares) {
        double[] out = new double[squares.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.sqrt(squares[i]);
        }
        return out;
    }
}
