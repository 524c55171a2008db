package org.syrinx.nn.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.api.ModelFormatException;
import org.syrinx.nn.InPlace;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.nn.safetensors.Tensor;

/**
 * AdamW (Loshchilov and Hutter 2019, algorithm 2), one native call per group of leaves. With
 * gradient g at step t:
 *
 * <pre>
 * p = p (1 - rate decay);  m = b1 m + (1 - b1) g;  v = b2 v + (1 - b2) g^2
 * p = p - rate (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + epsilon)
 * </pre>
 *
 * <p>A leaf that no backward pass has reached is left alone, and its t does not advance. Owns the
 * moments in native memory; not thread-safe.
 */
public final class AdamW implements AutoCloseable {
    /**
     * How one group of leaves is optimised.
     *
     * @param beta1 decay of the mean of gradients, in [0, 1)
     * @param beta2 decay of the mean of squares, in [0, 1)
     * @param epsilon added to the root, above 0
     * @param weightDecay decoupled decay, times the rate per step
     * @param rateScale multiplies the learning rate
     */
    public record Settings(
            double beta1, double beta2, double epsilon, double weightDecay, double rateScale) {
        /**
         * The custom: 0.9, 0.999, 1e-8, 0.01, 1.
         *
         * @return the settings
         */
        public static Settings usual() {
            return new Settings(0.9, 0.999, 1e-8, 0.01, 1);
        }

        /**
         * Other decays.
         *
         * @param b1 decay of the mean of gradients
         * @param b2 decay of the mean of squares
         * @return changed settings
         */
        public Settings betas(double b1, double b2) {
            return new Settings(b1, b2, epsilon, weightDecay, rateScale);
        }

        /**
         * Another weight decay.
         *
         * @param decay the decay
         * @return changed settings
         */
        public Settings decay(double decay) {
            return new Settings(beta1, beta2, epsilon, decay, rateScale);
        }

        /**
         * Another epsilon.
         *
         * @param e the epsilon
         * @return changed settings
         */
        public Settings eps(double e) {
            return new Settings(beta1, beta2, e, weightDecay, rateScale);
        }

        /**
         * Another learning rate relative to the other groups.
         *
         * @param scale the factor
         * @return changed settings
         */
        public Settings rate(double scale) {
            return new Settings(beta1, beta2, epsilon, weightDecay, scale);
        }
    }

    /**
     * Leaves that share their settings.
     *
     * @param leaves arrays by name, such as a part of {@link ParameterSet#trainable()}
     * @param settings the settings
     */
    public record Group(Map<String, NDArray> leaves, Settings settings) {}

    /** One leaf and its state. */
    private record Slot(String name, NDArray leaf, NDArray mean, NDArray square, NDArray step) {}

    private record Part(Settings settings, List<Slot> slots) {}

    private final NDManager manager;
    private final List<Part> parts = new ArrayList<>();
    private final Map<String, NDArray> leaves = new LinkedHashMap<>();
    private final Gradients gradients;

    /**
     * An optimiser of all trainable leaves of a set, in one group.
     *
     * @param set the weights, finished; must stay open as long as the optimiser is used
     * @param settings the settings
     */
    public AdamW(ParameterSet set, Settings settings) {
        this(set.manager(), List.of(new Group(set.trainable(), settings)));
    }

    /**
     * An optimiser of groups of leaves.
     *
     * @param manager decides the device of the state; a child is made
     * @param groups the groups; names are distinct over all of them
     */
    public AdamW(NDManager manager, List<Group> groups) {
        this.manager = manager.newSubManager();
        for (Group group : groups) {
            List<Slot> slots = new ArrayList<>();
            group.leaves.forEach((name, leaf) -> slots.add(slot(name, leaf)));
            parts.add(new Part(group.settings, slots));
        }
        this.gradients = new Gradients(leaves.values());
    }

    private Slot slot(String name, NDArray leaf) {
        if (leaves.put(name, leaf) != null) {
            throw new IllegalArgumentException("two groups have a leaf " + name);
        }
        return new Slot(
                name, leaf, zeros(leaf.getShape()), zeros(leaf.getShape()), zeros(new Shape(1)));
    }

    private NDArray zeros(Shape shape) {
        NDArray a = Tensors.full(manager, 0, shape.getShape());
        NDScope.unregister(a);
        return a;
    }

    /**
     * Updates every leaf that has a gradient. Folded weights of the set are stale afterwards:
     * {@link ParameterSet#train} or {@link ParameterSet#refresh} renews them.
     *
     * @param rate the learning rate
     */
    @SuppressWarnings("try") // the guard works by being open
    public void step(double rate) {
        for (Part part : parts) {
            try (NDScope scope = new NDScope();
                    Autograd.Guard ignored = Autograd.noGrad()) {
                scope.suppressNotUsedWarning();
                step(part, rate);
            }
        }
    }

    private static void step(Part part, double rate) {
        List<Slot> reached = part.slots.stream().filter(s -> Autograd.hasGradient(s.leaf)).toList();
        if (reached.isEmpty()) {
            return;
        }
        Settings s = part.settings;
        InPlace.adamw(
                reached.stream().map(Slot::leaf).toList(),
                reached.stream().map(x -> Autograd.gradient(x.leaf)).toList(),
                reached.stream().map(Slot::mean).toList(),
                reached.stream().map(Slot::square).toList(),
                reached.stream().map(Slot::step).toList(),
                rate * s.rateScale,
                s.beta1,
                s.beta2,
                s.weightDecay,
                s.epsilon);
    }

    /** Sets all gradients to 0. */
    public void zeroGradients() {
        gradients.zero();
    }

    /**
     * The gradients of all groups together, to be measured or clipped.
     *
     * @return the gradients
     */
    public Gradients gradients() {
        return gradients;
    }

    /**
     * The leaves of all groups.
     *
     * @return the leaves, in order
     */
    public Collection<NDArray> leaves() {
        return List.copyOf(leaves.values());
    }

    /**
     * Copies the state into Java memory, to be saved beside the weights.
     *
     * @param prefix goes before all names, so that one file can hold several optimisers; may be
     *     empty
     * @return per leaf X: {@code X.mean}, {@code X.square} and {@code X.step} (1)
     */
    public List<Tensor> state(String prefix) {
        List<Tensor> tensors = new ArrayList<>();
        for (Part part : parts) {
            for (Slot s : part.slots) {
                entries(s)
                        .forEach(
                                (kind, a) ->
                                        tensors.add(
                                                Tensor.of(
                                                        prefix + s.name + kind,
                                                        a.toFloatArray(),
                                                        a.getShape().getShape())));
            }
        }
        return tensors;
    }

    /**
     * Restores the state that {@link #state} gave. The next step is then the same, bit for bit, as
     * without the pause.
     *
     * @param file the file
     * @param prefix as it was saved
     * @throws ModelFormatException if the file lacks a part of the state or has it in another
     *     shape; the state is unchanged then
     */
    @SuppressWarnings("try") // the guard works by being open
    public void restore(SafetensorsFile file, String prefix) {
        Map<String, NDArray> all = new LinkedHashMap<>();
        for (Part part : parts) {
            part.slots.forEach(
                    s -> entries(s).forEach((kind, a) -> all.put(prefix + s.name + kind, a)));
        }
        restore(file, all);
    }

    /** Overwrites arrays by the tensors of their names; checks all before changing any. */
    @SuppressWarnings("try") // the guard works by being open
    static void restore(SafetensorsFile file, Map<String, NDArray> arrays) {
        arrays.forEach(
                (name, a) -> {
                    long[] found = file.info(name).dimensions();
                    if (!Arrays.equals(found, a.getShape().getShape())) {
                        throw new ModelFormatException(
                                name + " of shape " + a.getShape(),
                                "the checkpoint "
                                        + file.path()
                                        + " has it as "
                                        + Arrays.toString(found),
                                "Resume with the configuration that the run was started with.");
                    }
                });
        try (NDScope scope = new NDScope();
                Autograd.Guard ignored = Autograd.noGrad()) {
            scope.suppressNotUsedWarning();
            arrays.forEach(
                    (name, a) -> {
                        try (NDArray saved =
                                Tensors.of(
                                        a.getManager(),
                                        file.floats(name),
                                        a.getShape().getShape())) {
                            InPlace.copy(List.of(a), List.of(saved));
                        }
                    });
        }
    }

    private static Map<String, NDArray> entries(Slot s) {
        Map<String, NDArray> map = new LinkedHashMap<>();
        map.put(".mean", s.mean);
        map.put(".square", s.square);
        map.put(".step", s.step);
        return map;
    }

    /** Frees the state; the leaves stay. Idempotent. */
    @Override
    public void close() {
        manager.close();
    }
}
