package org.syrinx.plugin.hifigan.internal.train;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.syrinx.nn.safetensors.Tensor;
import org.syrinx.plugin.hifigan.internal.model.VocoderConfig;
import org.syrinx.plugin.hifigan.internal.model.VocoderNetwork;
import org.syrinx.training.Learner;
import org.syrinx.training.adversarial.Adversary;

/** Everything that training changes. Owns the native memory. */
final class VocoderState implements AutoCloseable {
    private static final String GENERATOR = "generator";

    private final VocoderNetwork network;
    private final Learner learner;
    private final Optional<Adversary> adversary;

    /**
     * Makes the networks.
     *
     * @param manager decides the device
     * @param model the model's configuration
     * @param config the training configuration
     * @param initial weights to start from, or empty
     * @param checkpoint a checkpoint to go on from, or empty
     * @param seed the seed of initial weights
     */
    VocoderState(
            NDManager manager,
            VocoderConfig model,
            VocoderTrainingConfig config,
            Optional<Path> initial,
            Optional<Path> checkpoint,
            long seed) {
        Optional<Path> weights =
                checkpoint.map(c -> Learner.weights(c, GENERATOR)).or(() -> initial);
        this.network = new VocoderNetwork(model, Learner.open(manager, weights, seed), true);
        this.learner =
                new Learner(GENERATOR, network.parameters(), config.optimizer(), config.ema());
        VocoderTrainingConfig.LossWeights w = config.weights();
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

    private List<Learner> learners() {
        List<Learner> all = new ArrayList<>(List.of(learner));
        adversary.ifPresent(a -> all.add(a.learner()));
        return all;
    }

    /** Copies everything to Java memory, by the name of the checkpoint's file. */
    Map<String, List<Tensor>> parts() {
        return Learner.parts(learners());
    }

    VocoderNetwork network() {
        return network;
    }

    Learner learner() {
        return learner;
    }

    Optional<Adversary> adversary() {
        return adversary;
    }

    NDManager manager() {
        return network.parameters().manager();
    }

    @Override
    public void close() {
        learners().forEach(Learner::close);
    }
}
