package org.syrinx.plugin.hifigan.internal.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.training.Fields;
import org.syrinx.training.Intervals;
import org.syrinx.training.OptimizerSettings;
import org.syrinx.training.adversarial.Discriminators;

/**
 * A training configuration: a JSON file with the objects {@code model} (the {@code config.json} of
 * the finished vocoder) and {@code training}. docs/vocoders.md explains every name; the defaults
 * are those of HiFi-GAN's code.
 *
 * @param name how the configuration was asked for
 * @param model the model's configuration, as JSON
 * @param steps where to stop
 * @param batch utterances a step
 * @param sliceFrames frames of an utterance that take part in a step, cut at random
 * @param styles styles of the corpus to train on; empty for all
 * @param degradation what is done to the mels that are sounded
 * @param optimizer AdamW for both networks
 * @param weights of the losses
 * @param adversarialStart first step with discriminators; negative for never
 * @param discriminators which discriminators
 * @param ema decay of the averaged weights, which are the ones exported
 * @param threads parts of a batch in parallel
 * @param every steps between log lines, validations, samples and checkpoints
 */
record VocoderTrainingConfig(
        String name,
        Map<String, Object> model,
        long steps,
        int batch,
        int sliceFrames,
        List<String> styles,
        Degradation degradation,
        OptimizerSettings optimizer,
        LossWeights weights,
        long adversarialStart,
        Discriminators.Sizes discriminators,
        double ema,
        int threads,
        Intervals every) {

    /**
     * Factors of the losses.
     *
     * @param mel of the mel distance
     * @param stft of the multi-resolution STFT loss, which HiFi-GAN does not have
     * @param adversarial of the generator's adversarial loss
     * @param feature of the feature matching loss
     * @param discriminator of the discriminators' loss
     */
    record LossWeights(
            double mel, double stft, double adversarial, double feature, double discriminator) {}

    private static final String GUIDE = "docs/vocoders.md";

    /** Names of the configurations that come with the plug-in, each with one sentence. */
    static final Map<String, String> BUILT_IN = new LinkedHashMap<>();

    static {
        BUILT_IN.put("tiny", "a toy generator, a few steps: shows that everything works");
        BUILT_IN.put("small", "a small vocoder at 16 kHz with an inverse STFT, for two CPU cores");
        BUILT_IN.put(
                "small-gan",
                "a second stage for small, against discriminators; start it with --from");
        BUILT_IN.put("v1", "HiFi-GAN V1 at the paper's size, for a GPU");
    }

    /**
     * Reads a configuration.
     *
     * @param nameOrPath a name of {@link #BUILT_IN}, or the path of a JSON file
     * @return the configuration
     * @throws org.syrinx.api.SyrinxException if there is no such configuration or it is malformed
     */
    static VocoderTrainingConfig of(String nameOrPath) {
        return of(
                nameOrPath,
                Fields.read(nameOrPath, BUILT_IN.keySet(), VocoderTrainingConfig.class, GUIDE));
    }

    static VocoderTrainingConfig parse(String name, String json) {
        return of(name, Fields.parse(name, json, GUIDE));
    }

    private static VocoderTrainingConfig of(String name, Fields top) {
        Fields t = top.object("training");
        Fields d = t.object("discriminator");
        Fields w = t.object("weights");
        Fields g = t.object("degradation");
        VocoderTrainingConfig config =
                new VocoderTrainingConfig(
                        name,
                        top.map("model"),
                        t.integer("steps", 2_500_000, 1, Integer.MAX_VALUE),
                        t.integer("batch", 16, 1, 1024),
                        t.integer("slice_frames", 32, 8, 10_000),
                        t.words("styles"),
                        new Degradation(
                                g.real("share", 0, 0, 1),
                                g.real("noise", 0, 0, 10),
                                g.real("blur", 0, 0, 0.5)),
                        OptimizerSettings.of(t.object("optimizer")),
                        new LossWeights(
                                w.real("mel", 45, 0, 1e6),
                                w.real("stft", 0, 0, 1e6),
                                w.real("adversarial", 1, 0, 1e6),
                                w.real("feature", 1, 0, 1e6),
                                w.real("discriminator", 1, 0, 1e6)),
                        d.integer("start", 0, -1, Integer.MAX_VALUE),
                        Discriminators.Sizes.of(d),
                        t.real("ema", 0.999, 0, 1),
                        t.integer("threads", 2, 1, 64),
                        Intervals.of(t.object("every")));
        for (Fields f : List.of(d, w, g, t, top)) {
            f.requireAllUsed();
        }
        return config;
    }

    /**
     * The same configuration with another end, batch or number of threads.
     *
     * @param newSteps where to stop
     * @param newBatch utterances a step
     * @param newThreads parts of a batch in parallel
     * @return the copy
     */
    VocoderTrainingConfig with(long newSteps, int newBatch, int newThreads) {
        return new VocoderTrainingConfig(
                name,
                model,
                newSteps,
                newBatch,
                sliceFrames,
                styles,
                degradation,
                optimizer,
                weights,
                adversarialStart,
                discriminators,
                ema,
                newThreads,
                every);
    }
}
