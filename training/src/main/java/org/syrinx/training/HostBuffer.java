package org.syrinx.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.function.Consumer;

/**
 * Carries values from Java to native memory through one direct buffer that is used again and again:
 * DJL's own {@code create} would park a new direct buffer for each array until the next garbage
 * collection. For one thread.
 */
public final class HostBuffer {
    private final NDManager manager;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.nativeOrder());

    /**
     * A buffer.
     *
     * @param manager the owner of the arrays, decides the device
     */
    public HostBuffer(NDManager manager) {
        this.manager = manager;
    }

    /**
     * Makes an array of floats.
     *
     * @param fill writes the elements, row-major, into a buffer of zeros
     * @param shape the shape
     * @return an array with memory of its own, in the thread's scope
     */
    public NDArray floats(Consumer<FloatBuffer> fill, long... shape) {
        Shape s = new Shape(shape);
        prepare(s.size() * 4);
        fill.accept(buffer.asFloatBuffer());
        return copy(s, DataType.FLOAT32);
    }

    /**
     * Makes an array of floats.
     *
     * @param values the elements, row-major
     * @param shape the shape
     * @return an array with memory of its own, in the thread's scope
     */
    public NDArray floats(float[] values, long... shape) {
        return floats(b -> b.put(values), shape);
    }

    /**
     * Makes an array of whole numbers.
     *
     * @param fill writes the elements, row-major, into a buffer of zeros
     * @param shape the shape
     * @return an int64 array with memory of its own, in the thread's scope
     */
    public NDArray longs(Consumer<LongBuffer> fill, long... shape) {
        Shape s = new Shape(shape);
        prepare(s.size() * 8);
        fill.accept(buffer.asLongBuffer());
        return copy(s, DataType.INT64);
    }

    private void prepare(long bytes) {
        int n = Math.toIntExact(bytes);
        if (buffer.capacity() < n) {
            buffer = ByteBuffer.allocateDirect(n + n / 2).order(ByteOrder.nativeOrder());
        }
        buffer.clear().limit(n);
        for (int i = 0; i < n; i += 4) {
            buffer.putInt(i, 0);
        }
    }

    private NDArray copy(Shape shape, DataType type) {
        // the shared array must not outlive this call: the buffer is about to be overwritten
        try (NDArray shared = manager.create(buffer, shape, type)) {
            return shared.duplicate();
        }
    }
}
