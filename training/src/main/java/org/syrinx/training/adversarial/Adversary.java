package org.syrinx.training.adversarial;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Optional;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.training.Learner;
import org.syrinx.training.OptimizerSettings;

/**
 * Discriminators with what moves them.
 *
 * @param learner their weights; this record does not own them
 * @param discriminators the networks
 * @param weights of the losses
 * @param start the first step that they take part in
 */
public record Adversary(
        Learner learner, Discriminators discriminators, Weights weights, long start) {
    /**
     * Factors of the losses.
     *
     * @param adversarial of the generator's adversarial loss
     * @param feature of the feature matching loss
     * @param discriminator of the discriminators' loss
     */
    public record Weights(double adversarial, double feature, double discriminator) {}

    /** Name of the discriminators in checkpoints. */
    private static final String NAME = "discriminator";

    /**
     * Makes discriminators, or goes on with those of a checkpoint.
     *
     * @param manager decides the device
     * @param checkpoint its folder, or empty
     * @param seed of weights that are drawn
     * @param sizes which discriminators
     * @param optimizer what moves them
     * @param weights of the losses
     * @param start the first step that they take part in; negative for never
     * @return the discriminators, whose learner is the caller's to close; empty for never
     */
    public static Optional<Adversary> open(
            NDManager manager,
            Optional<Path> checkpoint,
            long seed,
            Discriminators.Sizes sizes,
            OptimizerSettings optimizer,
            Weights weights,
            long start) {
        if (start < 0) {
            return Optional.empty();
        }
        ParameterSet set =
                Learner.open(manager, checkpoint.map(c -> Learner.weights(c, NAME)), seed);
        Discriminators discriminators = new Discriminators(set.root(), sizes);
        set.finish();
        Learner learner = new Learner(NAME, set, optimizer, 0);
        return Optional.of(new Adversary(learner, discriminators, weights, start));
    }
}
