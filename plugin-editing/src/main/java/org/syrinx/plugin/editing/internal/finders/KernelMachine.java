package org.syrinx.plugin.editing.internal.finders;

import org.ejml.data.DMatrixRMaj;

/**
 * Linear classifiers in the dual: there are far fewer utterances than activations, so everything is
 * done with the products of utterances (the Gram matrix), and the normal is {@code X^T alpha}. The
 * bias is the weight of a constant feature of 1, lightly penalised with the rest.
 */
public final class KernelMachine {
    private static final int NEWTON_STEPS = 60;
    private static final int SWEEPS = 2000;
    private static final double TOLERANCE = 1e-6;

    private KernelMachine() {}

    /**
     * Logistic regression with an L2 penalty, by Newton's method with halved steps.
     *
     * @param gram products of the utterances, the constant feature included
     * @param y +1 or -1
     * @param c the weight of the data; the penalty has weight 1
     * @return alpha
     */
    public static double[] logistic(DMatrixRMaj gram, int[] y, double c) {
        int n = y.length;
        double[] alpha = new double[n];
        double[] f = new double[n];
        double objective = logisticObjective(f, alpha, y, c);
        for (int step = 0; step < NEWTON_STEPS; step++) {
            double[] root = new double[n];
            double[] z = new double[n];
            for (int i = 0; i < n; i++) {
                double p = 1 / (1 + Math.exp(-f[i]));
                double w = Math.max(c * p * (1 - p), 1e-10);
                root[i] = Math.sqrt(w);
                z[i] = f[i] + c * ((y[i] > 0 ? 1 : 0) - p) / w;
            }
            DMatrixRMaj b = new DMatrixRMaj(n, n);
            double[] right = new double[n];
            for (int i = 0; i < n; i++) {
                right[i] = root[i] * z[i];
                for (int j = 0; j < n; j++) {
                    b.set(i, j, root[i] * gram.get(i, j) * root[j] + (i == j ? 1 : 0));
                }
            }
            double[] s = Matrices.solve(b, right);
            double[] target = new double[n];
            for (int i = 0; i < n; i++) {
                target[i] = root[i] * s[i];
            }
            double fraction = 1;
            double[] next = target;
            double[] nextF = Matrices.times(gram, next);
            double value = logisticObjective(nextF, next, y, c);
            while (value > objective + 1e-12 && fraction > 1e-6) {
                fraction /= 2;
                next = Matrices.plus(Matrices.scaled(alpha, 1 - fraction), fraction, target);
                nextF = Matrices.times(gram, next);
                value = logisticObjective(nextF, next, y, c);
            }
            alpha = next;
            f = nextF;
            if (objective - value < TOLERANCE * Math.max(1, Math.abs(objective))) {
                break;
            }
            objective = value;
        }
        return alpha;
    }

    private static double logisticObjective(double[] f, double[] alpha, int[] y, double c) {
        double sum = 0.5 * Matrices.dot(f, alpha);
        for (int i = 0; i < y.length; i++) {
            double m = y[i] * f[i];
            sum += c * (m > 0 ? Math.log1p(Math.exp(-m)) : -m + Math.log1p(Math.exp(m)));
        }
        return sum;
    }

    /**
     * The support vector machine with hinge loss, by dual coordinate ascent (Hsieh et al. 2008), in
     * order: the result depends on nothing else.
     *
     * @param gram products of the utterances, the constant feature included
     * @param y +1 or -1
     * @param c the weight of the data; the penalty has weight 1
     * @return alpha, signs included
     */
    static double[] hinge(DMatrixRMaj gram, int[] y, double c) {
        int n = y.length;
        double[] a = new double[n];
        double[] f = new double[n];
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double worst = 0;
            for (int i = 0; i < n; i++) {
                double g = y[i] * f[i] - 1;
                double projected = a[i] <= 0 ? Math.min(g, 0) : a[i] >= c ? Math.max(g, 0) : g;
                worst = Math.max(worst, Math.abs(projected));
                double old = a[i];
                a[i] = Math.min(c, Math.max(0, old - g / Math.max(gram.get(i, i), 1e-12)));
                double change = (a[i] - old) * y[i];
                if (change != 0) {
                    for (int j = 0; j < n; j++) {
                        f[j] += change * gram.get(i, j);
                    }
                }
            }
            if (worst < 1e-4) {
                break;
            }
        }
        double[] alpha = new double[n];
        for (int i = 0; i < n; i++) {
            alpha[i] = a[i] * y[i];
        }
        return alpha;
    }
}
