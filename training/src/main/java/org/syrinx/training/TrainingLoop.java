package org.syrinx.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Progress;
import org.syrinx.api.Trainer;
import org.syrinx.nn.optim.LearningRate;
import org.syrinx.training.corpus.Batcher;

/**
 * Steps, and what happens between them: log, plots, validation, samples, checkpoints. For one
 * thread.
 */
public final class TrainingLoop {
    private static final String RATE = "rate";
    private static final String SPEED = "steps_per_second";

    /**
     * How long, how often, and what is told.
     *
     * @param steps where to stop
     * @param every intervals
     * @param rate the learning rate
     * @param columns of {@code log.csv} besides step and seconds; {@code rate} and {@code
     *     steps_per_second} are filled in by the loop. Columns whose names begin with {@code norm}
     *     are plotted with the rate, all others but {@code total} as losses
     * @param shown columns that the progress line shows when they have a value
     */
    public record Plan(
            long steps,
            Intervals every,
            LearningRate rate,
            List<String> columns,
            List<String> shown) {}

    private final TrainingTask task;
    private final Plan plan;
    private final Batcher batcher;
    private final Path run;
    private final RunningMeans means;
    private final double secondsBefore;
    private final long firstStep;
    private final long started = System.nanoTime();

    private long step;
    private double best;
    private long bestStep;
    private long saved = -1;

    /**
     * A loop. Its clock starts now.
     *
     * @param task what is trained
     * @param plan how
     * @param batcher the order of the examples
     * @param run the run folder
     * @param from the checkpoint where a stopped run goes on, or empty
     */
    public TrainingLoop(
            TrainingTask task, Plan plan, Batcher batcher, Path run, Optional<Path> from) {
        this.task = task;
        this.plan = plan;
        this.batcher = batcher;
        this.run = run;
        Checkpoint.State state =
                from.map(Checkpoint::state)
                        .orElse(new Checkpoint.State(0, 0, Double.POSITIVE_INFINITY, -1, Map.of()));
        this.step = state.step();
        this.firstStep = step;
        this.best = state.best();
        this.bestStep = state.bestStep();
        this.means = new RunningMeans(state.smoothed());
        this.secondsBefore = state.seconds();
    }

    /**
     * How far training is.
     *
     * @return steps done in all calls
     */
    public long step() {
        return step;
    }

    /**
     * Whether the planned number of steps is reached.
     *
     * @return true if there is nothing left to do
     */
    public boolean finished() {
        return step >= plan.steps;
    }

    /**
     * Time in this call.
     *
     * @return seconds
     */
    public double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }

    /**
     * Time in all calls.
     *
     * @return seconds
     */
    public double allSeconds() {
        return secondsBefore + seconds();
    }

    /**
     * Smoothed losses.
     *
     * @return by column
     */
    public Map<String, Double> losses() {
        return means.values();
    }

    /**
     * What {@link Trainer#train} returns.
     *
     * @param model the finished model's folder
     * @return the report
     */
    public Trainer.Report report(Path model) {
        return new Trainer.Report(
                model, step, seconds(), finished(), losses(), RunFolder.files(run));
    }

    /**
     * Trains until the planned number of steps or the end of the time, and writes a checkpoint.
     *
     * @param progress told about each step
     * @param maxSeconds time for this call
     * @throws CancelledException if the progress asks for it; a checkpoint has been written then
     */
    public void run(Progress progress, double maxSeconds) {
        try (TrainingLog log = TrainingLog.open(run.resolve("log.csv"), plan.columns, step)) {
            while (!finished() && seconds() < maxSeconds) {
                one(log);
                try {
                    progress.step(phase(maxSeconds), step, plan.steps);
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
        double rate = plan.rate.at(step);
        Map<String, Double> losses = task.step(batcher.at(step), step, rate);
        means.add(losses);
        step++;
        Intervals every = plan.every;
        boolean validate = step % every.validation() == 0 || finished();
        if (step % every.log() == 0 || validate) {
            Map<String, Double> line = new LinkedHashMap<>(losses);
            plan.columns.forEach(c -> line.computeIfPresent(c, (k, v) -> means.get(k)));
            line.put(RATE, rate);
            line.put(SPEED, (step - firstStep) / seconds());
            if (validate) {
                line.putAll(validation());
            }
            log.write(step, allSeconds(), line);
        }
        if (every.sample() > 0 && (step % every.sample() == 0 || finished())) {
            task.samples(run.resolve("samples").resolve(String.format("step-%08d", step)));
            plot();
        }
        if (step % every.checkpoint() == 0) {
            checkpoint();
        }
    }

    private Map<String, Double> validation() {
        Map<String, Double> losses = task.validate();
        if (!losses.isEmpty() && task.score(losses) < best) {
            best = task.score(losses);
            bestStep = step;
            checkpoint();
        }
        return losses;
    }

    private void checkpoint() {
        if (saved != step) {
            Checkpoint.write(
                    run,
                    new Checkpoint.State(step, allSeconds(), best, bestStep, means.values()),
                    task.parts());
            saved = step;
        }
    }

    private String phase(double maxSeconds) {
        double perSecond = (step - firstStep) / seconds();
        double left = Math.min((plan.steps - step) / perSecond, maxSeconds - seconds());
        StringBuilder b = new StringBuilder("training:");
        for (String name : plan.shown) {
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

    private void plot() {
        Map<String, TreeMap<Long, Double>> losses = new LinkedHashMap<>();
        Map<String, TreeMap<Long, Double>> optimizer = new LinkedHashMap<>();
        TrainingLog.read(run.resolve("log.csv"))
                .forEach(
                        (name, values) -> {
                            if (name.equals(RATE) || name.startsWith("norm")) {
                                optimizer.put(name, values);
                            } else if (!name.equals(SPEED) && !name.equals("total")) {
                                losses.put(name, values);
                            }
                        });
        LossPlot.draw(run.resolve("losses.png"), "Losses", losses);
        LossPlot.draw(run.resolve("optimizer.png"), "Gradient norms and learning rate", optimizer);
    }
}
