package org.syrinx.plugin.vits.internal.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.syrinx.nn.InPlace;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.nn.optim.AdamW;
import org.syrinx.nn.optim.Ema;
import org.syrinx.nn.optim.GradientGuard;
import org.syrinx.nn.params.Naming;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.nn.safetensors.Tensor;
import org.syrinx.plugin.vits.internal.model.ModelFolder;
import org.syrinx.plugin.vits.internal.model.VitsConfig;
import org.syrinx.plugin.vits.internal.model.VitsNetwork;

/**
 * Everything that training changes: both networks, their optimisers, and the averaged weights. Owns
 * the native memory. Only computing gradients may happen on several threads at once.
 */
final class TrainingState implements AutoCloseable {
    private static final int MAX_SKIPS = 20;
    private static final String GENERATOR = "generator";
    private static final String DISCRIMINATOR = "discriminator";

    private final ParameterSet generator;
    private final VitsNetwork network;
    private final AdamW optimizer;
    private final GradientGuard guard;
    private final Ema ema;

    private final ParameterSet judges;
    private final Discriminators discriminators;
    private final AdamW judgesOptimizer;
    private final GradientGuard judgesGuard;

    /**
     * Makes the networks.
     *
     * @param manager decides the device
     * @param model the model's configuration
     * @param config the training configuration
     * @param initial weights to start from, in Hugging Face's layout, or empty
     * @param warm a model folder whose weights are taken over where names and shapes agree, or
     *     empty
     * @param checkpoint a checkpoint to go on from, or empty
     * @param seed the seed of initial weights
     */
    TrainingState(
            NDManager manager,
            VitsConfig model,
            TrainingConfig config,
            Optional<Path> initial,
            Optional<Path> warm,
            Optional<Path> checkpoint,
            long seed) {
        Optional<Path> weights =
                checkpoint.isPresent()
                        ? checkpoint.map(c -> c.resolve(GENERATOR + ".safetensors"))
                        : initial;
        this.generator = open(manager, weights, seed);
        this.network = new VitsNetwork(model, generator, VitsNetwork.Parts.TRAINING);
        if (checkpoint.isEmpty()) {
            warm.ifPresent(folder -> takeOver(manager, folder));
        }
        AdamW.Settings settings = settings(config.optimizer());
        this.optimizer = new AdamW(generator, settings);
        this.guard = guard(optimizer, config);
        this.ema = new Ema(generator, config.ema(), true);
        if (config.adversarialStart() < 0) {
            judges = null;
            discriminators = null;
            judgesOptimizer = null;
            judgesGuard = null;
        } else {
            judges =
                    open(
                            manager,
                            checkpoint.map(c -> c.resolve(DISCRIMINATOR + ".safetensors")),
                            seed + 1);
            discriminators =
                    new Discriminators(
                            judges.root(),
                            config.discriminatorChannels(),
                            config.periods(),
                            config.scaleDiscriminator());
            judges.finish();
            judgesOptimizer = new AdamW(judges, settings);
            judgesGuard = guard(judgesOptimizer, config);
            judges.train(true);
        }
        checkpoint.ifPresent(this::restore);
        generator.train(true);
    }

    private static ParameterSet open(NDManager manager, Optional<Path> file, long seed) {
        return file.filter(Files::exists).isPresent()
                ? ParameterSet.loadForTraining(SafetensorsFile.open(file.get()), manager)
                : ParameterSet.initialise(manager, seed);
    }

    /** Copies what an earlier model has; the rest stays as it was drawn. */
    @SuppressWarnings("try") // the guard works by being open
    private void takeOver(NDManager manager, Path folder) {
        ModelFolder files = ModelFolder.open(folder);
        try (SafetensorsFile file = SafetensorsFile.open(files.require(ModelFolder.WEIGHTS));
                ParameterSet old = ParameterSet.loadForTraining(file, manager)) {
            new VitsNetwork(files.config(), old, VitsNetwork.Parts.TRAINING);
            Map<String, NDArray> given = old.arrays();
            List<NDArray> to = new ArrayList<>();
            List<NDArray> from = new ArrayList<>();
            generator
                    .arrays()
                    .forEach(
                            (name, a) -> {
                                NDArray b = given.get(name);
                                if (b != null && b.getShape().equals(a.getShape())) {
                                    to.add(a);
                                    from.add(b);
                                }
                            });
            try (Autograd.Guard ignored = Autograd.noGrad()) {
                InPlace.copy(to, from);
            }
        }
    }

    private static AdamW.Settings settings(TrainingConfig.OptimizerConfig o) {
        return AdamW.Settings.usual()
                .betas(o.beta1(), o.beta2())
                .eps(o.epsilon())
                .decay(o.weightDecay());
    }

    private static GradientGuard guard(AdamW optimizer, TrainingConfig config) {
        double clip = config.optimizer().clip();
        return new GradientGuard(
                optimizer.leaves(), clip == 0 ? Double.POSITIVE_INFINITY : clip, MAX_SKIPS);
    }

    private void restore(Path checkpoint) {
        try (SafetensorsFile file =
                SafetensorsFile.open(checkpoint.resolve("optimizer.safetensors"))) {
            optimizer.restore(file, GENERATOR + ":");
            ema.restore(file, "ema:");
            // a run may have gone on without discriminators until now
            if (judges != null
                    && file.names().stream().anyMatch(n -> n.startsWith(DISCRIMINATOR + ":"))) {
                judgesOptimizer.restore(file, DISCRIMINATOR + ":");
            }
        }
    }

    /**
     * Copies everything to Java memory.
     *
     * @return tensors by the name of the checkpoint's file
     */
    Map<String, List<Tensor>> parts() {
        Map<String, List<Tensor>> parts = new LinkedHashMap<>();
        parts.put(GENERATOR, generator.toTensors(Naming.WEIGHT_G));
        List<Tensor> rest = new ArrayList<>(optimizer.state(GENERATOR + ":"));
        rest.addAll(ema.state("ema:"));
        if (judges != null) {
            parts.put(DISCRIMINATOR, judges.toTensors(Naming.WEIGHT_G));
            rest.addAll(judgesOptimizer.state(DISCRIMINATOR + ":"));
        }
        parts.put("optimizer", rest);
        return parts;
    }

    /** The owner of temporary arrays. */
    NDManager manager() {
        return generator.manager();
    }

    /** The generator. */
    VitsNetwork network() {
        return network;
    }

    /** The discriminators, or null. */
    Discriminators discriminators() {
        return discriminators;
    }

    /** Size of the discriminators. */
    long discriminatorCount() {
        return judges == null ? 0 : judges.count();
    }

    /**
     * Moves the generator by its gradients, which are then 0, and averages.
     *
     * @param rate learning rate
     * @return the gradients' norm
     */
    double stepGenerator(double rate) {
        if (guard.admit()) {
            optimizer.step(rate);
            ema.update();
        }
        optimizer.zeroGradients();
        return guard.norm();
    }

    /**
     * Moves the discriminators by their gradients, which are then 0.
     *
     * @param rate learning rate
     * @return the gradients' norm
     */
    double stepDiscriminators(double rate) {
        if (judgesGuard.admit()) {
            judgesOptimizer.step(rate);
        }
        judgesOptimizer.zeroGradients();
        return judgesGuard.norm();
    }

    /**
     * Whether the discriminators' weights collect gradients: the generator's pass through them
     * needs none.
     *
     * @param on true to stop collecting
     */
    void freezeDiscriminators(boolean on) {
        judgesOptimizer.leaves().forEach(leaf -> leaf.setRequiresGradient(!on));
    }

    /**
     * Runs something with the averaged weights in evaluation mode.
     *
     * @param task what is run; no other thread computes with the network
     */
    void averaged(Runnable task) {
        ema.swap();
        generator.train(false);
        try {
            task.run();
        } finally {
            ema.swap();
            generator.train(true);
        }
    }

    @Override
    public void close() {
        ema.close();
        optimizer.close();
        generator.close();
        if (judges != null) {
            judgesOptimizer.close();
            judges.close();
        }
    }
}
