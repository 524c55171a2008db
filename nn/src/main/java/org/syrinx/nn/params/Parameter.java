package org.syrinx.nn.params;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.syrinx.nn.Normalizations;
import org.syrinx.nn.autograd.Autograd;

/**
 * One declared tensor of a network. Made by {@link Scope}; has a value once {@link
 * ParameterSet#finish(java.util.Set)} has run. The arrays belong to the set and must not be closed.
 */
public final class Parameter {
    /** What a parameter is. */
    enum Kind {
        /** A weight that is trained. */
        PLAIN,
        /** A weight in weight-normed form. */
        WEIGHT_NORMED,
        /** A tensor that is stored but not trained, such as a running mean. */
        BUFFER
    }

    private final ParameterSet set;
    private final String name;
    private final Kind kind;
    private final Init init;
    private final long[] shape;

    private NDArray weight;
    private NDArray gain;
    private NDArray direction;
    private volatile NDArray folded;

    Parameter(ParameterSet set, String name, Kind kind, Init init, long... shape) {
        this.set = set;
        this.name = name;
        this.kind = kind;
        this.init = init;
        this.shape = shape.clone();
    }

    /**
     * The full name, as in a file that stores the tensor folded.
     *
     * @return scope names and leaf, joined by dots
     */
    public String name() {
        return name;
    }

    /**
     * The declared shape.
     *
     * @return a fresh array
     */
    public long[] shape() {
        return shape.clone();
    }

    /**
     * The value to compute with. A weight-normed parameter of a set {@linkplain
     * ParameterSet#training() in training} is computed from its gain and direction in the caller's
     * graph, each time; otherwise it was folded once.
     *
     * @return an array of the declared shape, float32; it belongs to the set, or in the graph case
     *     to the caller's scope
     * @throws IllegalStateException if the set is not finished or is closed
     */
    public NDArray value() {
        set.requireOpen();
        if (gain == null) {
            return weight;
        }
        if (set.training()) {
            return Normalizations.weightNorm(direction, gain, 0);
        }
        NDArray f = folded;
        return f != null ? f : fold();
    }

    @SuppressWarnings("try") // the guard works by being open
    private synchronized NDArray fold() {
        if (folded == null) {
            try (Autograd.Guard ignored = Autograd.noGrad()) {
                folded = set.keep(Normalizations.weightNorm(direction, gain, 0));
            }
        }
        return folded;
    }

    /** Forgets the folded value, because gain or direction may have changed. */
    synchronized void refresh() {
        if (folded != null) {
            folded.close();
            folded = null;
        }
    }

    Kind kind() {
        return kind;
    }

    Init init() {
        return init;
    }

    /**
     * The number of elements that are stored: of the weight, and of the gain where there is one.
     */
    long count() {
        return Init.product(shape, 0) + (kind == Kind.WEIGHT_NORMED ? shape[0] : 0);
    }

    long[] gainShape() {
        long[] s = new long[shape.length];
        Arrays.fill(s, 1);
        s[0] = shape[0];
        return s;
    }

    void weight(NDArray value) {
        weight = value;
    }

    void gainAndDirection(NDArray g, NDArray v) {
        gain = g;
        direction = v;
    }

    NDArray weight() {
        return weight;
    }

    NDArray gain() {
        return gain;
    }

    NDArray direction() {
        return direction;
    }

    /** The folded weight in Java memory, computed the same way however it is held. */
    float[] floats() {
        return gain == null
                ? weight.toFloatArray()
                : WeightNorm.fold(gain.toFloatArray(), direction.toFloatArray());
    }

    @Override
    public String toString() {
        return name + Arrays.toString(shape);
    }
}
