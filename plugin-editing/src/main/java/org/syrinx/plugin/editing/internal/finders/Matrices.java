package org.syrinx.plugin.editing.internal.finders;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.syrinx.api.SyrinxException;

/** The few operations of linear algebra that finders need, on EJML's matrices. */
public final class Matrices {
    private Matrices() {}

    /** All products of two rows, {@code X X^T}. */
    public static DMatrixRMaj gram(DMatrixRMaj x) {
        DMatrixRMaj g = new DMatrixRMaj(x.numRows, x.numRows);
        CommonOps_DDRM.multOuter(x, g);
        return g;
    }

    /** The product {@code X v}. */
    public static double[] times(DMatrixRMaj x, double[] v) {
        double[] y = new double[x.numRows];
        for (int r = 0; r < x.numRows; r++) {
            double sum = 0;
            int at = r * x.numCols;
            for (int c = 0; c < x.numCols; c++) {
                sum += x.data[at + c] * v[c];
            }
            y[r] = sum;
        }
        return y;
    }

    /** The product {@code X^T a}. */
    public static double[] transposedTimes(DMatrixRMaj x, double[] a) {
        double[] y = new double[x.numCols];
        for (int r = 0; r < x.numRows; r++) {
            int at = r * x.numCols;
            double f = a[r];
            if (f != 0) {
                for (int c = 0; c < x.numCols; c++) {
                    y[c] += f * x.data[at + c];
                }
            }
        }
        return y;
    }

    /**
     * Solves {@code A x = b} for a symmetric positive definite A.
     *
     * @throws SyrinxException if A is singular: the data do not support the method
     */
    public static double[] solve(DMatrixRMaj a, double[] b) {
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(a.numRows);
        if (!solver.setA(a.copy())) {
            throw new SyrinxException(
                    "activations of which no two are the same",
                    "a system of equations without a solution",
                    "capture more utterances, or raise the regularisation");
        }
        DMatrixRMaj x = new DMatrixRMaj(a.numRows, 1);
        solver.solve(DMatrixRMaj.wrap(b.length, 1, b.clone()), x);
        return x.data;
    }

    /** Adds a number to every element of the diagonal. */
    static DMatrixRMaj plusDiagonal(DMatrixRMaj a, double d) {
        DMatrixRMaj b = a.copy();
        for (int i = 0; i < a.numRows; i++) {
            b.add(i, i, d);
        }
        return b;
    }

    /**
     * Eigenvalues and eigenvectors of a symmetric matrix, the largest value first.
     *
     * @param values falling
     * @param vectors {@code vectors[r]} belongs to {@code values[r]}, of unit length
     */
    record Eigen(double[] values, double[][] vectors) {}

    static Eigen eigen(DMatrixRMaj symmetric) {
        int n = symmetric.numRows;
        EigenDecomposition_F64<DMatrixRMaj> e = DecompositionFactory_DDRM.eig(n, true, true);
        if (!e.decompose(symmetric.copy())) {
            throw new SyrinxException(
                    "finite activations",
                    "an eigenvalue decomposition that does not converge",
                    "look at the model's output: it may be broken");
        }
        Integer[] order = new Integer[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        java.util.Arrays.sort(
                order,
                (p, q) ->
                        Double.compare(e.getEigenvalue(q).getReal(), e.getEigenvalue(p).getReal()));
        double[] values = new double[n];
        double[][] vectors = new double[n][];
        for (int i = 0; i < n; i++) {
            values[i] = e.getEigenvalue(order[i]).getReal();
            vectors[i] = e.getEigenVector(order[i]).data;
        }
        return new Eigen(values, vectors);
    }

    /** The inner product. */
    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** The Euclidean length. */
    public static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    /** {@code factor * a}. */
    public static double[] scaled(double[] a, double factor) {
        double[] b = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            b[i] = a[i] * factor;
        }
        return b;
    }

    /** {@code a + factor * b}. */
    public static double[] plus(double[] a, double factor, double[] b) {
        double[] c = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            c[i] = a[i] + factor * b[i];
        }
        return c;
    }

    /** The cosine of the angle between two vectors, 0 if one has no length. */
    public static double cosine(double[] a, double[] b) {
        double n = norm(a) * norm(b);
        return n == 0 ? 0 : dot(a, b) / n;
    }
}
