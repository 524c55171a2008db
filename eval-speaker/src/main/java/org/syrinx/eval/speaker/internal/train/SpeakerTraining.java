package org.syrinx.eval.speaker.internal.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.syrinx.eval.speaker.internal.SpeakerConfig;
import org.syrinx.training.Fields;
import org.syrinx.training.Intervals;
import org.syrinx.training.OptimizerSettings;

/**
 * A training configuration: a JSON file with the objects {@code model} (sizes) and {@code
 * training}.
 *
 * @param name how it was asked for
 * @param model sizes
 * @param steps where to stop
 * @param batch utterances a step
 * @param frames frames of an utterance that take part in a step, cut at random
 * @param perSpeaker at most so many utterances of each speaker
 * @param warps percentages by which pitch and formants are moved; every speaker at every factor
 *     counts as a speaker of its own
 * @param heldOut speakers that are not trained on, besides those that the corpus holds out
 * @param scale factor of the cosines before the softmax
 * @param margin subtracted from the cosine of the right speaker
 * @param ema decay of the averaged weights
 * @param optimizer AdamW
 * @param every intervals
 */
record SpeakerTraining(
        String name,
        SpeakerConfig model,
        long steps,
        int batch,
        int frames,
        int perSpeaker,
        List<Integer> warps,
        List<String> heldOut,
        double scale,
        double margin,
        double ema,
        OptimizerSettings optimizer,
        Intervals every) {
    /** Configurations that come with the bundle, each with one sentence. */
    static final Map<String, String> BUILT_IN = new LinkedHashMap<>();

    static {
        BUILT_IN.put("tiny", "a toy encoder in seconds: shows that everything works");
        BUILT_IN.put("small", "the encoder of the metric speaker.cosine: twelve minutes of a core");
    }

    static SpeakerTraining of(String nameOrPath, OptionalLong steps) {
        Fields top =
                Fields.read(
                        nameOrPath, BUILT_IN.keySet(), SpeakerTraining.class, "docs/evaluation.md");
        Fields m = top.object("model");
        SpeakerConfig model =
                new SpeakerConfig(
                        m.integer("channels", 128, 8, 1024),
                        m.integer("attention", 64, 1, 1024),
                        m.integer("embedding", 128, 2, 1024),
                        Map.of());
        m.requireAllUsed();
        Fields t = top.object("training");
        SpeakerTraining config =
                new SpeakerTraining(
                        nameOrPath,
                        model,
                        steps.orElse(t.integer("steps", 1200, 1, Integer.MAX_VALUE)),
                        t.integer("batch", 32, 1, 1024),
                        t.integer("frames", 180, 10, 3000),
                        t.integer("per_speaker", Integer.MAX_VALUE, 1, Integer.MAX_VALUE),
                        t.integers("warps_percent", List.of(100)),
                        t.words("held_out"),
                        t.real("scale", 20, 1, 100),
                        t.real("margin", 0.2, 0, 1),
                        t.real("ema", 0.99, 0, 0.9999),
                        OptimizerSettings.of(t.object("optimizer")),
                        Intervals.of(t.object("every")));
        if (!config.warps.contains(100)) {
            throw t.malformed("warps_percent without 100");
        }
        t.requireAllUsed();
        top.requireAllUsed();
        return config;
    }
}
