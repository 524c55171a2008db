package org.syrinx.eval.speaker.internal.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.syrinx.audio.dsp.Resampler;
import org.syrinx.eval.speaker.internal.SpeakerFeatures;
import org.syrinx.eval.speaker.internal.SpeakerNetwork;
import org.syrinx.nn.Ops;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.safetensors.Tensor;
import org.syrinx.training.GradientStep;
import org.syrinx.training.HostBuffer;
import org.syrinx.training.Learner;
import org.syrinx.training.TrainingTask;
import org.syrinx.training.Workers;
import org.syrinx.training.corpus.Utterance;

/** What the training loop does with a speaker encoder. Owns the weights. */
final class SpeakerTask implements TrainingTask, AutoCloseable {
    /** Columns of {@code log.csv}, but for step and seconds. */
    static final List<String> COLUMNS =
            List.of(
                    "total",
                    "accuracy",
                    "norm",
                    "rate",
                    "valid_loss",
                    "valid_accuracy",
                    "held_out_eer",
                    "steps_per_second");

    private static final String NAME = "encoder";
    private static final String CLASSIFIER = "classifier";

    private final SpeakerTraining config;
    private final Voices voices;
    private final long seed;
    private final Workers workers;
    private final Learner learner;
    private final SpeakerNetwork network;
    private final SpeakerLoss loss;
    private final GradientStep<Utterance> gradients;

    /** An utterance at a warp, whose features are kept: they cost more than a step. */
    private record Warped(String id, int percent) {}

    private final Map<Warped, float[][]> features = new ConcurrentHashMap<>();

    SpeakerTask(
            SpeakerTraining config,
            Voices voices,
            NDManager manager,
            Workers workers,
            Optional<Path> checkpoint,
            long seed) {
        this.config = config;
        this.voices = voices;
        this.seed = seed;
        this.workers = workers;
        ParameterSet set =
                Learner.open(manager, checkpoint.map(c -> Learner.weights(c, NAME)), seed);
        this.network = new SpeakerNetwork(config.model(), set.root());
        this.loss =
                new SpeakerLoss(
                        set.root().at(CLASSIFIER),
                        voices.speakers().size() * config.warps().size(),
                        config.model().embedding(),
                        config.scale(),
                        config.margin());
        set.finish();
        this.learner = new Learner(NAME, set, config.optimizer(), config.ema());
        checkpoint.ifPresent(c -> Learner.restore(c, List.of(learner)));
        this.gradients = new GradientStep<>(learner, Optional.empty(), workers, this::pass);
    }

    @Override
    public Map<String, Double> step(int[] batch, long step, double rate) {
        return gradients.run(
                Arrays.stream(batch).mapToObj(voices.train()::get).toList(), step, seed, rate);
    }

    private GradientStep.Pass pass(
            HostBuffer host, List<Utterance> mine, List<Utterance> batch, long stepSeed) {
        float[][][] crops = new float[mine.size()][][];
        long[] labels = new long[crops.length];
        for (int i = 0; i < crops.length; i++) {
            Utterance u = mine.get(i);
            SplittableRandom random = new SplittableRandom(stepSeed * 31 + u.id().hashCode());
            int warp = random.nextInt(config.warps().size());
            labels[i] = voices.label(u) * config.warps().size() + warp;
            crops[i] = crop(features(u, config.warps().get(warp)), random.nextDouble());
        }
        NDArray cosines = loss.cosines(network.apply(batch(host, crops)));
        NDArray target = host.longs(b -> b.put(labels), labels.length);
        double share = (double) crops.length / batch.size();
        NDArray total = Ops.scale(loss.of(cosines, target), share);
        return new GradientStep.Pass(
                total,
                Map.of(
                        "accuracy",
                        host.floats(new float[] {(float) (share * right(cosines, labels))}, 1)),
                null,
                null,
                share);
    }

    private NDArray batch(HostBuffer host, float[][][] crops) {
        return host.floats(
                b -> {
                    for (float[][] crop : crops) {
                        SpeakerFeatures.transpose(crop, b);
                    }
                },
                crops.length,
                SpeakerFeatures.BANDS,
                config.frames());
    }

    private static double right(NDArray cosines, long[] labels) {
        float[] c = cosines.toFloatArray();
        int width = c.length / labels.length;
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            int best = 0;
            for (int k = 1; k < width; k++) {
                best = c[i * width + k] > c[i * width + best] ? k : best;
            }
            right += best == labels[i] ? 1 : 0;
        }
        return (double) right / labels.length;
    }

    private float[][] features(Utterance u, int percent) {
        return features.computeIfAbsent(
                new Warped(u.id(), percent),
                k -> {
                    float[] x = Voices.floats(u);
                    return SpeakerFeatures.of(
                            percent == 100 ? x : Resampler.between(percent, 100).apply(x));
                });
    }

    /** A piece of the wanted length; short utterances are repeated. */
    private float[][] crop(float[][] frames, double place) {
        float[][] out = new float[config.frames()][];
        int spare = Math.max(0, frames.length - out.length);
        int start = (int) (place * (spare + 1));
        for (int t = 0; t < out.length; t++) {
            out[t] =
                    frames.length == 0
                            ? new float[SpeakerFeatures.BANDS]
                            : frames[(start + t) % frames.length];
        }
        return out;
    }

    @Override
    public Map<String, Double> validate() {
        Map<String, Double> figures = new LinkedHashMap<>();
        learner.averaged(
                () ->
                        workers.first(
                                () -> {
                                    seen(figures);
                                    if (voices.canBeTried()) {
                                        figures.put("held_out_eer", trials().rate());
                                    }
                                    return null;
                                }));
        return figures;
    }

    /** Loss and accuracy on sentences that were not trained on, by speakers that were. */
    private void seen(Map<String, Double> figures) {
        HostBuffer host = new HostBuffer(learner.parameters().manager());
        double sum = 0;
        double right = 0;
        int n = 0;
        for (Utterance u : voices.valid()) {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                float[][][] crop = {crop(features(u, 100), 0)};
                long[] label = {
                    voices.label(u) * config.warps().size() + config.warps().indexOf(100)
                };
                NDArray cosines = loss.cosines(network.apply(batch(host, crop)));
                sum += loss.of(cosines, host.longs(b -> b.put(label), 1)).getFloat();
                right += right(cosines, label);
                n++;
            }
        }
        if (n > 0) {
            figures.put("valid_loss", sum / n);
            figures.put("valid_accuracy", right / n);
        }
    }

    /** All pairs of utterances of held-out speakers, with the weights as they are now. */
    private EqualErrorRate trials() {
        return voices.trials(
                x -> {
                    float[][] frames = SpeakerFeatures.of(x);
                    try (NDScope scope = new NDScope()) {
                        scope.suppressNotUsedWarning();
                        HostBuffer host = new HostBuffer(learner.parameters().manager());
                        NDArray mel =
                                host.floats(
                                        b -> SpeakerFeatures.transpose(frames, b),
                                        1,
                                        SpeakerFeatures.BANDS,
                                        frames.length);
                        return network.apply(mel).toFloatArray();
                    }
                });
    }

    /** The averaged weights on held-out speakers; empty if there are none. */
    Optional<EqualErrorRate> measured() {
        EqualErrorRate[] found = new EqualErrorRate[1];
        if (voices.canBeTried()) {
            learner.averaged(() -> found[0] = workers.first(this::trials));
        }
        return Optional.ofNullable(found[0]);
    }

    @Override
    public double score(Map<String, Double> validation) {
        // never the held-out speakers' figure: choosing by it would make it too good
        return validation.getOrDefault("valid_loss", Double.POSITIVE_INFINITY);
    }

    @Override
    public void samples(Path folder) {
        // an encoder makes no sound
    }

    @Override
    public Map<String, List<Tensor>> parts() {
        return Learner.parts(List.of(learner));
    }

    /**
     * Runs something with the averaged encoder, without the classifier that only training needs.
     */
    void export(java.util.function.Consumer<List<Tensor>> use) {
        learner.averaged(
                () ->
                        use.accept(
                                learner.weights().stream()
                                        .filter(t -> !t.name().startsWith(CLASSIFIER + "."))
                                        .toList()));
    }

    @Override
    public void close() {
        learner.close();
    }
}
