package org.syrinx.training;

import org.syrinx.nn.optim.AdamW;
import org.syrinx.nn.optim.LearningRate;

/**
 * AdamW and its schedule: linear warm-up, then a factor per epoch, and optionally half a cosine
 * down to {@code finalFactor} over the configured steps.
 *
 * @param learningRate peak
 * @param beta1 first moment's decay
 * @param beta2 second moment's decay
 * @param epsilon added to the root of the second moment
 * @param weightDecay decoupled
 * @param decayPerEpoch factor on the learning rate each epoch
 * @param warmup steps of linear warm-up
 * @param finalFactor 1 for no cosine; else the factor at the last step
 * @param clip largest global gradient norm; 0 for no clipping
 */
public record OptimizerSettings(
        double learningRate,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        double decayPerEpoch,
        long warmup,
        double finalFactor,
        double clip) {

    /**
     * Reads the object {@code optimizer} of a training configuration. The defaults are those of the
     * code of HiFi-GAN and VITS (2e-4, betas 0.8 and 0.99, decay 0.01), with VITS' decay per epoch.
     *
     * @param f the object's fields
     * @return the settings
     */
    public static OptimizerSettings of(Fields f) {
        OptimizerSettings o =
                new OptimizerSettings(
                        f.real("learning_rate", 2e-4, 0, 1),
                        f.real("beta1", 0.8, 0, 1),
                        f.real("beta2", 0.99, 0, 1),
                        f.real("epsilon", 1e-9, 0, 1),
                        f.real("weight_decay", 0.01, 0, 1),
                        f.real("decay_per_epoch", 0.999875, 0, 1),
                        f.integer("warmup", 0, 0, Integer.MAX_VALUE),
                        f.real("final_factor", 1, 0, 1),
                        f.real("clip", 0, 0, 1e9));
        f.requireAllUsed();
        return o;
    }

    /**
     * The same with another peak.
     *
     * @param rate the peak
     * @return the copy
     */
    public OptimizerSettings withLearningRate(double rate) {
        return new OptimizerSettings(
                rate, beta1, beta2, epsilon, weightDecay, decayPerEpoch, warmup, finalFactor, clip);
    }

    /**
     * The learning rate.
     *
     * @param steps configured steps, over which the cosine runs
     * @param stepsPerEpoch steps an epoch
     * @return the schedule
     */
    public LearningRate schedule(long steps, int stepsPerEpoch) {
        LearningRate decay = LearningRate.exponential(1, decayPerEpoch, stepsPerEpoch);
        LearningRate cosine = LearningRate.cosine(learningRate, learningRate * finalFactor, steps);
        LearningRate both = s -> decay.at(s) * cosine.at(s);
        return both.warmedUp(warmup);
    }

    AdamW.Settings adamW() {
        return AdamW.Settings.usual().betas(beta1, beta2).eps(epsilon).decay(weightDecay);
    }

    double maxNorm() {
        return clip == 0 ? Double.POSITIVE_INFINITY : clip;
    }
}
