package org.syrinx.plugin.vits.internal.train;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.nn.safetensors.Tensor;
import org.syrinx.training.GradientStep;
import org.syrinx.training.HostBuffer;
import org.syrinx.training.TrainingTask;
import org.syrinx.training.Workers;
import org.syrinx.training.spectra.Spectrograms;

/** What the training loop does with VITS. */
final class VitsTask implements TrainingTask {
    /** Columns of {@code log.csv}, but for step and seconds. */
    static final List<String> COLUMNS =
            List.of(
                    "total",
                    "mel",
                    "kl",
                    "duration",
                    "stft",
                    "speech",
                    "adversarial",
                    "feature",
                    "discriminator",
                    "norm",
                    "norm_d",
                    "rate",
                    "valid_mel",
                    "valid_kl",
                    "valid_duration",
                    "valid_speech",
                    "steps_per_second");

    /** Columns that the progress line shows. */
    static final List<String> SHOWN =
            List.of(
                    "mel",
                    "stft",
                    "speech",
                    "kl",
                    "duration",
                    "adversarial",
                    "feature",
                    "discriminator");

    private static final int SAMPLES_PER_SPEAKER = 1;

    private final TrainingConfig config;
    private final TrainingState state;
    private final Spectrograms spectra;
    private final Part.Sizes sizes;
    private final Evaluation evaluation;
    private final List<Example> examples;
    private final long seed;
    private final GradientStep<Example> gradients;

    /**
     * A task.
     *
     * @param config the configuration
     * @param state the networks
     * @param spectra the spectra
     * @param workers the threads
     * @param sizes sizes of the network
     * @param evaluation what is measured between steps
     * @param examples what is trained on
     * @param seed seed of noise
     */
    VitsTask(
            TrainingConfig config,
            TrainingState state,
            Spectrograms spectra,
            Workers workers,
            Part.Sizes sizes,
            Evaluation evaluation,
            List<Example> examples,
            long seed) {
        this.config = config;
        this.state = state;
        this.spectra = spectra;
        this.sizes = sizes;
        this.evaluation = evaluation;
        this.examples = examples;
        this.seed = seed;
        this.gradients =
                new GradientStep<>(state.generator(), state.adversary(), workers, this::pass);
    }

    @Override
    public Map<String, Double> step(int[] batch, long step, double rate) {
        return gradients.run(
                Arrays.stream(batch).mapToObj(examples::get).toList(), step, seed, rate);
    }

    private GradientStep.Pass pass(
            HostBuffer host, List<Example> mine, List<Example> batch, long stepSeed) {
        Part part = Part.of(host, mine, sizes, stepSeed);
        GeneratorPass pass =
                GeneratorPass.of(state.network(), spectra, config, host, part, totals(batch));
        Map<String, NDArray> losses = new LinkedHashMap<>();
        losses.put("mel", pass.mel());
        losses.put("kl", pass.kl());
        losses.put("duration", pass.duration());
        if (pass.speech() != null) {
            losses.put("speech", pass.speech());
        }
        if (pass.stft() != null) {
            losses.put("stft", pass.stft());
        }
        return new GradientStep.Pass(
                pass.total(config.weights()),
                losses,
                pass.fake(),
                part.waveSlice(),
                (double) part.size() / batch.size());
    }

    private GeneratorPass.Totals totals(List<Example> batch) {
        long frames = 0;
        long tokens = 0;
        for (Example e : batch) {
            frames += sizes.window() > 0 ? Math.min(sizes.window(), e.frames()) : e.frames();
            tokens += e.tokens().length;
        }
        return new GeneratorPass.Totals(batch.size(), frames, tokens);
    }

    @Override
    public Map<String, Double> validate() {
        return evaluation.losses();
    }

    @Override
    public double score(Map<String, Double> losses) {
        TrainingConfig.LossWeights w = config.weights();
        return w.mel() * losses.getOrDefault("valid_speech", losses.get("valid_mel"))
                + w.kl() * losses.get("valid_kl")
                + w.duration() * losses.get("valid_duration");
    }

    @Override
    public void samples(Path folder) {
        evaluation.samples(folder, SAMPLES_PER_SPEAKER);
    }

    @Override
    public Map<String, List<Tensor>> parts() {
        return state.parts();
    }
}
