package org.syrinx.plugin.gradtts.internal.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.audio.dsp.GriffinLim;
import org.syrinx.audio.io.SampleFormat;
import org.syrinx.audio.io.WavWriter;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.plugin.gradtts.internal.MelSpecs;
import org.syrinx.plugin.gradtts.internal.Synthesis;
import org.syrinx.plugin.gradtts.internal.model.GradTtsConfig;
import org.syrinx.plugin.gradtts.internal.model.GradTtsNetwork;
import org.syrinx.plugin.gradtts.internal.model.Samplers;
import org.syrinx.training.GradientStep;
import org.syrinx.training.HostBuffer;
import org.syrinx.training.Learner;
import org.syrinx.training.Workers;

/** Losses and sounds of utterances that are not trained on, with the averaged weights. */
final class Evaluation {
    private static final int MAX_EXAMPLES = 64;
    private static final int SEED = 4711;
    private static final int GRIFFIN_LIM_ROUNDS = 32;

    private final TrainingConfig config;
    private final GradTtsNetwork network;
    private final GradTtsPass pass;
    private final Learner learner;
    private final Workers workers;
    private final List<Example> examples;
    private final List<String> rows;

    Evaluation(
            TrainingConfig config,
            GradTtsNetwork network,
            GradTtsPass pass,
            Learner learner,
            Workers workers,
            List<Example> examples,
            List<String> rows) {
        this.config = config;
        this.network = network;
        this.pass = pass;
        this.learner = learner;
        this.workers = workers;
        this.examples = spread(examples, MAX_EXAMPLES);
        this.rows = rows;
    }

    /** Up to a number of examples, evenly over the list. */
    static List<Example> spread(List<Example> all, int max) {
        int n = Math.min(max, all.size());
        List<Example> some = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            some.add(all.get((int) ((long) i * all.size() / n)));
        }
        return some;
    }

    /** Those that are measured. */
    List<Example> examples() {
        return examples;
    }

    /** The losses by column, each with {@code valid_} before its name. */
    Map<String, Double> losses() {
        Map<String, Double> sums = new LinkedHashMap<>();
        if (examples.isEmpty()) {
            return sums;
        }
        int size = Math.min(config.batch(), 16);
        int count = (examples.size() + size - 1) / size;
        learner.averaged(
                () -> {
                    for (Map<String, Double> mine : workers.all(w -> losses(w, size, count))) {
                        mine.forEach((k, v) -> sums.merge("valid_" + k, v, Double::sum));
                    }
                });
        sums.replaceAll((k, v) -> v / examples.size());
        return sums;
    }

    @SuppressWarnings("try") // guard and scope work by being open
    private Map<String, Double> losses(int worker, int size, int count) {
        Map<String, Double> mine = new LinkedHashMap<>();
        HostBuffer host = new HostBuffer(network.parameters().manager());
        for (int b = worker; b < count; b += workers.count()) {
            List<Example> batch =
                    examples.subList(b * size, Math.min(examples.size(), (b + 1) * size));
            try (Autograd.Guard ignored = Autograd.noGrad();
                    NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                GradientStep.Pass p = pass.of(host, batch, batch, SEED);
                p.losses()
                        .forEach(
                                (k, v) ->
                                        mine.merge(
                                                k,
                                                (double) v.getFloat() * batch.size(),
                                                Double::sum));
            }
        }
        return mine;
    }

    /**
     * Speaks a sentence by each of a few speakers through Griffin-Lim.
     *
     * @param folder where
     */
    void samples(Path folder) {
        List<Example> some = spread(examples, 4);
        if (some.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        learner.averaged(
                () ->
                        workers.first(
                                () -> {
                                    some.forEach(e -> speak(e, folder));
                                    return null;
                                }));
    }

    @SuppressWarnings("try") // guard and scope work by being open
    private void speak(Example e, Path folder) {
        GradTtsConfig model = network.config();
        try (Autograd.Guard ignored = Autograd.noGrad();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            long[] ids = Arrays.stream(e.tokens()).asLongStream().toArray();
            Synthesis.Encoded text = Synthesis.encode(network, ids, e.row(), 1);
            Synthesis.Walk walk =
                    new Synthesis.Walk(
                            Samplers.named(model.defaults().sampler()),
                            model.defaults().steps(),
                            1 / model.defaults().tau(),
                            NoiseSource.seeded(SEED));
            NDArray mel = text.mu();
            if (config.part().decodes()) {
                Synthesis.Bound bound =
                        Synthesis.bind(network, text.mu(), text.speaker(), walk, null);
                mel = Shapes.narrow(bound.run(model, walk, Progress.NONE), 2, 0, bound.frames());
            }
            int frames = (int) mel.getShape().get(2);
            float[] flat = mel.toFloatArray();
            float[][] byFrame = new float[frames][model.bands()];
            for (int t = 0; t < frames; t++) {
                for (int b = 0; b < model.bands(); b++) {
                    byFrame[t][b] = flat[b * frames + t];
                }
            }
            String name = rows.get(e.row()).replace(':', '-') + "-" + e.id() + ".wav";
            WavWriter.of(SampleFormat.S16)
                    .write(
                            folder.resolve(name),
                            GriffinLim.fromMel(
                                    byFrame,
                                    MelSpecs.of(model),
                                    GRIFFIN_LIM_ROUNDS,
                                    SEED,
                                    Progress.NONE));
        }
    }
}
