package org.syrinx.eval.internal.distribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The Fréchet distance of two Gaussians (D. C. Dowson and B. V. Landau, "The Fréchet distance
 * between multivariate normal distributions", 1982):
 *
 * <pre>|m1 - m2|^2 + tr(S1 + S2 - 2 (S1 S2)^(1/2))</pre>
 *
 * <p>With S1 = U L U' and R = U L^(1/2) U', S1 S2 has the eigenvalues of the symmetric R S2 R, so
 * the trace of the root is the sum of their roots: no root of a matrix that is not symmetric, and
 * no small number added to make it exist.
 */
final class Frechet {
    /** Draws for each size, and the number of sizes, of the extrapolation. */
    private static final int DRAWS = 15;

    private Frechet() {}

    /** Mean and unbiased covariance. */
    private record Gaussian(double[] mean, DMatrixRMaj covariance) {}

    /**
     * The distance of two sets.
     *
     * @param a at least two rows of one length
     * @param b as many columns, at least two rows
     * @return 0 or more, but for rounding
     */
    static double distance(double[][] a, double[][] b) {
        return distance(fit(a), fit(b));
    }

    /**
     * The distance that would be measured with infinitely many rows: the straight line through the
     * distances of random parts of half to all of the rows over 1 / N, at 0 (M. J. Chong and D.
     * Forsyth, "Effectively unbiased FID and inception score", CVPR 2020).
     *
     * @param a at least four rows
     * @param b at least four rows, the reference; used whole, as in the paper
     * @param seed of the drawing
     */
    static double extrapolated(double[][] a, double[][] b, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<double[][]> parts = new ArrayList<>();
        for (int i = 0; i < DRAWS; i++) {
            int n = a.length / 2 + (a.length - a.length / 2) * i / (DRAWS - 1);
            parts.add(drawn(a, n, random));
        }
        return extrapolated(parts, b);
    }

    /** The same with given parts, of at least two sizes. */
    static double extrapolated(List<double[][]> parts, double[][] b) {
        Gaussian reference = fit(b);
        double[] x = new double[parts.size()];
        double[] y = new double[parts.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = 1.0 / parts.get(i).length;
            y[i] = distance(fit(parts.get(i)), reference);
        }
        return intercept(x, y);
    }

    /** The rows' first principal components, fitted on the reference. */
    static double[][][] reduced(double[][] a, double[][] reference, int dimensions) {
        Gaussian g = fit(reference);
        EigenDecomposition_F64<DMatrixRMaj> e = eigen(g.covariance);
        Integer[] order = new Integer[g.mean.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                (i, j) ->
                        Double.compare(e.getEigenvalue(j).getReal(), e.getEigenvalue(i).getReal()));
        double[][] axes = new double[dimensions][];
        for (int k = 0; k < dimensions; k++) {
            axes[k] = e.getEigenVector(order[k]).getData();
        }
        return new double[][][] {project(a, g.mean, axes), project(reference, g.mean, axes)};
    }

    private static double[][] project(double[][] rows, double[] mean, double[][] axes) {
        double[][] out = new double[rows.length][axes.length];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < axes.length; k++) {
                for (int d = 0; d < mean.length; d++) {
                    out[i][k] += (rows[i][d] - mean[d]) * axes[k][d];
                }
            }
        }
        return out;
    }

    private static double distance(Gaussian a, Gaussian b) {
        double sum = 0;
        for (int d = 0; d < a.mean.length; d++) {
            sum += (a.mean[d] - b.mean[d]) * (a.mean[d] - b.mean[d]);
        }
        sum += CommonOps_DDRM.trace(a.covariance) + CommonOps_DDRM.trace(b.covariance);
        DMatrixRMaj root = root(a.covariance);
        DMatrixRMaj product = multiplied(multiplied(root, b.covariance), root);
        EigenDecomposition_F64<DMatrixRMaj> e = eigen(symmetric(product));
        for (int i = 0; i < e.getNumberOfEigenvalues(); i++) {
            sum -= 2 * Math.sqrt(Math.max(e.getEigenvalue(i).getReal(), 0));
        }
        return sum;
    }

    private static Gaussian fit(double[][] rows) {
        int dimensions = rows[0].length;
        double[] mean = new double[dimensions];
        for (double[] row : rows) {
            for (int d = 0; d < dimensions; d++) {
                mean[d] += row[d] / rows.length;
            }
        }
        DMatrixRMaj covariance = new DMatrixRMaj(dimensions, dimensions);
        for (double[] row : rows) {
            for (int i = 0; i < dimensions; i++) {
                for (int j = 0; j < dimensions; j++) {
                    covariance.add(
                            i, j, (row[i] - mean[i]) * (row[j] - mean[j]) / (rows.length - 1));
                }
            }
        }
        return new Gaussian(mean, covariance);
    }

    private static DMatrixRMaj root(DMatrixRMaj covariance) {
        EigenDecomposition_F64<DMatrixRMaj> e = eigen(covariance);
        int n = covariance.numRows;
        DMatrixRMaj out = new DMatrixRMaj(n, n);
        for (int k = 0; k < n; k++) {
            double scale = Math.sqrt(Math.max(e.getEigenvalue(k).getReal(), 0));
            DMatrixRMaj v = e.getEigenVector(k);
            CommonOps_DDRM.multAddTransB(scale, v, v, out);
        }
        return out;
    }

    private static EigenDecomposition_F64<DMatrixRMaj> eigen(DMatrixRMaj symmetric) {
        EigenDecomposition_F64<DMatrixRMaj> e =
                DecompositionFactory_DDRM.eig(symmetric.numRows, true, true);
        if (!e.decompose(symmetric.copy())) {
            throw new IllegalStateException("the eigenvalues did not converge");
        }
        return e;
    }

    private static DMatrixRMaj multiplied(DMatrixRMaj a, DMatrixRMaj b) {
        DMatrixRMaj out = new DMatrixRMaj(a.numRows, b.numCols);
        CommonOps_DDRM.mult(a, b, out);
        return out;
    }

    private static DMatrixRMaj symmetric(DMatrixRMaj a) {
        DMatrixRMaj out = a.copy();
        for (int i = 0; i < a.numRows; i++) {
            for (int j = 0; j < a.numCols; j++) {
                out.set(i, j, (a.get(i, j) + a.get(j, i)) / 2);
            }
        }
        return out;
    }

    private static double[][] drawn(double[][] rows, int n, SplittableRandom random) {
        double[][] pool = rows.clone();
        for (int i = 0; i < n; i++) {
            int j = i + random.nextInt(pool.length - i);
            double[] swap = pool[i];
            pool[i] = pool[j];
            pool[j] = swap;
        }
        return Arrays.copyOf(pool, n);
    }

    private static double intercept(double[] x, double[] y) {
        double mx = Arrays.stream(x).average().orElseThrow();
        double my = Arrays.stream(y).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - mx) * (y[i] - my);
            xx += (x[i] - mx) * (x[i] - mx);
        }
        return my - xy / xx * mx;
    }
}
