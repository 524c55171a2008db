package org.syrinx.plugin.hifigan.internal.train;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.nn.safetensors.Tensor;
import org.syrinx.plugin.hifigan.internal.model.VocoderConfig;
import org.syrinx.plugin.hifigan.internal.model.VocoderNetwork;
import org.syrinx.training.Learner;
import org.syrinx.training.adversarial.Adversary;
import org.syrinx.training.adversarial.Discriminators;

/** Everything that training changes. Owns the native memory. */
final class VocoderState implements AutoCloseable {
    private static final String GENERATOR = "generator";
    private static final String DISCRIMINATOR = "discriminator";

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
        this.adversary =
                config.adversarialStart() < 0
                        ? Optional.empty()
                        : Optional.of(adversary(manager, config, checkpoint, seed + 1));
        checkpoint.ifPresent(this::restore);
    }

    private static Adversary adversary(
            NDManager manager, VocoderTrainingConfig config, Optional<Path> checkpoint, long seed) {
        ParameterSet set =
                Learner.open(manager, checkpoint.map(c -> Learner.weights(c, DISCRIMINATOR)), seed);
        Discriminators discriminators = new Discriminators(set.root(), config.discriminators());
        set.finish();
        VocoderTrainingConfig.LossWeights w = config.weights();
        return new Adversary(
                new Learner(DISCRIMINATOR, set, config.optimizer(), 0),
                discriminators,
                new Adversary.Weights(w.adversarial(), w.feature(), w.discriminator()),
                config.adversarialStart());
    }

    private void restore(Path checkpoint) {
        try (SafetensorsFile file =
                SafetensorsFile.open(checkpoint.resolve("optimizer.safetensors"))) {
            learner.restore(file);
            adversary.ifPresent(a -> a.learner().restore(file));
        }
    }

    /** Copies everything to Java memory, by the name of the checkpoint's file. */
    Map<String, List<Tensor>> parts() {
        Map<String, List<Tensor>> parts = new LinkedHashMap<>();
        parts.put(GENERATOR, learner.weights());
        List<Tensor> rest = new ArrayList<>(learner.state());
        adversary.ifPresent(
                a -> {
                    parts.put(DISCRIMINATOR, a.learner().weights());
                    rest.addAll(a.learner().state());
                });
        parts.put("optimizer", rest);
        return parts;
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
        learner.close();
        adversary.ifPresent(a -> a.learner().close());
    }
}
