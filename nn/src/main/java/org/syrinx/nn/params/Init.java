package org.syrinx.nn.params;

import java.util.Arrays;

/**
 * How a tensor is filled before training. Immutable. Values are drawn in Java, from the seed of the
 * set and the name of the tensor: they depend neither on the order of declarations nor on the
 * machine.
 *
 * <p>Fan-in and fan-out follow the convention for a weight of shape (out, in, kernel...): fan-in is
 * in times the kernel size, fan-out is out times the kernel size.
 */
public final class Init {
    private static final Init ZEROS = constant(0);
    private static final Init ONES = constant(1);

    private final Fill fill;

    private Init(Fill fill) {
        this.fill = fill;
    }

    private interface Fill {
        void into(float[] values, long[] shape, Draw draw);
    }

    /**
     * Normal with mean 0.
     *
     * @param std the standard deviation
     * @return the initialisation
     */
    public static Init normal(double std) {
        return new Init(
                (v, shape, draw) -> {
                    for (int i = 0; i < v.length; i++) {
                        v[i] = (float) (std * draw.normal());
                    }
                });
    }

    /**
     * Uniform on [-bound, bound).
     *
     * @param bound the bound, at least 0
     * @return the initialisation
     */
    public static Init uniform(double bound) {
        return new Init((v, shape, draw) -> uniform(v, bound, draw));
    }

    /**
     * Glorot's uniform initialisation: bound sqrt(6 / (fan-in + fan-out)).
     *
     * @return the initialisation
     */
    public static Init xavierUniform() {
        return new Init((v, s, draw) -> uniform(v, Math.sqrt(6.0 / (fan(s, 1) + fan(s, 0))), draw));
    }

    /**
     * He's uniform initialisation: bound sqrt(6 / ((1 + a^2) fan-in)). With {@code a} = sqrt(5),
     * the bound is 1 / sqrt(fan-in), the usual default of convolutions and linear maps.
     *
     * @param a the negative slope of the rectifier that follows
     * @return the initialisation
     */
    public static Init kaimingUniform(double a) {
        return new Init(
                (v, s, draw) -> uniform(v, Math.sqrt(6.0 / ((1 + a * a) * fan(s, 1))), draw));
    }

    /**
     * All 0.
     *
     * @return the initialisation
     */
    public static Init zeros() {
        return ZEROS;
    }

    /**
     * All 1.
     *
     * @return the initialisation
     */
    public static Init ones() {
        return ONES;
    }

    /**
     * All one value.
     *
     * @param value the value
     * @return the initialisation
     */
    public static Init constant(double value) {
        return new Init((v, shape, draw) -> Arrays.fill(v, (float) value));
    }

    /**
     * Given values, such as a fixed filter.
     *
     * @param values the elements in row-major order, copied
     * @return the initialisation; using it for another number of elements throws {@link
     *     IllegalArgumentException}
     */
    public static Init values(float... values) {
        float[] copy = values.clone();
        return new Init(
                (v, shape, draw) -> {
                    if (v.length != copy.length) {
                        throw new IllegalArgumentException(
                                copy.length
                                        + " initial values for a tensor of shape "
                                        + Arrays.toString(shape));
                    }
                    System.arraycopy(copy, 0, v, 0, v.length);
                });
    }

    /**
     * Draws the values of one tensor.
     *
     * @param seed the seed
     * @param name the name of the tensor, which is mixed into the seed
     * @param shape the shape
     * @return a fresh array in row-major order
     */
    public float[] draw(long seed, String name, long... shape) {
        float[] values = new float[Math.toIntExact(product(shape, 0))];
        fill.into(values, shape, new Draw(seed, name));
        return values;
    }

    private static void uniform(float[] v, double bound, Draw draw) {
        for (int i = 0; i < v.length; i++) {
            v[i] = (float) (bound * (2 * draw.uniform() - 1));
        }
    }

    /** The size of one channel axis times the kernel size. */
    private static double fan(long[] shape, int axis) {
        if (shape.length < 2) {
            throw new IllegalArgumentException(
                    "fan-in needs two axes, found shape " + Arrays.toString(shape));
        }
        return Math.max(1, shape[axis] * product(shape, 2));
    }

    static long product(long[] shape, int from) {
        long n = 1;
        for (int i = from; i < shape.length; i++) {
            n = Math.multiplyExact(n, shape[i]);
        }
        return n;
    }

    /**
     * SplitMix64 (Steele, Lea, Flood 2014) and Marsaglia's polar method, on StrictMath: the same on
     * every machine.
     */
    static final class Draw {
        private long state;
        private double spare = Double.NaN;

        Draw(long seed, String name) {
            long hash = 0xcbf29ce484222325L; // FNV-1a, 64 bits
            for (int i = 0; i < name.length(); i++) {
                hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
            }
            this.state = mix(seed) ^ hash;
        }

        double uniform() {
            state += 0x9e3779b97f4a7c15L;
            return (mix(state) >>> 11) * 0x1p-53;
        }

        double normal() {
            if (!Double.isNaN(spare)) {
                double s = spare;
                spare = Double.NaN;
                return s;
            }
            double x;
            double y;
            double r;
            do {
                x = 2 * uniform() - 1;
                y = 2 * uniform() - 1;
                r = x * x + y * y;
            } while (r >= 1 || r == 0);
            double f = Math.sqrt(-2 * StrictMath.log(r) / r);
            spare = y * f;
            return x * f;
        }

        private static long mix(long z) {
            long a = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
            long b = (a ^ a >>> 27) * 0x94d049bb133111ebL;
            return b ^ b >>> 31;
        }
    }
}
