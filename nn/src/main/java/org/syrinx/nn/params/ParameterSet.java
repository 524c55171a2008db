package org.syrinx.nn.params;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.syrinx.api.ModelFormatException;
import org.syrinx.nn.InPlace;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.nn.safetensors.Tensor;

/**
 * All weights of one network, and the owner of their native memory.
 *
 * <p>Life: {@link #load}, {@link #loadForTraining} or {@link #initialise}; networks are constructed
 * on {@link #root()} and declare; {@link #finish(Set)} checks and allocates; parameters have
 * values; {@link #close()} frees them. Declaring and finishing belong to one thread; afterwards any
 * number of threads may read values at once. The weights are float32 whatever the file holds.
 *
 * <p>A set starts in evaluation mode; {@link #train(boolean)} switches the mode of every layer on
 * it.
 */
public final class ParameterSet implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ParameterSet.class.getName());

    private final NDManager manager;
    private final SafetensorsFile file;
    private final long seed;
    private final boolean leaves;

    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Set<String> allowedUnused = new HashSet<>();
    private final Set<String> frozen = new HashSet<>();
    private volatile boolean training;
    private volatile boolean finished;
    private volatile boolean closed;
    private long nonFinite;

    private ParameterSet(NDManager manager, SafetensorsFile file, long seed, boolean leaves) {
        this.manager = manager.newSubManager();
        this.file = file;
        this.seed = seed;
        this.leaves = leaves;
    }

    /**
     * Weights for inference. Weight-normed tensors are folded; nothing requires a gradient.
     *
     * @param file the weights; may be closed after {@link #finish(Set)}
     * @param manager decides the device; the set makes a child of it
     * @return the set; the caller closes it
     * @throws ModelFormatException if the weights do not fit into what memory is free
     */
    public static ParameterSet load(SafetensorsFile file, NDManager manager) {
        MemoryBudget.requireFree(file, manager.getDevice());
        return new ParameterSet(manager, file, 0, false);
    }

    /**
     * Published weights to be trained further. Weight-normed tensors become a gain and a direction,
     * also where the file stores the folded weight w: then v = w and g = ||w||.
     *
     * @param file the weights; may be closed after {@link #finish(Set)}
     * @param manager decides the device; the set makes a child of it
     * @return the set; the caller closes it
     * @throws ModelFormatException if the weights do not fit into what memory is free
     */
    public static ParameterSet loadForTraining(SafetensorsFile file, NDManager manager) {
        MemoryBudget.requireFree(file, manager.getDevice());
        return new ParameterSet(manager, file, 0, true);
    }

    /**
     * Fresh weights to be trained.
     *
     * @param manager decides the device; the set makes a child of it
     * @param seed the seed of all initial values
     * @return the set; the caller closes it
     */
    public static ParameterSet initialise(NDManager manager, long seed) {
        return new ParameterSet(manager, null, seed, true);
    }

    /**
     * The top of the tree of names.
     *
     * @return the scope with the empty name
     */
    public Scope root() {
        return new Scope(this, "");
    }

    Parameter declare(Parameter.Kind kind, String name, Init init, long... shape) {
        if (finished) {
            throw new IllegalStateException(
                    "the set is finished; " + name + " cannot be declared any more");
        }
        Parameter known = parameters.get(name);
        if (known == null) {
            known = new Parameter(this, name, kind, init, shape);
            parameters.put(name, known);
        } else if (known.kind() != kind || !Arrays.equals(known.shape(), shape)) {
            throw new IllegalStateException(
                    known + " is declared a second time as " + kind + Arrays.toString(shape));
        }
        return known;
    }

    boolean fileHas(String name) {
        return file != null
                && (Assembly.naming(file, name) != null
                        || file.names().stream().anyMatch(n -> n.startsWith(name + ".")));
    }

    void allowUnused(String name) {
        allowedUnused.add(name);
    }

    /**
     * As {@link #finish(Set)}, allowing no unused tensor in the file.
     *
     * @throws ModelFormatException if the file does not fit
     */
    public void finish() {
        finish(Set.of());
    }

    /**
     * Ends declaration: checks the file against everything declared, then allocates the weights.
     *
     * @param allowedUnusedPrefixes the file may hold more tensors whose names start so, such as
     *     parts that only training needs
     * @throws ModelFormatException one for all missing, unexpected and mis-shaped tensors; nothing
     *     has been allocated then
     * @throws IllegalStateException if the set is finished already
     */
    public void finish(Set<String> allowedUnusedPrefixes) {
        if (finished) {
            throw new IllegalStateException("the set is finished already");
        }
        if (file != null) {
            allowedUnused.addAll(allowedUnusedPrefixes);
            Assembly assembly = new Assembly(file);
            parameters.values().forEach(assembly::match);
            assembly.finish(parameters.size(), allowedUnused);
        }
        for (Parameter p : parameters.values()) {
            allocate(p);
        }
        finished = true;
        frozen.forEach(this::requireNoGradient);
        if (nonFinite > 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} weights of {1} are NaN or infinite; the output will be unusable where they"
                            + " take part",
                    nonFinite,
                    file.path());
        }
    }

    private void allocate(Parameter p) {
        Naming naming = file == null ? Naming.FOLDED : Assembly.naming(file, p.name());
        float[] direction =
                file == null
                        ? p.init().draw(seed, p.name(), p.shape())
                        : read(naming.direction(p.name()));
        float[] gain = naming == Naming.FOLDED ? null : read(naming.gain(p.name()));
        if (leaves && p.kind() == Parameter.Kind.WEIGHT_NORMED) {
            float[] g =
                    gain != null ? gain : WeightNorm.gain(direction, Math.toIntExact(p.shape()[0]));
            WeightNorm.repair(g, direction);
            p.gainAndDirection(leaf(g, p.gainShape()), leaf(direction, p.shape()));
        } else {
            float[] w = gain == null ? direction : WeightNorm.fold(gain, direction);
            p.weight(p.kind() == Parameter.Kind.BUFFER ? array(w, p.shape()) : leaf(w, p.shape()));
        }
    }

    private float[] read(String name) {
        float[] values = file.floats(name);
        for (float v : values) {
            nonFinite += Float.isFinite(v) ? 0 : 1;
        }
        return values;
    }

    private NDArray leaf(float[] values, long... shape) {
        NDArray a = array(values, shape);
        if (leaves) {
            a.setRequiresGradient(true);
        }
        return a;
    }

    private NDArray array(float[] values, long... shape) {
        return keep(Tensors.of(manager, values, shape));
    }

    /** Takes an array out of the thread's scope and into this set. */
    NDArray keep(NDArray a) {
        NDScope.unregister(a);
        a.attach(manager);
        return a;
    }

    void requireOpen() {
        if (!finished || closed) {
            throw new IllegalStateException(
                    closed ? "the parameter set is closed" : "the parameter set is not finished");
        }
    }

    /**
     * The device and owner of the weights.
     *
     * @return the set's own manager; closed with the set
     */
    public NDManager manager() {
        return manager;
    }

    /**
     * Switches between training (dropout, batch statistics, weight norm in the graph) and
     * evaluation.
     *
     * @param on true for training
     * @throws IllegalStateException if the set was made by {@link #load}
     */
    public void train(boolean on) {
        if (on && !leaves) {
            throw new IllegalStateException(
                    "a set loaded for inference cannot be trained; use loadForTraining");
        }
        training = on;
        refresh();
    }

    /** Whether the set holds leaves. */
    boolean trainingPossible() {
        return leaves;
    }

    /**
     * Whether the set is in training mode.
     *
     * @return false at first
     */
    public boolean training() {
        return training;
    }

    /**
     * Tells the set that leaves were changed in place, so that folded weights are computed anew.
     * Not to be called while another thread computes with the set in evaluation mode.
     */
    public void refresh() {
        parameters.values().forEach(Parameter::refresh);
    }

    /**
     * Excludes tensors from training. May be called before or after {@link #finish(Set)}.
     *
     * @param prefix the start of the names; empty for all
     */
    public void freeze(String prefix) {
        frozen.add(prefix);
        if (finished) {
            requireNoGradient(prefix);
        }
    }

    private void requireNoGradient(String prefix) {
        leavesByName(true)
                .forEach(
                        (name, leaf) -> {
                            if (name.startsWith(prefix)) {
                                leaf.setRequiresGradient(false);
                            }
                        });
    }

    /**
     * The leaves to optimise, without the frozen ones.
     *
     * @return an unmodifiable map in order of declaration; a weight-normed tensor X gives X_g and
     *     X_v
     * @throws IllegalStateException if the set is not finished or was made by {@link #load}
     */
    public Map<String, NDArray> trainable() {
        requireOpen();
        if (!leaves) {
            throw new IllegalStateException(
                    "a set loaded for inference has nothing to train; use loadForTraining");
        }
        Map<String, NDArray> map = leavesByName(false);
        map.keySet().removeIf(name -> frozen.stream().anyMatch(name::startsWith));
        return Collections.unmodifiableMap(map);
    }

    /**
     * Every array of the set, as it is held: leaves under the names of {@link #trainable()}, and
     * buffers.
     *
     * @return an unmodifiable map in order of declaration
     * @throws IllegalStateException if the set is not finished
     */
    public Map<String, NDArray> arrays() {
        requireOpen();
        return Collections.unmodifiableMap(leavesByName(true));
    }

    private Map<String, NDArray> leavesByName(boolean buffers) {
        Map<String, NDArray> map = new LinkedHashMap<>();
        for (Parameter p : parameters.values()) {
            if (p.gain() != null) {
                map.put(Naming.WEIGHT_G.gain(p.name()), p.gain());
                map.put(Naming.WEIGHT_G.direction(p.name()), p.direction());
            } else if (buffers || p.kind() != Parameter.Kind.BUFFER) {
                map.put(p.name(), p.weight());
            }
        }
        return map;
    }

    /**
     * Copies all weights into Java memory, to be written.
     *
     * @param naming how weight-normed tensors are named
     * @return tensors in order of declaration, F32
     */
    public List<Tensor> toTensors(Naming naming) {
        return toTensors(name -> naming);
    }

    /**
     * Copies all weights into Java memory, with a choice of naming per tensor.
     *
     * @param namingOf the naming of each weight-normed tensor, by its {@link Parameter#name()}
     * @return tensors in order of declaration, F32
     */
    public List<Tensor> toTensors(Function<String, Naming> namingOf) {
        requireOpen();
        List<Tensor> tensors = new ArrayList<>();
        for (Parameter p : parameters.values()) {
            boolean normed = p.kind() == Parameter.Kind.WEIGHT_NORMED;
            Naming naming = normed ? namingOf.apply(p.name()) : Naming.FOLDED;
            if (naming == Naming.FOLDED) {
                tensors.add(Tensor.of(p.name(), p.floats(), p.shape()));
            } else {
                float[] v = p.direction() != null ? p.direction().toFloatArray() : p.floats();
                float[] g =
                        p.gain() != null
                                ? p.gain().toFloatArray()
                                : WeightNorm.gain(v, Math.toIntExact(p.shape()[0]));
                tensors.add(Tensor.of(naming.gain(p.name()), g, p.gainShape()));
                tensors.add(Tensor.of(naming.direction(p.name()), v, p.shape()));
            }
        }
        return tensors;
    }

    /**
     * Copies the weights of another set of the same network into this one, in place: optimisers
     * keep working.
     *
     * @param other a set with the same arrays
     * @throws IllegalArgumentException if names or shapes differ
     */
    @SuppressWarnings("try") // the guard works by being open
    public void copyFrom(ParameterSet other) {
        Map<String, NDArray> to = arrays();
        Map<String, NDArray> from = other.arrays();
        if (!to.keySet().equals(from.keySet())) {
            Set<String> differing = new HashSet<>(to.keySet());
            differing.removeAll(from.keySet());
            throw new IllegalArgumentException(
                    "the sets declare different tensors: " + differing + " and others");
        }
        for (String name : to.keySet()) {
            if (!to.get(name).getShape().equals(from.get(name).getShape())) {
                throw new IllegalArgumentException(
                        name
                                + " has the shape "
                                + from.get(name).getShape()
                                + " there and "
                                + to.get(name).getShape()
                                + " here");
            }
        }
        if (!to.isEmpty()) {
            try (Autograd.Guard ignored = Autograd.noGrad()) {
                InPlace.copy(
                        List.copyOf(to.values()), to.keySet().stream().map(from::get).toList());
            }
        }
        refresh();
    }

    /**
     * The size of the network.
     *
     * @return the number of stored elements; a weight-normed tensor counts with its gains, buffers
     *     do not count
     */
    public long count() {
        return parameters.values().stream()
                .filter(p -> p.kind() != Parameter.Kind.BUFFER)
                .mapToLong(Parameter::count)
                .sum();
    }

    /**
     * The declared tensors.
     *
     * @return an unmodifiable view in order of declaration
     */
    public Map<String, Parameter> parameters() {
        return Collections.unmodifiableMap(parameters);
    }

    /**
     * How many values of the file were NaN or infinite. They are legal; a warning has been logged.
     *
     * @return the number, known after {@link #finish(Set)}
     */
    public long nonFinite() {
        return nonFinite;
    }

    /**
     * What identifies these weights: equal for equal folded weights, whatever file, naming or mode
     * they came in.
     *
     * @return {@link Fingerprint#all()} of the weights as they are now
     */
    public String fingerprint() {
        return fingerprints().all();
    }

    /**
     * What identifies these weights and every part of them; reads each once.
     *
     * @return of the weights as they are now
     */
    public Fingerprint fingerprints() {
        requireOpen();
        return new Fingerprint(parameters.values());
    }

    /** Frees all weights. Idempotent; no other thread may be computing with them. */
    @Override
    public void close() {
        closed = true;
        manager.close();
    }
}
