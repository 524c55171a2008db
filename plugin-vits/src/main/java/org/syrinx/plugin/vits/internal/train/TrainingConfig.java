package org.syrinx.plugin.vits.internal.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.api.SyrinxException;
import org.syrinx.training.Fields;
import org.syrinx.training.Intervals;
import org.syrinx.training.OptimizerSettings;
import org.syrinx.training.adversarial.Discriminators;

/**
 * A training configuration: a JSON file with the objects {@code model} (as {@code config.json} of
 * the finished model; what only the corpus knows, such as the vocabulary, is filled in later) and
 * {@code training}. docs/training-vits.md explains every name; the defaults are those of the
 * paper's code (spec 2, 1.19).
 *
 * @param name how the configuration was asked for
 * @param model the model's config, unknown to this class
 * @param steps where to stop
 * @param batch utterances a step
 * @param sliceFrames frames that are decoded, per utterance
 * @param windowFrames frames of an utterance that take part in a step, cut at random; 0 for the
 *     whole utterance
 * @param alignment {@code corpus} (durations from the manifest) or {@code mas} (monotonic alignment
 *     search)
 * @param styles styles of the corpus to train on; empty for all
 * @param frames shortest and longest utterance in frames
 * @param maxTokens longest utterance in tokens
 * @param ceilOffset subtracted from a duration before its logarithm is learnt. Synthesis rounds up,
 *     so 0.5 makes the mean duration right; 0 is the paper's
 * @param optimizer AdamW for both networks
 * @param weights of the losses
 * @param adversarialStart first step with discriminators; negative for never
 * @param discriminators which discriminators
 * @param ema decay of the averaged weights, which are the ones exported
 * @param threads half batches in parallel
 * @param every steps between log lines, validations, samples and checkpoints
 */
record TrainingConfig(
        String name,
        Map<String, Object> model,
        long steps,
        int batch,
        int sliceFrames,
        int windowFrames,
        String alignment,
        List<String> styles,
        FrameRange frames,
        int maxTokens,
        double ceilOffset,
        OptimizerSettings optimizer,
        LossWeights weights,
        long adversarialStart,
        Discriminators.Sizes discriminators,
        double ema,
        int threads,
        Intervals every) {

    /**
     * Lengths that are trained on.
     *
     * @param min shortest, in frames
     * @param max longest, in frames
     */
    record FrameRange(int min, int max) {}

    /**
     * Factors of the losses. {@code stft} is an addition of ours for the inverse-STFT decoder
     * (multi-resolution STFT loss, Yamamoto et al. 2020); the paper has none.
     *
     * @param mel of the mel distance
     * @param kl of the divergence
     * @param duration of the duration loss
     * @param stft of the multi-resolution STFT loss
     * @param speech of the mel distance of speech from text; an addition of ours, the paper has
     *     none
     * @param adversarial of the generator's adversarial loss
     * @param feature of the feature matching loss
     * @param discriminator of the discriminators' loss
     */
    record LossWeights(
            double mel,
            double kl,
            double duration,
            double stft,
            double speech,
            double adversarial,
            double feature,
            double discriminator) {}

    private static final String GUIDE = "docs/training-vits.md";

    /** Names of the configurations that come with the plug-in, each with one sentence. */
    static final Map<String, String> BUILT_IN = new LinkedHashMap<>();

    static {
        BUILT_IN.put(
                "tiny",
                "a few steps of a toy network in under a minute: shows that everything works");
        BUILT_IN.put(
                "small-base",
                "the first stage of the default voice: small without frame prior and speech loss");
        BUILT_IN.put(
                "small",
                "the default voice: several speakers, about 5 M parameters, for two CPU cores");
        BUILT_IN.put("paper", "VITS at the paper's size with alignment search, for a GPU");
    }

    /**
     * Reads a configuration.
     *
     * @param nameOrPath a name of {@link #BUILT_IN}, or the path of a JSON file
     * @return the configuration
     * @throws SyrinxException if there is no such configuration or it is malformed
     */
    static TrainingConfig of(String nameOrPath) {
        return of(
                nameOrPath,
                Fields.read(nameOrPath, BUILT_IN.keySet(), TrainingConfig.class, GUIDE));
    }

    /**
     * Reads a configuration from text.
     *
     * @param name how it is called
     * @param json the text
     * @return the configuration
     * @throws SyrinxException if it is malformed
     */
    static TrainingConfig parse(String name, String json) {
        return of(name, Fields.parse(name, json, GUIDE));
    }

    private static TrainingConfig of(String name, Fields top) {
        Fields t = top.object("training");
        Fields d = t.object("discriminator");
        TrainingConfig config =
                new TrainingConfig(
                        name,
                        top.map("model"),
                        t.integer("steps", 100_000, 1, Integer.MAX_VALUE),
                        t.integer("batch", 64, 1, 1024),
                        t.integer("slice_frames", 32, 1, 1000),
                        t.integer("window_frames", 0, 0, 100_000),
                        t.word("alignment", "mas", List.of("mas", "corpus")),
                        t.words("styles"),
                        new FrameRange(
                                t.integer("min_frames", 32, 1, 100_000),
                                t.integer("max_frames", 1000, 1, 100_000)),
                        t.integer("max_tokens", 381, 1, 100_000),
                        t.real("ceil_offset", 0, 0, 0.9),
                        OptimizerSettings.of(t.object("optimizer")),
                        weights(t.object("weights")),
                        d.integer("start", 0, -1, Integer.MAX_VALUE),
                        Discriminators.Sizes.of(d),
                        t.real("ema", 0.999, 0, 1),
                        t.integer("threads", 2, 1, 64),
                        Intervals.of(t.object("every")));
        d.requireAllUsed();
        t.requireAllUsed();
        top.requireAllUsed();
        if (config.windowFrames > 0 && config.windowFrames < config.sliceFrames) {
            throw top.malformed("window_frames smaller than slice_frames");
        }
        if (config.windowFrames > 0 && config.alignment.equals("mas")) {
            throw top.malformed("window_frames with alignment mas, which needs whole utterances");
        }
        return config;
    }

    private static LossWeights weights(Fields w) {
        LossWeights c =
                new LossWeights(
                        w.real("mel", 45, 0, 1e6),
                        w.real("kl", 1, 0, 1e6),
                        w.real("duration", 1, 0, 1e6),
                        w.real("stft", 0, 0, 1e6),
                        w.real("speech", 0, 0, 1e6),
                        w.real("adversarial", 1, 0, 1e6),
                        w.real("feature", 1, 0, 1e6),
                        w.real("discriminator", 1, 0, 1e6));
        w.requireAllUsed();
        return c;
    }

    /**
     * The same configuration with another number of threads.
     *
     * @param n half batches in parallel
     * @return the copy
     */
    TrainingConfig withThreads(int n) {
        return with(steps, batch, n, weights, optimizer);
    }

    /**
     * The same configuration with another end.
     *
     * @param n where to stop
     * @return the copy
     */
    TrainingConfig withSteps(long n) {
        return with(n, batch, threads, weights, optimizer);
    }

    /**
     * The same configuration with another batch.
     *
     * @param n utterances a step
     * @return the copy
     */
    TrainingConfig withBatch(int n) {
        return with(steps, n, threads, weights, optimizer);
    }

    /**
     * The published recipe for fine-tuning Hugging Face folders: lower rate, other loss weights
     * (spec 2, 1.19).
     *
     * @return the copy
     */
    TrainingConfig forFineTuning() {
        return with(
                steps,
                batch,
                threads,
                new LossWeights(35, 1.5, 1, weights.stft, weights.speech, 1, 1, 3),
                optimizer.withLearningRate(2e-5));
    }

    private TrainingConfig with(long s, int b, int n, LossWeights w, OptimizerSettings o) {
        return new TrainingConfig(
                name,
                model,
                s,
                b,
                sliceFrames,
                windowFrames,
                alignment,
                styles,
                frames,
                maxTokens,
                ceilOffset,
                o,
                w,
                adversarialStart,
                discriminators,
                ema,
                n,
                every);
    }
}
