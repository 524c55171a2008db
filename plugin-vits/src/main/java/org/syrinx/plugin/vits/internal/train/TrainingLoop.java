package org.syrinx.plugin.vits.internal.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Progress;
import org.syrinx.nn.optim.LearningRate;

/** Steps, and what happens between them: log, plots, validation, samples, checkpoints. */
final class TrainingLoop {
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

    private static final int SAMPLES_PER_SPEAKER = 1;

    private final TrainingConfig config;
    private final TrainingState state;
    private final TrainingStep trainer;
    private final Evaluation evaluation;
    private final List<Example> examples;
    private final Batcher batcher;
    private final Path run;
    private final long seed;
    private final LearningRate rate;

    private long step;
    private double best;
    private long bestStep;
    private final RunningMeans means;
    private final double secondsBefore;
    private final long started = System.nanoTime();
    private final long firstStep;
    private long saved = -1;

    /**
     * A loop.
     *
     * @param config the configuration
     * @param state the networks
     * @param trainer one step
     * @param evaluation what is measured between steps
     * @param examples what is trained on
     * @param run the run folder
     * @param seed seed of order and noise
     * @param from where a stopped run goes on, or null
     */
    TrainingLoop(
            TrainingConfig config,
            TrainingState state,
            TrainingStep trainer,
            Evaluation evaluation,
            List<Example> examples,
            Path run,
            long seed,
            Checkpoint.State from) {
        this.config = config;
        this.state = state;
        this.trainer = trainer;
        this.evaluation = evaluation;
        this.examples = examples;
        this.run = run;
        this.seed = seed;
        this.batcher =
                new Batcher(
                        examples.stream().mapToInt(Example::frames).toArray(),
                        config.batch(),
                        seed);
        this.rate = schedule(config, batcher.batchesPerEpoch());
        this.step = from == null ? 0 : from.step();
        this.firstStep = step;
        this.best = from == null ? Double.POSITIVE_INFINITY : from.best();
        this.bestStep = from == null ? -1 : from.bestStep();
        this.means = new RunningMeans(from == null ? Map.of() : from.smoothed());
        this.secondsBefore = from == null ? 0 : from.seconds();
    }

    /**
     * The learning rate.
     *
     * @param config the configuration
     * @param stepsPerEpoch steps an epoch
     * @return the schedule
     */
    static LearningRate schedule(TrainingConfig config, int stepsPerEpoch) {
        TrainingConfig.OptimizerConfig o = config.optimizer();
        LearningRate decay = LearningRate.exponential(1, o.decayPerEpoch(), stepsPerEpoch);
        LearningRate cosine =
                LearningRate.cosine(
                        o.learningRate(), o.learningRate() * o.finalFactor(), config.steps());
        LearningRate both = s -> decay.at(s) * cosine.at(s);
        return both.warmedUp(o.warmup());
    }

    /** Steps done in all calls. */
    long step() {
        return step;
    }

    /** Time in this call, in seconds. */
    double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }

    /** Time in all calls, in seconds. */
    double allSeconds() {
        return secondsBefore + seconds();
    }

    /** Smoothed losses and the last validation. */
    Map<String, Double> losses() {
        return means.values();
    }

    /**
     * Trains until the configured number of steps or the end of the time.
     *
     * @param progress told about each step
     * @param maxSeconds time for this call
     * @throws CancelledException if the progress asks for it; a checkpoint has been written then
     */
    void run(Progress progress, double maxSeconds) {
        try (TrainingLog log = TrainingLog.open(run.resolve("log.csv"), COLUMNS, step)) {
            while (step < config.steps() && seconds() < maxSeconds) {
                one(log);
                try {
                    progress.step(phase(maxSeconds), step, config.steps());
                } catch (CancelledException e) {
                    checkpoint();
                    throw e;
                }
            }
        }
        plot();
        checkpoint();
    }

    private void one(TrainingLog log) {
        List<Example> batch = new ArrayList<>();
        for (int i : batcher.at(step)) {
            batch.add(examples.get(i));
        }
        double r = rate.at(step);
        Map<String, Double> losses = trainer.run(batch, step, seed, r);
        means.add(losses);
        step++;
        TrainingConfig.Every every = config.every();
        boolean last = step == config.steps();
        boolean validate = step % every.validation() == 0 || last;
        if (step % every.log() == 0 || validate) {
            Map<String, Double> line = new LinkedHashMap<>(losses);
            COLUMNS.forEach(c -> line.computeIfPresent(c, (k, v) -> means.get(k)));
            line.put("rate", r);
            line.put("steps_per_second", (step - firstStep) / seconds());
            if (validate) {
                line.putAll(validation());
            }
            log.write(step, allSeconds(), line);
        }
        if (every.sample() > 0 && (step % every.sample() == 0 || last)) {
            evaluation.samples(
                    run.resolve("samples").resolve(String.format("step-%08d", step)),
                    SAMPLES_PER_SPEAKER);
            plot();
        }
        if (step % every.checkpoint() == 0) {
            checkpoint();
        }
    }

    private Map<String, Double> validation() {
        Map<String, Double> losses = evaluation.losses();
        if (!losses.isEmpty()) {
            double score =
                    config.weights().mel()
                                    * losses.getOrDefault("valid_speech", losses.get("valid_mel"))
                            + config.weights().kl() * losses.get("valid_kl")
                            + config.weights().duration() * losses.get("valid_duration");
            if (score < best) {
                best = score;
                bestStep = step;
                checkpoint();
            }
        }
        return losses;
    }

    private void checkpoint() {
        if (saved != step) {
            Checkpoint.write(
                    run,
                    new Checkpoint.State(step, allSeconds(), best, bestStep, means.values()),
                    state.parts());
            saved = step;
        }
    }

    private String phase(double maxSeconds) {
        double perSecond = (step - firstStep) / seconds();
        double left = Math.min((config.steps() - step) / perSecond, maxSeconds - seconds());
        StringBuilder b = new StringBuilder("training:");
        for (String name :
                List.of(
                        "mel",
                        "stft",
                        "speech",
                        "kl",
                        "duration",
                        "adversarial",
                        "feature",
                        "discriminator")) {
            double v = means.get(name);
            if (!Double.isNaN(v)) {
                b.append(String.format(Locale.ROOT, " %s %.3f", name, v));
            }
        }
        return b.append(
                        String.format(
                                Locale.ROOT, ", %.2f steps/s, %.0f min left", perSecond, left / 60))
                .toString();
    }

    /** Draws the log so far. */
    void plot() {
        Map<String, TreeMap<Long, Double>> series = TrainingLog.read(run.resolve("log.csv"));
        Map<String, TreeMap<Long, Double>> shown = new LinkedHashMap<>(series);
        shown.keySet().removeAll(List.of("total", "norm", "norm_d", "rate", "steps_per_second"));
        LossPlot.draw(run.resolve("losses.png"), "Losses", shown);
        Map<String, TreeMap<Long, Double>> norms = new LinkedHashMap<>(series);
        norms.keySet().retainAll(List.of("norm", "norm_d", "rate"));
        LossPlot.draw(run.resolve("optimizer.png"), "Gradient norms and learning rate", norms);
    }
}
