package org.syrinx.plugin.vits.internal.train;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.api.SyrinxException;

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
 * @param discriminatorChannels the first layer's channels of a period discriminator; the paper's is
 *     32
 * @param periods periods of the discriminators
 * @param scaleDiscriminator whether there is a scale discriminator
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
        OptimizerConfig optimizer,
        LossWeights weights,
        long adversarialStart,
        int discriminatorChannels,
        List<Integer> periods,
        boolean scaleDiscriminator,
        double ema,
        int threads,
        Every every) {

    /**
     * Lengths that are trained on.
     *
     * @param min shortest, in frames
     * @param max longest, in frames
     */
    record FrameRange(int min, int max) {}

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
    record OptimizerConfig(
            double learningRate,
            double beta1,
            double beta2,
            double epsilon,
            double weightDecay,
            double decayPerEpoch,
            long warmup,
            double finalFactor,
            double clip) {}

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

    /**
     * Steps between reports.
     *
     * @param log between lines of the log
     * @param validation between validations
     * @param sample between samples; 0 for none
     * @param checkpoint between checkpoints
     */
    record Every(int log, int validation, int sample, int checkpoint) {}

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
        return parse(nameOrPath, text(nameOrPath));
    }

    private static String text(String nameOrPath) {
        try {
            if (BUILT_IN.containsKey(nameOrPath)) {
                try (InputStream in =
                        TrainingConfig.class.getResourceAsStream(nameOrPath + ".json")) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
            return Files.readString(Path.of(nameOrPath));
        } catch (IOException | java.nio.file.InvalidPathException e) {
            throw new SyrinxException(
                    "one of the configurations "
                            + BUILT_IN.keySet()
                            + ", or the path of a JSON file",
                    "the configuration " + nameOrPath + " cannot be read",
                    "Choose one of the names, or check the path.",
                    e);
        }
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
        Map<String, Object> map;
        try {
            map = JSON.std.mapFrom(json);
        } catch (IOException e) {
            throw malformed(name, "text that is not a JSON object", e);
        }
        Fields top = new Fields(name, "", map);
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
                        optimizer(t.object("optimizer")),
                        weights(t.object("weights")),
                        d.integer("start", 0, -1, Integer.MAX_VALUE),
                        d.integer("channels", 32, 1, 1024),
                        d.integers("periods", List.of(2, 3, 5, 7, 11)),
                        d.flag("scale", true),
                        t.real("ema", 0.999, 0, 1),
                        t.integer("threads", 2, 1, 64),
                        every(t.object("every")));
        d.requireAllUsed();
        t.requireAllUsed();
        top.requireAllUsed();
        if (config.windowFrames > 0 && config.windowFrames < config.sliceFrames) {
            throw malformed(name, "window_frames smaller than slice_frames", null);
        }
        if (config.windowFrames > 0 && config.alignment.equals("mas")) {
            throw malformed(
                    name, "window_frames with alignment mas, which needs whole utterances", null);
        }
        return config;
    }

    private static OptimizerConfig optimizer(Fields o) {
        OptimizerConfig c =
                new OptimizerConfig(
                        o.real("learning_rate", 2e-4, 0, 1),
                        o.real("beta1", 0.8, 0, 1),
                        o.real("beta2", 0.99, 0, 1),
                        o.real("epsilon", 1e-9, 0, 1),
                        o.real("weight_decay", 0.01, 0, 1),
                        o.real("decay_per_epoch", 0.999875, 0, 1),
                        o.integer("warmup", 0, 0, Integer.MAX_VALUE),
                        o.real("final_factor", 1, 0, 1),
                        o.real("clip", 0, 0, 1e9));
        o.requireAllUsed();
        return c;
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

    private static Every every(Fields e) {
        Every c =
                new Every(
                        e.integer("log", 20, 1, Integer.MAX_VALUE),
                        e.integer("validation", 1000, 1, Integer.MAX_VALUE),
                        e.integer("sample", 5000, 0, Integer.MAX_VALUE),
                        e.integer("checkpoint", 1000, 1, Integer.MAX_VALUE));
        e.requireAllUsed();
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
        OptimizerConfig o = optimizer;
        return with(
                steps,
                batch,
                threads,
                new LossWeights(35, 1.5, 1, weights.stft, weights.speech, 1, 1, 3),
                new OptimizerConfig(
                        2e-5,
                        o.beta1,
                        o.beta2,
                        o.epsilon,
                        o.weightDecay,
                        o.decayPerEpoch,
                        o.warmup,
                        o.finalFactor,
                        o.clip));
    }

    private TrainingConfig with(long s, int b, int n, LossWeights w, OptimizerConfig o) {
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
                discriminatorChannels,
                periods,
                scaleDiscriminator,
                ema,
                n,
                every);
    }

    static SyrinxException malformed(String name, String found, Throwable cause) {
        return new SyrinxException(
                "a training configuration as docs/training-vits.md describes it",
                "the configuration " + name + " has " + found,
                "Correct the file.",
                cause);
    }
}
