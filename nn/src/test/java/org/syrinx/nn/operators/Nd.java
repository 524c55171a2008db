package org.syrinx.nn.operators;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.syrinx.nn.Tensors;

/** An array in plain Java, slow and obvious: what the native operators are compared with. */
record Nd(double[] data, int[] shape) {

    /** The array whose element at index i is f(i). */
    static Nd of(int[] shape, ToDoubleFunction<int[]> f) {
        double[] data = new double[size(shape)];
        int[] index = new int[shape.length];
        for (int n = 0; n < data.length; n++) {
            data[n] = f.applyAsDouble(index.clone());
            for (int d = shape.length - 1; d >= 0 && ++index[d] == shape[d]; d--) {
                index[d] = 0;
            }
        }
        return new Nd(data, shape);
    }

    static Nd random(int seed, double low, double high, int... shape) {
        Random random = new Random(seed);
        return of(shape, i -> low + (high - low) * random.nextDouble());
    }

    static Nd scalar(double value) {
        return new Nd(new double[] {value}, new int[0]);
    }

    static Nd vector(double... values) {
        return new Nd(values, new int[] {values.length});
    }

    static int[] dims(int... dims) {
        return dims;
    }

    /** The element; a length-1 dimension repeats, missing leading dimensions too. */
    double at(int... index) {
        int skip = index.length - shape.length;
        int n = 0;
        for (int d = 0; d < shape.length; d++) {
            n = n * shape[d] + (shape[d] == 1 ? 0 : index[d + skip]);
        }
        return data[n];
    }

    /** The element, or zero outside. */
    double orZero(int... index) {
        for (int d = 0; d < shape.length; d++) {
            if (index[d] < 0 || index[d] >= shape[d]) {
                return 0;
            }
        }
        return at(index);
    }

    int dim(int d) {
        return shape[d];
    }

    Nd map(DoubleUnaryOperator f) {
        return new Nd(Arrays.stream(data).map(f).toArray(), shape);
    }

    Nd zip(Nd other, DoubleBinaryOperator f) {
        int rank = Math.max(shape.length, other.shape.length);
        int[] common = new int[rank];
        for (int d = 0; d < rank; d++) {
            int a = d - rank + shape.length;
            int b = d - rank + other.shape.length;
            common[d] = Math.max(a < 0 ? 1 : shape[a], b < 0 ? 1 : other.shape[b]);
        }
        return of(common, i -> f.applyAsDouble(at(i), other.at(i)));
    }

    Nd reshaped(int... other) {
        return new Nd(data, other);
    }

    double sum() {
        return Arrays.stream(data).sum();
    }

    NDArray array(NDManager manager) {
        long[] longs = Arrays.stream(shape).asLongStream().toArray();
        try (NDArray flat = Tensors.of(manager, data, data.length)) {
            return flat.reshape(new ai.djl.ndarray.types.Shape(longs)).duplicate();
        }
    }

    static int size(int[] shape) {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    /** An index with one dimension changed. */
    static int[] with(int[] index, int d, int value) {
        int[] copy = index.clone();
        copy[d] = value;
        return copy;
    }

    @Override
    public String toString() {
        return Arrays.toString(shape) + Arrays.toString(data);
    }
}
