package org.syrinx.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The optional sixth service of a plug-in: makes a model of its family from a corpus. Long:
 * resumable from its run folder, cancellable, logged to files there.
 */
@ConsumerType
public interface Trainer {
    /**
     * What it trains.
     *
     * @return for example {@code "vits"}; the word after {@code ./syrinx train}
     */
    String id();

    /**
     * The configurations that it knows by name.
     *
     * @return name to one sentence about it
     */
    Map<String, String> configurations();

    /**
     * Trains, or goes on with a run that was stopped.
     *
     * @param request what to do
     * @param progress one unit a step; the phase carries the losses; cancelling saves a checkpoint
     *     first
     * @return what was made
     * @throws SyrinxException if the corpus or the run folder cannot be used
     */
    Report train(Request request, Progress progress);

    /**
     * What to do.
     *
     * @param corpus the corpus folder
     * @param run the run folder: checkpoints, log, plots, samples, and the finished model in {@code
     *     model/}
     * @param configuration a name of {@link #configurations()}, or the path of a JSON file
     * @param initial a model folder to fine-tune from, or empty to start from random weights
     * @param resume whether to go on with an unfinished run in the run folder
     * @param seed seed of initialisation, order and noise
     * @param steps where to stop, or empty for the configuration's own number
     * @param seconds stop after this much time in this call, with a checkpoint, or empty
     * @param device {@code auto}, {@code cpu}, {@code gpu0} ...
     * @param options what only this trainer knows, by documented names
     */
    record Request(
            Path corpus,
            Path run,
            String configuration,
            Optional<Path> initial,
            boolean resume,
            long seed,
            OptionalLong steps,
            OptionalLong seconds,
            String device,
            Map<String, String> options) {
        public Request {
            Objects.requireNonNull(corpus, "corpus");
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(configuration, "configuration");
            Objects.requireNonNull(initial, "initial");
            options = Map.copyOf(options);
        }
    }

    /**
     * What was made.
     *
     * @param model the model folder
     * @param steps steps done in all
     * @param seconds time spent in this call
     * @param finished whether the configured number of steps has been reached
     * @param losses the last smoothed losses
     * @param files logs, plots and samples worth looking at
     */
    record Report(
            Path model,
            long steps,
            double seconds,
            boolean finished,
            Map<String, Double> losses,
            List<Path> files) {}
}
