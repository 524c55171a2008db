package org.syrinx.training.adversarial;

import org.syrinx.training.Learner;

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
}
