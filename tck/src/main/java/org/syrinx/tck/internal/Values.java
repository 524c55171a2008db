package org.syrinx.tck.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.NoiseSource;
import org.syrinx.engine.Operators;

/** Tensors to numbers and back, for tests. */
public final class Values {
    private Values() {}

    /** The manager of everything that the tests themselves make. */
    private static final class Tests {
        private static final NDManager MANAGER = Operators.engine().newBaseManager();
    }

    /**
     * Every number of a tensor.
     *
     * @param tensor float32, int64 or int32
     * @return as float32, in row-major order
     */
    public static float[] of(NDArray tensor) {
        if (tensor.getDataType() == DataType.FLOAT32) {
            return tensor.toFloatArray();
        }
        Number[] numbers = tensor.toArray();
        float[] out = new float[numbers.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = numbers[i].floatValue();
        }
        return out;
    }

    /**
     * Joins.
     *
     * @param parts arrays
     * @return one after the other
     */
    public static float[] join(List<float[]> parts) {
        int length = parts.stream().mapToInt(p -> p.length).sum();
        float[] all = new float[length];
        int at = 0;
        for (float[] p : parts) {
            System.arraycopy(p, 0, all, at, p.length);
            at += p.length;
        }
        return all;
    }

    /**
     * The first number that is not finite.
     *
     * @param values numbers
     * @return its index, or -1
     */
    public static int firstNotFinite(float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                return i;
            }
        }
        return -1;
    }

    /**
     * A tensor that belongs to the tests.
     *
     * @param values row-major
     * @param shape its shape
     * @return detached
     */
    public static NDArray tensor(float[] values, long... shape) {
        try (NDArray view = Tests.MANAGER.create(values, new Shape(shape))) {
            // a tensor made from an array shares Java memory; the copy owns its own
            NDArray copy = view.duplicate();
            copy.detach();
            return copy;
        }
    }

    /**
     * Normal noise as a tensor.
     *
     * @param tag of the noise
     * @param scale standard deviation
     * @param offset mean
     * @param shape its shape
     * @return detached
     */
    public static NDArray gaussian(String tag, double scale, double offset, long... shape) {
        long count = new Shape(shape).size();
        float[] values = NoiseSource.seeded(5).gaussian(tag, Math.toIntExact(count));
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (offset + scale * values[i]);
        }
        return tensor(values, shape);
    }

    /**
     * A latent of noise.
     *
     * @param spec its meaning
     * @param frames its length
     * @return the caller closes it
     */
    public static Latent latent(LatentSpec spec, int frames) {
        return new Latent(gaussian("latent", 0.5, -1, 1, spec.channels(), frames), spec);
    }

    /**
     * The same numbers under another meaning.
     *
     * @param latent stays the caller's
     * @param spec with as many channels
     * @return the caller closes it
     */
    public static Latent as(Latent latent, LatentSpec spec) {
        long[] shape = latent.frames().getShape().getShape();
        return new Latent(tensor(latent.frames().toFloatArray(), shape), spec);
    }

    /**
     * Copies of tensors' numbers.
     *
     * @param tensors any
     * @return in the same order
     */
    public static List<float[]> snapshot(List<NDArray> tensors) {
        List<float[]> all = new ArrayList<>();
        tensors.forEach(t -> all.add(of(t)));
        return all;
    }
}
