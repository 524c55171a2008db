package org.syrinx.eval.speaker.internal.train;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.syrinx.api.Backend;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Trainer;
import org.syrinx.eval.speaker.internal.SpeakerConfig;
import org.syrinx.eval.speaker.internal.SpeakerFeatures;
import org.syrinx.training.ModelCard;
import org.syrinx.training.ModelExport;
import org.syrinx.training.RunFolder;
import org.syrinx.training.RunRecord;
import org.syrinx.training.TrainingLoop;
import org.syrinx.training.Workers;
import org.syrinx.training.corpus.Batcher;

/**
 * Trains a speaker encoder from a corpus, as docs/evaluation.md describes. Option: {@code threads}
 * (parts of a batch in parallel; 1 by default, which makes a run reproducible bit for bit).
 */
@Component(service = Trainer.class)
public final class SpeakerTrainer implements Trainer {
    private final Backend backend;

    /**
     * Creates the trainer.
     *
     * @param backend the engine
     */
    @Activate
    public SpeakerTrainer(@Reference Backend backend) {
        this.backend = backend;
    }

    @Override
    public String id() {
        return "speaker";
    }

    @Override
    public Map<String, String> configurations() {
        return Map.copyOf(SpeakerTraining.BUILT_IN);
    }

    @Override
    public Report train(Request request, Progress progress) {
        RunFolder.requireOptions(request, Set.of("threads"));
        if (request.initial().isPresent()) {
            throw new SyrinxException(
                    "a speaker encoder to be trained from the beginning",
                    "a model to start from was named",
                    "Leave --from out.");
        }
        SpeakerTraining config = SpeakerTraining.of(request.configuration(), request.steps());
        int threads = RunFolder.positive(request, "threads").orElse(1);
        Optional<Path> checkpoint = RunFolder.prepare(request);
        new RunRecord(id(), request, config.model().json())
                .check(request.resume() && checkpoint.isPresent());
        Voices voices =
                new Voices(request.corpus(), config.perSpeaker(), config.heldOut(), progress);
        try (NDManager manager =
                        backend.newManager(backend.resolve(request.device()), "speaker training");
                Workers workers = new Workers(backend, threads);
                SpeakerTask task =
                        new SpeakerTask(
                                config, voices, manager, workers, checkpoint, request.seed())) {
            Batcher batcher =
                    new Batcher(
                            voices.train().stream().mapToInt(u -> u.samples().length).toArray(),
                            config.batch(),
                            request.seed());
            TrainingLoop loop =
                    new TrainingLoop(
                            task, plan(config, batcher), batcher, request.run(), checkpoint);
            Path model = request.run().resolve("model");
            try {
                loop.run(
                        progress,
                        request.seconds().isPresent()
                                ? request.seconds().getAsLong()
                                : Double.POSITIVE_INFINITY);
            } finally {
                export(request, config, voices, task, loop, threads, model);
            }
            return loop.report(model);
        }
    }

    private static TrainingLoop.Plan plan(SpeakerTraining config, Batcher batcher) {
        return new TrainingLoop.Plan(
                config.steps(),
                config.every(),
                config.optimizer().schedule(config.steps(), batcher.batchesPerEpoch()),
                SpeakerTask.COLUMNS,
                List.of("total", "accuracy"));
    }

    private void export(
            Request request,
            SpeakerTraining config,
            Voices voices,
            SpeakerTask task,
            TrainingLoop loop,
            int threads,
            Path folder) {
        Map<String, Double> figures = new LinkedHashMap<>();
        Map<String, String> tried = new LinkedHashMap<>();
        task.measured()
                .ifPresent(
                        e -> {
                            figures.put("eer", e.rate());
                            figures.put("same", e.same());
                            figures.put("other", e.other());
                            tried.put(
                                    "equal-error rate",
                                    String.format(Locale.ROOT, "%.1f %%", 100 * e.rate()));
                            tried.put(
                                    "mean cosine of one speaker / of two",
                                    String.format(Locale.ROOT, "%.2f / %.2f", e.same(), e.other()));
                            tried.put("trials", Integer.toString(e.trials()));
                            tried.put("speakers", String.join(", ", voices.strangers()));
                        });
        SpeakerConfig model = config.model().withMeasured(figures);
        task.export(
                weights -> {
                    long count = weights.stream().mapToLong(t -> t.count()).sum();
                    ModelExport.write(
                            folder,
                            weights,
                            model.json(),
                            card(request, config, voices, loop, threads, tried, count));
                });
    }

    private ModelCard card(
            Request request,
            SpeakerTraining config,
            Voices voices,
            TrainingLoop loop,
            int threads,
            Map<String, String> tried,
            long parameters) {
        double hours =
                voices.train().stream().mapToLong(u -> u.samples().length).sum()
                        / 3600.0
                        / SpeakerFeatures.RATE;
        Map<String, String> training =
                new RunRecord(id(), request, config.model().json())
                        .rows(loop, voices.train().size(), hours, threads);
        training.put("speakers", String.join(", ", voices.speakers()));
        training.put("warps in %", config.warps().toString());
        return new ModelCard(
                        "apache-2.0",
                        "feature-extraction",
                        "Speaker encoder, configuration `" + config.name() + "`")
                .paragraph(
                        String.format(
                                Locale.ROOT,
                                "A time-delay network with attentive statistics pooling, %,d"
                                        + " parameters, that maps 16 kHz speech to %d numbers of"
                                        + " norm 1; trained by Syrinx with an additive-margin"
                                        + " softmax.",
                                parameters,
                                config.model().embedding()))
                .table("training", "", training)
                .table("held-out speakers", "", tried)
                .paragraph(
                        "Limits: the corpus is synthetic. Its speakers are a few recorded voices,"
                            + " warped in pitch and formants; each counts at several further warps"
                            + " as a speaker of its own. So the encoder mostly hears pitch and"
                            + " vocal tract length. Held-out speakers may be warps of voices that"
                            + " were trained on. The equal-error rate is no measure of what it"
                            + " would be on human speakers.");
    }
}
