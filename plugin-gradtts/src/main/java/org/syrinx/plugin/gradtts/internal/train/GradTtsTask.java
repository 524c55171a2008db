package org.syrinx.plugin.gradtts.internal.train;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.syrinx.nn.safetensors.Tensor;
import org.syrinx.training.GradientStep;
import org.syrinx.training.Learner;
import org.syrinx.training.TrainingTask;
import org.syrinx.training.Workers;

/** What the training loop does with Grad-TTS. */
final class GradTtsTask implements TrainingTask {
    /** Name of the network in checkpoints. */
    static final String NAME = "gradtts";

    /** Columns of {@code log.csv}, but for step and seconds. */
    static final List<String> COLUMNS =
            List.of(
                    "total",
                    "duration",
                    "prior",
                    "diffusion",
                    "norm",
                    "rate",
                    "valid_duration",
                    "valid_prior",
                    "valid_diffusion",
                    "steps_per_second");

    /** Columns that the progress line shows. */
    static final List<String> SHOWN = List.of("duration", "prior", "diffusion");

    private final Learner learner;
    private final Evaluation evaluation;
    private final List<Example> examples;
    private final long seed;
    private final GradientStep<Example> gradients;

    GradTtsTask(
            Learner learner,
            Workers workers,
            GradTtsPass pass,
            Evaluation evaluation,
            List<Example> examples,
            long seed) {
        this.learner = learner;
        this.evaluation = evaluation;
        this.examples = examples;
        this.seed = seed;
        this.gradients = new GradientStep<>(learner, Optional.empty(), workers, pass::of);
    }

    @Override
    public Map<String, Double> step(int[] batch, long step, double rate) {
        List<Example> chosen = Arrays.stream(batch).mapToObj(examples::get).toList();
        return gradients.run(chosen, step, seed, rate);
    }

    @Override
    public Map<String, Double> validate() {
        return evaluation.losses();
    }

    @Override
    public double score(Map<String, Double> validation) {
        return validation.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    @Override
    public void samples(Path folder) {
        evaluation.samples(folder);
    }

    @Override
    public Map<String, List<Tensor>> parts() {
        return Learner.parts(List.of(learner));
    }
}
