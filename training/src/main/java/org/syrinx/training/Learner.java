package org.syrinx.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.syrinx.nn.InPlace;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.nn.optim.AdamW;
import org.syrinx.nn.optim.Ema;
import org.syrinx.nn.optim.GradientGuard;
import org.syrinx.nn.params.Naming;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.nn.safetensors.Tensor;

/**
 * The weights of one network with what moves them: AdamW, a guard that clips gradients and skips
 * steps whose gradients are not finite, and optionally an exponential moving average, which is what
 * is judged and exported. Owns the native memory. Only computing gradients may happen on several
 * threads at once.
 */
public final class Learner implements AutoCloseable {
    /** Name of what optimisers and averages remember, in checkpoints. */
    private static final String STATE = "optimizer";

    /** Steps in a row with gradients that are not finite, after which training has failed. */
    private static final int MAX_SKIPS = 20;

    private final String name;
    private final ParameterSet parameters;
    private final AdamW optimizer;
    private final List<GradientGuard> guards;
    private final Ema ema;

    /**
     * Takes over a network's weights; the set is closed with this object.
     *
     * @param name of the network in checkpoints
     * @param parameters its weights, finished
     * @param settings of the optimiser
     * @param ema decay of the averaged weights, below 1; 0 for none
     */
    public Learner(String name, ParameterSet parameters, OptimizerSettings settings, double ema) {
        this(name, parameters, settings, ema, List.of(""));
    }

    /**
     * Takes over a network's weights, the gradients of whose parts are clipped each by their own
     * norm; the set is closed with this object.
     *
     * @param name of the network in checkpoints
     * @param parameters its weights, finished
     * @param settings of the optimiser
     * @param ema decay of the averaged weights, below 1; 0 for none
     * @param parts beginnings of the names of the tensors of a part; what is in no part is judged
     *     and not clipped
     */
    public Learner(
            String name,
            ParameterSet parameters,
            OptimizerSettings settings,
            double ema,
            List<String> parts) {
        this.name = name;
        this.parameters = parameters;
        this.optimizer = new AdamW(parameters, settings.adamW());
        this.guards = guards(parameters.trainable(), parts, settings.maxNorm());
        this.ema = ema > 0 ? new Ema(parameters, ema, true) : null;
        parameters.train(true);
    }

    private static List<GradientGuard> guards(
            Map<String, NDArray> leaves, List<String> parts, double maxNorm) {
        Map<String, NDArray> rest = new LinkedHashMap<>(leaves);
        List<GradientGuard> guards = new ArrayList<>();
        for (String part : parts) {
            Map<String, NDArray> mine = new LinkedHashMap<>(rest);
            mine.keySet().removeIf(n -> !n.startsWith(part));
            rest.keySet().removeAll(mine.keySet());
            if (!mine.isEmpty()) {
                guards.add(new GradientGuard(mine.values(), maxNorm, MAX_SKIPS));
            }
        }
        if (!rest.isEmpty()) {
            guards.add(new GradientGuard(rest.values(), Double.POSITIVE_INFINITY, MAX_SKIPS));
        }
        return List.copyOf(guards);
    }

    /**
     * Opens weights for training.
     *
     * @param manager decides the device
     * @param file safetensors, or empty (or a file that does not exist) to draw them
     * @param seed of weights that are drawn
     * @return a set in which the network can be declared
     */
    public static ParameterSet open(NDManager manager, Optional<Path> file, long seed) {
        return file.filter(Files::exists).isPresent()
                ? ParameterSet.loadForTraining(SafetensorsFile.open(file.get()), manager)
                : ParameterSet.initialise(manager, seed);
    }

    /**
     * The weights' file in a checkpoint.
     *
     * @param checkpoint a checkpoint's folder
     * @param name of the network
     * @return the path
     */
    public static Path weights(Path checkpoint, String name) {
        return checkpoint.resolve(name + ".safetensors");
    }

    /**
     * Copies an earlier model's weights where names and shapes agree; the rest stays as it was.
     *
     * @param from the earlier model's weights, finished
     * @param to the new model's
     * @return the names of the tensors that were copied
     */
    @SuppressWarnings("try") // the guard works by being open
    public static Set<String> takeOver(ParameterSet from, ParameterSet to) {
        Map<String, NDArray> given = from.arrays();
        List<NDArray> targets = new ArrayList<>();
        List<NDArray> sources = new ArrayList<>();
        Set<String> copied = new TreeSet<>();
        to.arrays()
                .forEach(
                        (key, a) -> {
                            NDArray b = given.get(key);
                            if (b != null && b.getShape().equals(a.getShape())) {
                                targets.add(a);
                                sources.add(b);
                                copied.add(key);
                            }
                        });
        if (!targets.isEmpty()) {
            try (Autograd.Guard ignored = Autograd.noGrad()) {
                InPlace.copy(targets, sources);
            }
        }
        return copied;
    }

    /**
     * The weights.
     *
     * @return the set, which this object owns
     */
    public ParameterSet parameters() {
        return parameters;
    }

    /**
     * Moves the weights by their gradients, which are then 0, and averages.
     *
     * @param rate learning rate
     * @return the gradients' norm before clipping
     */
    public double step(double rate) {
        boolean admitted = true;
        double squares = 0;
        for (GradientGuard guard : guards) {
            admitted &= guard.admit();
            squares += guard.norm() * guard.norm();
        }
        if (admitted) {
            optimizer.step(rate);
            if (ema != null) {
                ema.update();
            }
        }
        optimizer.zeroGradients();
        return Math.sqrt(squares);
    }

    /**
     * Whether the weights collect gradients: a pass through a discriminator to the generator needs
     * none of its own.
     *
     * @param on true to stop collecting
     */
    public void freeze(boolean on) {
        optimizer.leaves().forEach(leaf -> leaf.setRequiresGradient(!on));
    }

    /**
     * Runs something with the averaged weights (if there are) in evaluation mode.
     *
     * @param task what is run; no other thread computes with the network
     */
    public void averaged(Runnable task) {
        swap();
        parameters.train(false);
        try {
            task.run();
        } finally {
            swap();
            parameters.train(true);
        }
    }

    private void swap() {
        if (ema != null) {
            ema.swap();
        }
    }

    /**
     * Copies the weights to Java memory.
     *
     * @return the tensors, as {@link #open} reads them
     */
    public List<Tensor> weights() {
        return parameters.toTensors(Naming.WEIGHT_G);
    }

    /**
     * Copies the optimiser's and the averages' state to Java memory.
     *
     * @return tensors whose names begin with the network's
     */
    public List<Tensor> state() {
        List<Tensor> all = new ArrayList<>(optimizer.state(name + ":"));
        if (ema != null) {
            all.addAll(ema.state(name + ".ema:"));
        }
        return all;
    }

    /**
     * Copies everything to Java memory that a checkpoint needs to go on from: the weights of each
     * network under its name, and what their optimisers and averages remember together.
     *
     * @param learners of one run
     * @return tensors by the name of the checkpoint's file
     */
    public static Map<String, List<Tensor>> parts(List<Learner> learners) {
        Map<String, List<Tensor>> parts = new LinkedHashMap<>();
        List<Tensor> state = new ArrayList<>();
        for (Learner learner : learners) {
            parts.put(learner.name, learner.weights());
            state.addAll(learner.state());
        }
        parts.put(STATE, state);
        return parts;
    }

    /**
     * Reads back what optimisers and averages remember. The weights are there since the networks
     * were declared in sets that {@link #open} made.
     *
     * @param checkpoint a checkpoint's folder, of {@link #parts}
     * @param learners of one run
     */
    public static void restore(Path checkpoint, List<Learner> learners) {
        try (SafetensorsFile file = SafetensorsFile.open(weights(checkpoint, STATE))) {
            learners.forEach(learner -> learner.restore(file));
        }
    }

    /**
     * Reads the state back, if the file has one for this network: a run may have gone on without
     * discriminators until now.
     *
     * @param file with the tensors of {@link #state()}
     */
    public void restore(SafetensorsFile file) {
        if (file.names().stream().anyMatch(n -> n.startsWith(name + ":"))) {
            optimizer.restore(file, name + ":");
            if (ema != null) {
                ema.restore(file, name + ".ema:");
            }
        }
    }

    @Override
    public void close() {
        if (ema != null) {
            ema.close();
        }
        optimizer.close();
        parameters.close();
    }
}
