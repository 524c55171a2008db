package org.syrinx.plugin.vits.internal.train;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.nn.safetensors.Tensor;
import org.syrinx.plugin.vits.internal.model.VitsConfig;
import org.syrinx.plugin.vits.internal.model.VitsNetwork;
import org.syrinx.training.Learner;
import org.syrinx.training.adversarial.Adversary;

/**
 * Everything that training changes: both networks, their optimisers, and the averaged weights. Owns
 * the native memory. Only computing gradients may happen on several threads at once.
 */
final class TrainingState implements AutoCloseable {
    private static final String GENERATOR = "generator";

    private final VitsNetwork network;
    private final Learner generator;
    private final Optional<Adversary> adversary;

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
                checkpoint.map(c -> Learner.weights(c, GENERATOR)).or(() -> initial);
        ParameterSet set = Learner.open(manager, weights, seed);
        this.network = new VitsNetwork(model, set, VitsNetwork.Parts.TRAINING);
        if (checkpoint.isEmpty()) {
            warm.ifPresent(folder -> takeOver(manager, folder, set));
        }
        this.generator = new Learner(GENERATOR, set, config.optimizer(), config.ema());
        TrainingConfig.LossWeights w = config.weights();
        this.adversary =
                Adversary.open(
                        manager,
                        checkpoint,
                        seed + 1,
                        config.discriminators(),
                        config.optimizer(),
                        new Adversary.Weights(w.adversarial(), w.feature(), w.discriminator()),
                        config.adversarialStart());
        checkpoint.ifPresent(c -> Learner.restore(c, learners()));
    }

    private static void takeOver(NDManager manager, Path folder, ParameterSet to) {
        ModelFolder files = ModelFolder.open(folder);
        try (SafetensorsFile file = SafetensorsFile.open(files.require(ModelFolder.WEIGHTS));
                ParameterSet old = ParameterSet.loadForTraining(file, manager)) {
            new VitsNetwork(VitsConfig.of(files), old, VitsNetwork.Parts.TRAINING);
            Learner.takeOver(old, to);
        }
    }

    private List<Learner> learners() {
        List<Learner> all = new ArrayList<>(List.of(generator));
        adversary.ifPresent(a -> all.add(a.learner()));
        return all;
    }

    /**
     * Copies everything to Java memory.
     *
     * @return tensors by the name of the checkpoint's file
     */
    Map<String, List<Tensor>> parts() {
        return Learner.parts(learners());
    }

    /** The owner of temporary arrays. */
    NDManager manager() {
        return generator.parameters().manager();
    }

    /** The network that is trained. */
    VitsNetwork network() {
        return network;
    }

    /** Its weights with their optimiser. */
    Learner generator() {
        return generator;
    }

    /** The discriminators, if there are. */
    Optional<Adversary> adversary() {
        return adversary;
    }

    /**
     * Runs something with the averaged weights in evaluation mode.
     *
     * @param task what is run; no other thread computes with the network
     */
    void averaged(Runnable task) {
        generator.averaged(task);
    }

    @Override
    public void close() {
        learners().forEach(Learner::close);
    }
}
