package org.syrinx.nn.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import org.junit.jupiter.api.Test;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.Types;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.nn.layers.RationalQuadraticSpline.Result;

class RationalQuadraticSplineTest extends LayerCase {
    private static final int BINS = 10;
    private static final int COUNT = 400;
    private final RationalQuadraticSpline spline = new RationalQuadraticSpline(5);

    /** y(x) in float64, from equations 4 to 6 of the paper; [0] y, [1] ln dy/dx. */
    private static double[] forward(double x, double[] w, double[] h, double[] d) {
        if (Math.abs(x) > 5) {
            return new double[] {x, 0};
        }
        double[] xs = knots(w);
        double[] ys = knots(h);
        int j = 0;
        while (j < BINS - 1 && x >= xs[j + 1]) {
            j++;
        }
        double left = j == 0 ? 1 : 1e-3 + Math.log1p(Math.exp(d[j - 1]));
        double right = j == BINS - 1 ? 1 : 1e-3 + Math.log1p(Math.exp(d[j]));
        double s = (ys[j + 1] - ys[j]) / (xs[j + 1] - xs[j]);
        double t = (x - xs[j]) / (xs[j + 1] - xs[j]);
        double denominator = s + (left + right - 2 * s) * t * (1 - t);
        double y = ys[j] + (ys[j + 1] - ys[j]) * (s * t * t + left * t * (1 - t)) / denominator;
        double slope =
                s
                        * s
                        * (right * t * t + 2 * s * t * (1 - t) + left * (1 - t) * (1 - t))
                        / (denominator * denominator);
        return new double[] {y, Math.log(slope)};
    }

    private static double[] knots(double[] raw) {
        double sum = 0;
        for (double r : raw) {
            sum += Math.exp(r);
        }
        double[] k = new double[BINS + 1];
        k[0] = -5;
        for (int i = 0; i < BINS; i++) {
            k[i + 1] = k[i] + 10 * (1e-3 + (1 - BINS * 1e-3) * Math.exp(raw[i]) / sum);
        }
        return k;
    }

    private static double[] row(float[] all, int i, int n) {
        double[] r = new double[n];
        for (int k = 0; k < n; k++) {
            r[k] = all[i * n + k];
        }
        return r;
    }

    private NDArray inputs() {
        float[] v = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            v[i] = -7 + 14f * i / (COUNT - 1);
        }
        v[0] = -5;
        v[1] = 5;
        v[2] = 100;
        return Tensors.of(manager, v, COUNT / 4, 4);
    }

    @Test
    void theSplineAndItsSlopeAreThoseOfThePaper() {
        NDArray x = inputs();
        NDArray w = random(COUNT / 4, 4, BINS);
        NDArray h = random(COUNT / 4, 4, BINS);
        NDArray d = random(COUNT / 4, 4, BINS - 1);
        Result r = spline.forward(x, w, h, d);
        assertArrayEquals(x.getShape().getShape(), r.value().getShape().getShape());
        float[] xs = x.toFloatArray();
        float[] y = r.value().toFloatArray();
        float[] log = r.logDeterminant().toFloatArray();
        for (int i = 0; i < COUNT; i++) {
            double[] expected =
                    forward(
                            xs[i],
                            row(w.toFloatArray(), i, BINS),
                            row(h.toFloatArray(), i, BINS),
                            row(d.toFloatArray(), i, BINS - 1));
            assertEquals(expected[0], y[i], 2e-5, "y at " + xs[i]);
            assertEquals(expected[1], log[i], 2e-4, "slope at " + xs[i]);
        }
    }

    @Test
    void theSlopeIsTheDerivative() {
        NDArray x = Types.toDouble(inputs());
        NDArray w = Types.toDouble(random(COUNT / 4, 4, BINS));
        NDArray h = Types.toDouble(random(COUNT / 4, 4, BINS));
        NDArray d = Types.toDouble(random(COUNT / 4, 4, BINS - 1));
        double step = 1e-6;
        double[] up = spline.forward(Ops.shift(x, step), w, h, d).value().toDoubleArray();
        double[] down = spline.forward(Ops.shift(x, -step), w, h, d).value().toDoubleArray();
        double[] log = spline.forward(x, w, h, d).logDeterminant().toDoubleArray();
        double[] inverse = spline.inverse(x, w, h, d).logDeterminant().toDoubleArray();
        double[] iUp = spline.inverse(Ops.shift(x, step), w, h, d).value().toDoubleArray();
        double[] iDown = spline.inverse(Ops.shift(x, -step), w, h, d).value().toDoubleArray();
        for (int i = 3; i < COUNT; i++) { // the first three lie at the ends, where slopes meet
            assertEquals(Math.log((up[i] - down[i]) / (2 * step)), log[i], 1e-4);
            assertEquals(Math.log((iUp[i] - iDown[i]) / (2 * step)), inverse[i], 1e-4);
        }
    }

    @Test
    void theInverseUndoesTheSpline() {
        NDArray x = inputs();
        NDArray w = random(COUNT / 4, 4, BINS);
        NDArray h = random(COUNT / 4, 4, BINS);
        NDArray d = random(COUNT / 4, 4, BINS - 1);
        Result there = spline.forward(x, w, h, d);
        Result back = spline.inverse(there.value(), w, h, d);
        assertArrayEquals(x.toFloatArray(), back.value().toFloatArray(), 2e-4f);
        float[] sum = Ops.add(there.logDeterminant(), back.logDeterminant()).toFloatArray();
        assertArrayEquals(new float[COUNT], sum, 3e-3f);
    }

    @Test
    void gradientsAreFiniteAlsoAtTheEndsAndBeyond() {
        NDArray w = random(COUNT / 4, 4, BINS);
        NDArray h = random(COUNT / 4, 4, BINS);
        NDArray d = random(COUNT / 4, 4, BINS - 1);
        for (boolean forward : new boolean[] {true, false}) {
            NDArray x = Autograd.requireGradient(inputs());
            for (NDArray p : new NDArray[] {w, h, d}) {
                Autograd.requireGradient(p);
            }
            try (Autograd.Guard on = Autograd.grad()) {
                assertTrue(on.on());
                Result r = forward ? spline.forward(x, w, h, d) : spline.inverse(x, w, h, d);
                Autograd.backward(Reductions.sum(Ops.add(r.value(), r.logDeterminant())));
            }
            for (NDArray p : new NDArray[] {x, w, h, d}) {
                for (float g : Autograd.gradient(p).toFloatArray()) {
                    assertTrue(Float.isFinite(g), "gradient " + g);
                }
            }
        }
    }
}
