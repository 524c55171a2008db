package org.syrinx.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.syrinx.engine.Operators;

/**
 * Changes to lists of arrays in place, each in one native call: what optimisers and averages are
 * made of. None is recorded: the thread's gradient mode has to be off. The lists are never empty.
 */
public final class InPlace {
    private InPlace() {}

    /**
     * Sets every element to 0, also those that are NaN.
     *
     * @param arrays arrays, changed
     */
    public static void zero(List<NDArray> arrays) {
        Operators.run("zero_all", arrays);
    }

    /**
     * Multiplies every array by a number.
     *
     * @param arrays arrays, changed
     * @param factor the number
     */
    public static void scale(List<NDArray> arrays, double factor) {
        Operators.run("scale_all", arrays, factor);
    }

    /**
     * Adds a multiple of other arrays: x += factor y.
     *
     * @param arrays arrays x, changed
     * @param others arrays y, shaped alike
     * @param factor the factor of y
     */
    public static void add(List<NDArray> arrays, List<NDArray> others, double factor) {
        Operators.run("add_all", arrays, others, factor);
    }

    /**
     * Copies other arrays over these.
     *
     * @param arrays arrays, changed
     * @param others arrays, shaped alike
     */
    public static void copy(List<NDArray> arrays, List<NDArray> others) {
        Operators.run("copy_all", arrays, others);
    }

    /**
     * Moves arrays towards others: x += weight (y - x), the step of a moving average with decay 1 -
     * weight.
     *
     * @param arrays arrays x, changed
     * @param others arrays y, shaped alike
     * @param weight in [0, 1]
     */
    public static void lerp(List<NDArray> arrays, List<NDArray> others, double weight) {
        Operators.run("lerp_all", arrays, others, weight);
    }

    /**
     * Replaces every element by max(x, slope x): the leaky ReLU of an array that nobody else reads.
     *
     * @param arrays arrays, changed
     * @param slope negative slope, at most 1
     */
    public static void leakyRelu(List<NDArray> arrays, double slope) {
        Operators.run("leaky_relu_all", arrays, slope);
    }

    /**
     * The Euclidean norm of all elements of all arrays together.
     *
     * @param arrays arrays of one type, unchanged
     * @return a scalar, owned by the manager of the first array
     */
    public static NDArray globalNorm(List<NDArray> arrays) {
        return Operators.call("global_norm", arrays);
    }

    /**
     * One step of AdamW (Loshchilov and Hutter 2019, algorithm 2), for parameters that share their
     * settings. All lists are parallel.
     *
     * @param parameters parameters, changed
     * @param gradients their gradients
     * @param means first moments, changed; zeros at first
     * @param squares second moments, changed; zeros at first
     * @param steps float32 scalars counting the steps, changed; zeros at first
     * @param rate learning rate
     * @param beta1 decay of the first moment
     * @param beta2 decay of the second moment
     * @param weightDecay decoupled weight decay per unit of learning rate
     * @param epsilon added to the root of the second moment, after bias correction
     */
    public static void adamw(
            List<NDArray> parameters,
            List<NDArray> gradients,
            List<NDArray> means,
            List<NDArray> squares,
            List<NDArray> steps,
            double rate,
            double beta1,
            double beta2,
            double weightDecay,
            double epsilon) {
        Operators.run(
                "adamw",
                parameters,
                gradients,
                means,
                squares,
                steps,
                rate,
                beta1,
                beta2,
                weightDecay,
                epsilon);
    }
}
