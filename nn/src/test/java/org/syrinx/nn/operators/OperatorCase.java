package org.syrinx.nn.operators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.syrinx.engine.Operators;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.Types;
import org.syrinx.nn.autograd.Autograd;

/**
 * One operator at one point: its value must equal a computation in plain Java, its gradient the
 * central differences of the operator itself, all in float64.
 *
 * @param operator class and method, for example {@code Ops.add}
 * @param inputs the differentiable inputs
 * @param call the operator on arrays
 * @param expected the same in plain Java
 * @param gradient whether it has a gradient
 */
record OperatorCase(
        String operator,
        List<Nd> inputs,
        Function<NDArray[], NDArray> call,
        Function<Nd[], Nd> expected,
        boolean gradient) {
    /** Step of the central differences: truncation and rounding errors are then both near 1e-9. */
    private static final double STEP = 1e-5;

    static OperatorCase of(
            String operator,
            List<Nd> inputs,
            Function<NDArray[], NDArray> call,
            Function<Nd[], Nd> expected) {
        return new OperatorCase(operator, inputs, call, expected, true);
    }

    static OperatorCase flat(
            String operator,
            List<Nd> inputs,
            Function<NDArray[], NDArray> call,
            Function<Nd[], Nd> expected) {
        return new OperatorCase(operator, inputs, call, expected, false);
    }

    void checkValue() {
        try (NDScope scope = new NDScope();
                Autograd.Guard guard = Autograd.noGrad()) {
            scope.suppressNotUsedWarning();
            assertEquals(false, guard.on());
            Nd want = expected.apply(inputs.toArray(new Nd[0]));
            NDArray result = call.apply(arrays());
            int[] shape =
                    Arrays.stream(result.getShape().getShape())
                            .mapToInt(Math::toIntExact)
                            .toArray();
            assertArrayEquals(want.shape(), shape, operator + ": shape");
            double[] got = values(result);
            for (int i = 0; i < got.length; i++) {
                double tolerance = 1e-10 * Math.max(1, Math.abs(want.data()[i]));
                assertEquals(want.data()[i], got[i], tolerance, operator + ": element " + i);
            }
        }
    }

    void checkGradient() {
        try (NDScope scope = new NDScope();
                Autograd.Guard guard = Autograd.grad()) {
            scope.suppressNotUsedWarning();
            assertEquals(true, guard.on());
            NDArray[] leaves = arrays();
            for (NDArray leaf : leaves) {
                Autograd.requireGradient(leaf);
            }
            Autograd.backward(loss(leaves));
            for (int n = 0; n < leaves.length; n++) {
                double[] got = Autograd.gradient(leaves[n]).toDoubleArray();
                for (int i = 0; i < got.length; i++) {
                    double want = (shifted(n, i, STEP) - shifted(n, i, -STEP)) / (2 * STEP);
                    double tolerance = 1e-7 * Math.max(1, Math.abs(want));
                    assertEquals(
                            want,
                            got[i],
                            tolerance,
                            operator + ": gradient of input " + n + ", element " + i);
                }
            }
        }
    }

    /** A fixed random combination of the outputs, so that no error can cancel. */
    private NDArray loss(NDArray[] arrays) {
        NDArray y = call.apply(arrays);
        int[] shape = Arrays.stream(y.getShape().getShape()).mapToInt(Math::toIntExact).toArray();
        return Reductions.sum(Ops.mul(y, Nd.random(99, -1, 1, shape).array(manager())));
    }

    private double shifted(int input, int element, double by) {
        try (NDScope scope = new NDScope();
                Autograd.Guard guard = Autograd.noGrad()) {
            scope.suppressNotUsedWarning();
            assertEquals(false, guard.on());
            NDArray[] arrays = arrays();
            double[] moved = inputs.get(input).data().clone();
            moved[element] += by;
            arrays[input] = new Nd(moved, inputs.get(input).shape()).array(manager());
            return loss(arrays).toDoubleArray()[0];
        }
    }

    private NDArray[] arrays() {
        return inputs.stream().map(i -> i.array(manager())).toArray(NDArray[]::new);
    }

    static NDManager manager() {
        return Holder.MANAGER;
    }

    static double[] values(NDArray a) {
        return (a.getDataType() == DataType.FLOAT64 ? a : Types.toDouble(a)).toDoubleArray();
    }

    @Override
    public String toString() {
        return operator;
    }

    private static final class Holder {
        static final NDManager MANAGER = Operators.engine().newBaseManager();
    }
}
