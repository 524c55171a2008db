package org.syrinx.plugin.gradtts.internal.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.training.Fields;
import org.syrinx.training.Intervals;
import org.syrinx.training.OptimizerSettings;

/**
 * How a model is trained: a JSON file, explained field by field in docs/gradtts.md.
 *
 * @param name of the configuration
 * @param part what is trained
 * @param alignment {@code corpus} for the manifest's phone times, {@code mas} to search
 * @param styles styles of the corpus to take, empty for all
 * @param styleRows whether each style of a speaker has a row of its own in the speaker table; else
 *     a style is nothing that the model is told
 * @param repeat how often an epoch visits each utterance of a style; 1 if not named
 * @param batch utterances a step
 * @param threads parts of a batch in parallel
 * @param steps where to stop
 * @param window frames that the score network sees of each utterance, a multiple of 4
 * @param ceilOffset subtracted from durations before they are learnt, because synthesis rounds up;
 *     0 in the paper's code, 0.5 keeps the mean
 * @param ema decay of the averaged weights; 0 for none, as in the paper's code
 * @param optimizer the optimiser
 * @param every intervals
 * @param model fields of the model's {@code config.json}
 */
record TrainingConfig(
        String name,
        Part part,
        String alignment,
        List<String> styles,
        boolean styleRows,
        Map<String, Integer> repeat,
        int batch,
        int threads,
        long steps,
        int window,
        double ceilOffset,
        double ema,
        OptimizerSettings optimizer,
        Intervals every,
        Map<String, Object> model) {

    /** What is trained. */
    enum Part {
        /** Everything together: the paper. */
        JOINT,
        /** Encoder and durations; the decoder stays as it was drawn. */
        ENCODER,
        /**
         * The score network, on means that no longer change. The speaker table too, unless the
         * means depend on it.
         */
        DECODER;

        boolean encodes() {
            return this != DECODER;
        }

        boolean decodes() {
            return this != ENCODER;
        }
    }

    static final String GUIDE = "docs/gradtts.md";

    /** Name to one sentence. */
    static final Map<String, String> BUILT_IN = builtIn();

    private static Map<String, String> builtIn() {
        Map<String, String> m = new LinkedHashMap<>();
        m.put("tiny", "A few steps of a tiny model, for tests and first tries");
        m.put("small-encoder", "First stage of small: text encoder and durations, minutes");
        m.put("small", "Second stage of small: the score network on a trained encoder, hours");
        m.put("conditioned-encoder", "As small-encoder, with an encoder that sees the speaker");
        m.put("conditioned", "As small, on an encoder that sees the speaker");
        m.put("paper", "The paper's size and recipe; needs a GPU");
        return m;
    }

    static TrainingConfig of(String nameOrPath) {
        return of(
                nameOrPath,
                Fields.read(nameOrPath, BUILT_IN.keySet(), TrainingConfig.class, GUIDE));
    }

    static TrainingConfig of(String name, Fields f) {
        Map<String, Integer> repeat = new LinkedHashMap<>();
        Fields times = f.object("repeat");
        for (String style : f.map("repeat").keySet()) {
            repeat.put(style, times.integer(style, 1, 1, 100));
        }
        TrainingConfig c =
                new TrainingConfig(
                        name,
                        Part.valueOf(
                                f.word("part", "joint", List.of("joint", "encoder", "decoder"))
                                        .toUpperCase(java.util.Locale.ROOT)),
                        f.word("alignment", "mas", List.of("corpus", "mas")),
                        f.words("styles"),
                        f.flag("style_rows", false),
                        Map.copyOf(repeat),
                        f.integer("batch", 16, 1, 4096),
                        f.integer("threads", 2, 1, 64),
                        f.integer("steps", 100_000, 1, Integer.MAX_VALUE),
                        f.integer("window", 172, 4, 1 << 16),
                        f.real("ceil_offset", 0, 0, 0.99),
                        f.real("ema", 0, 0, 0.999999),
                        OptimizerSettings.of(f.object("optimizer")),
                        Intervals.of(f.object("every")),
                        f.map("model"));
        f.requireAllUsed();
        if (c.window % 4 != 0) {
            throw f.malformed("window = " + c.window + " instead of a multiple of 4");
        }
        return c;
    }

    TrainingConfig with(long newSteps, int newBatch, int newThreads) {
        return new TrainingConfig(
                name,
                part,
                alignment,
                styles,
                styleRows,
                repeat,
                newBatch,
                newThreads,
                newSteps,
                window,
                ceilOffset,
                ema,
                optimizer,
                every,
                model);
    }
}
