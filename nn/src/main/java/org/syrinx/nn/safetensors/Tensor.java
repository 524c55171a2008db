package org.syrinx.nn.safetensors;

import java.util.Arrays;
import java.util.Objects;

/**
 * A named tensor in Java memory, ready to be written. The arrays are not copied: whoever builds a
 * tensor must not change them before it is written.
 *
 * @param name the name, not {@code __metadata__}
 * @param dtype how the elements are stored in a file
 * @param shape the sizes of the axes
 * @param data the elements in row-major order: {@code float[]}, {@code double[]} or {@code long[]}
 */
public record Tensor(String name, DType dtype, long[] shape, Object data) {
    /**
     * Checks that shape and data agree.
     *
     * @param name the name
     * @param dtype the stored element type
     * @param shape the sizes of the axes
     * @param data a {@code float[]} or {@code double[]} for floating types, a {@code long[]} for
     *     the others
     * @throws IllegalArgumentException if the parts do not fit together
     */
    public Tensor {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(dtype, "dtype");
        long count = 1;
        for (long d : shape) {
            if (d < 0) {
                throw new IllegalArgumentException(
                        "tensor " + name + " has a negative axis: " + Arrays.toString(shape));
            }
            count = Math.multiplyExact(count, d);
        }
        boolean floats = data instanceof float[] || data instanceof double[];
        if (floats != dtype.floating() || !floats && !(data instanceof long[])) {
            throw new IllegalArgumentException(
                    "tensor " + name + " of type " + dtype + " cannot hold this array");
        }
        if (java.lang.reflect.Array.getLength(data) != count) {
            throw new IllegalArgumentException(
                    "tensor "
                            + name
                            + " of shape "
                            + Arrays.toString(shape)
                            + " needs "
                            + count
                            + " elements, found "
                            + java.lang.reflect.Array.getLength(data));
        }
    }

    /**
     * A tensor stored as F32.
     *
     * @param name the name
     * @param data the elements, row-major
     * @param shape the sizes of the axes
     * @return the tensor
     */
    public static Tensor of(String name, float[] data, long... shape) {
        return new Tensor(name, DType.F32, shape, data);
    }

    /**
     * A tensor stored as I64.
     *
     * @param name the name
     * @param data the elements, row-major
     * @param shape the sizes of the axes
     * @return the tensor
     */
    public static Tensor of(String name, long[] data, long... shape) {
        return new Tensor(name, DType.I64, shape, data);
    }

    /**
     * The same values, stored as another type of the same family (rounded to nearest even where it
     * is narrower).
     *
     * @param type the stored element type
     * @return the tensor
     */
    public Tensor as(DType type) {
        return new Tensor(name, type, shape, data);
    }

    /**
     * The same tensor under another name.
     *
     * @param other the new name
     * @return the tensor
     */
    public Tensor named(String other) {
        return new Tensor(other, dtype, shape, data);
    }

    /**
     * The number of elements.
     *
     * @return the product of the shape
     */
    public int count() {
        return java.lang.reflect.Array.getLength(data);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Tensor t
                && name.equals(t.name)
                && dtype == t.dtype
                && Arrays.equals(shape, t.shape)
                && Objects.deepEquals(data, t.data);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, dtype, Arrays.hashCode(shape));
    }

    @Override
    public String toString() {
        return name + " " + dtype + Arrays.toString(shape);
    }
}
