package org.syrinx.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Arrays made from Java numbers. The values are copied to memory of PyTorch's own: an array of
 * DJL's {@code create} lies over Java memory, and closing it before the backward pass crashes the
 * process.
 */
public final class Tensors {
    private Tensors() {}

    /**
     * A float32 array.
     *
     * @param manager its owner, which also says the device
     * @param values the values, the last dimension first
     * @param shape the shape; by default one dimension
     * @return the array
     */
    public static NDArray of(NDManager manager, float[] values, long... shape) {
        try (NDArray view = manager.create(values, shape(values.length, shape))) {
            return view.duplicate();
        }
    }

    /**
     * A float64 array.
     *
     * @param manager its owner, which also says the device
     * @param values the values, the last dimension first
     * @param shape the shape; by default one dimension
     * @return the array
     */
    public static NDArray of(NDManager manager, double[] values, long... shape) {
        try (NDArray view = manager.create(values, shape(values.length, shape))) {
            return view.duplicate();
        }
    }

    /**
     * An int64 array.
     *
     * @param manager its owner, which also says the device
     * @param values the values, the last dimension first
     * @param shape the shape; by default one dimension
     * @return the array
     */
    public static NDArray of(NDManager manager, long[] values, long... shape) {
        try (NDArray view = manager.create(values, shape(values.length, shape))) {
            return view.duplicate();
        }
    }

    /**
     * A boolean array.
     *
     * @param manager its owner, which also says the device
     * @param values the values, the last dimension first
     * @param shape the shape; by default one dimension
     * @return the array
     */
    public static NDArray of(NDManager manager, boolean[] values, long... shape) {
        try (NDArray view = manager.create(values, shape(values.length, shape))) {
            return view.duplicate();
        }
    }

    /**
     * A float32 array of one value.
     *
     * @param manager its owner, which also says the device
     * @param value the value
     * @param shape the shape; none gives a scalar
     * @return the array
     */
    public static NDArray full(NDManager manager, double value, long... shape) {
        return manager.full(new Shape(shape), (float) value, DataType.FLOAT32);
    }

    private static Shape shape(int count, long[] shape) {
        return shape.length == 0 ? new Shape(count) : new Shape(shape);
    }
}
