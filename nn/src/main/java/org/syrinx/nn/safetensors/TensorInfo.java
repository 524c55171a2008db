package org.syrinx.nn.safetensors;

import java.util.List;

/**
 * What a safetensors header says about one tensor, after every check. Immutable.
 *
 * @param name the tensor's name
 * @param dtype the element type
 * @param shape the sizes of the axes, each at least 0; empty for a single value
 * @param begin the offset of the first byte, counted from the start of the data section
 * @param end the offset after the last byte
 */
public record TensorInfo(String name, DType dtype, List<Long> shape, long begin, long end) {
    /**
     * Creates the description.
     *
     * @param name the tensor's name
     * @param dtype the element type
     * @param shape the sizes of the axes
     * @param begin the offset of the first byte
     * @param end the offset after the last byte
     */
    public TensorInfo {
        shape = List.copyOf(shape);
    }

    /**
     * The number of elements.
     *
     * @return the product of the shape, at least 0
     */
    public long count() {
        return (end - begin) / dtype.bytes();
    }

    /**
     * The shape as an array.
     *
     * @return a fresh array
     */
    public long[] dimensions() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }
}
