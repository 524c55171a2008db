package org.syrinx.nn.params;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
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
    private final List<Derived> derived = new CopyOnWriteArrayList<>();

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
     * The value to compute with. A weight-normed parameter that is {@linkplain #inGraph() in a
     * graph} is computed from its gain and direction each time; otherwise it was folded once.
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
        if (inGraph()) {
            return Normalizations.weightNorm(direction, gain, 0);
        }
        NDArray f = folded;
        return f != null ? f : fold();
    }

    /**
     * Whether values are part of a graph now: the set is in training, or this thread records
     * gradients of a set that can be trained. Then nothing that was computed ahead may stand in for
     * them.
     *
     * @return true if so
     */
    public boolean inGraph() {
        return set.training() || set.trainingPossible() && Autograd.isTraining();
    }

    /**
     * Something that is computed from the value once and then used for inference, such as another
     * layout of a kernel.
     *
     * @param recipe computes it from {@link #value()}, outside any graph
     * @return the derived tensor, computed at first use and again after {@link
     *     ParameterSet#refresh()}
     */
    public Derived derive(UnaryOperator<NDArray> recipe) {
        Derived d = new Derived(this, recipe);
        derived.add(d);
        return d;
    }

    /** A tensor computed from a parameter's value, kept by the parameter's set. */
    public static final class Derived {
        private final Parameter parameter;
        private final UnaryOperator<NDArray> recipe;
        private volatile NDArray value;

        private Derived(Parameter parameter, UnaryOperator<NDArray> recipe) {
            this.parameter = parameter;
            this.recipe = recipe;
        }

        /**
         * The tensor. Not for use where {@link Parameter#inGraph()} is true.
         *
         * @return an array that belongs to the set
         */
        public NDArray value() {
            parameter.set.requireOpen();
            NDArray v = value;
            return v != null ? v : compute();
        }

        @SuppressWarnings("try") // guard and scope work by being open
        private NDArray compute() {
            synchronized (parameter) {
                if (value == null) {
                    try (NDScope scope = new NDScope();
                            Autograd.Guard ignored = Autograd.noGrad()) {
                        scope.suppressNotUsedWarning();
                        value = parameter.set.keep(recipe.apply(parameter.value()));
                    }
                }
                return value;
            }
        }

        private void refresh() {
            if (value != null) {
                value.close();
                value = null;
            }
        }
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
        derived.forEach(Derived::refresh);
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
