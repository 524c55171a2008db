package org.syrinx.plugin.hifigan.internal.train;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.syrinx.api.Backend;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Trainer;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.nn.params.Naming;
import org.syrinx.plugin.hifigan.internal.HifiGanFamily;
import org.syrinx.plugin.hifigan.internal.model.VocoderConfig;
import org.syrinx.training.ModelCard;
import org.syrinx.training.ModelExport;
import org.syrinx.training.RunFolder;
import org.syrinx.training.RunRecord;
import org.syrinx.training.TrainingLoop;
import org.syrinx.training.Workers;
import org.syrinx.training.corpus.Batcher;
import org.syrinx.training.corpus.CorpusReader;
import org.syrinx.training.corpus.Utterance;
import org.syrinx.training.spectra.Spectrograms;

/**
 * Trains a mel vocoder from a corpus, or fine-tunes a model folder, as docs/vocoders.md describes.
 * Needs neither phones nor text.
 *
 * <p>Options: {@code threads} (parts of a batch in parallel; 1 makes a run reproducible bit for
 * bit), {@code batch} (utterances a step).
 */
@Component(service = Trainer.class)
public final class VocoderTrainer implements Trainer {
    private static final Set<String> OPTIONS = Set.of("threads", "batch");

    private final Backend backend;

    /** Takes the engine. */
    @Activate
    public VocoderTrainer(@Reference Backend backend) {
        this.backend = backend;
    }

    @Override
    public String id() {
        return HifiGanFamily.ID;
    }

    @Override
    public Map<String, String> configurations() {
        return Map.copyOf(VocoderTrainingConfig.BUILT_IN);
    }

    @Override
    public Report train(Request request, Progress progress) {
        RunFolder.requireOptions(request, OPTIONS);
        VocoderTrainingConfig config = configuration(request);
        Optional<Path> checkpoint = RunFolder.prepare(request);
        Map<String, Object> json = modelJson(request, config);
        VocoderConfig model = VocoderConfig.of(json, config.name());
        List<Utterance> corpus =
                CorpusReader.read(
                        request.corpus(),
                        model.mel().sampleRate(),
                        config.styles(),
                        List.of(),
                        progress);
        RunRecord record = new RunRecord(id(), request, json);
        record.check(request.resume() && checkpoint.isPresent());
        Optional<Path> initial =
                request.initial().map(f -> ModelFolder.open(f).require(ModelFolder.WEIGHTS));
        try (NDManager manager =
                        backend.newManager(backend.resolve(request.device()), "vocoder training");
                Workers workers = new Workers(backend, config.threads());
                VocoderState state =
                        new VocoderState(
                                manager, model, config, initial, checkpoint, request.seed());
                Spectrograms spectra = new Spectrograms(manager, model.mel())) {
            List<Example> train = examples(corpus, "train", config, model);
            CopySynthesis copies =
                    new CopySynthesis(
                            state,
                            spectra,
                            workers,
                            model.mel().sampleRate(),
                            examples(corpus, "valid", config, model));
            VocoderTask task =
                    new VocoderTask(config, state, spectra, workers, copies, train, request.seed());
            Batcher batcher =
                    new Batcher(
                            train.stream().mapToInt(Example::frames).toArray(),
                            config.batch(),
                            request.seed());
            TrainingLoop loop =
                    new TrainingLoop(
                            task, plan(config, batcher), batcher, request.run(), checkpoint);
            Runnable export = () -> export(request, config, json, state, record, loop, train);
            try {
                loop.run(
                        progress,
                        request.seconds().isPresent()
                                ? request.seconds().getAsLong()
                                : Double.POSITIVE_INFINITY);
            } catch (CancelledException e) {
                export.run();
                throw e;
            }
            export.run();
            return loop.report(folder(request));
        }
    }

    private static Path folder(Request request) {
        return request.run().resolve("model");
    }

    private static VocoderTrainingConfig configuration(Request request) {
        VocoderTrainingConfig config = VocoderTrainingConfig.of(request.configuration());
        return config.with(
                request.steps().orElse(config.steps()),
                RunFolder.positive(request, "batch").orElse(config.batch()),
                RunFolder.positive(request, "threads").orElse(config.threads()));
    }

    /** A folder that is fine-tuned keeps its own configuration. */
    private static Map<String, Object> modelJson(Request request, VocoderTrainingConfig config) {
        return request.initial().isPresent()
                ? ModelFolder.open(request.initial().get()).config().asMap()
                : config.model();
    }

    private static List<Example> examples(
            List<Utterance> corpus,
            String split,
            VocoderTrainingConfig config,
            VocoderConfig model) {
        int hop = model.mel().stft().hop();
        List<Example> examples =
                corpus.stream()
                        .filter(u -> u.split().equals(split))
                        .map(u -> new Example(u, u.samples().length / hop))
                        .filter(e -> e.frames() >= config.sliceFrames())
                        .toList();
        if (split.equals("train") && examples.isEmpty()) {
            throw new SyrinxException(
                    "utterances of at least " + config.sliceFrames() + " frames to train on",
                    "the corpus has none",
                    "Use longer utterances, or a smaller slice_frames.");
        }
        return examples;
    }

    private static TrainingLoop.Plan plan(VocoderTrainingConfig config, Batcher batcher) {
        return new TrainingLoop.Plan(
                config.steps(),
                config.every(),
                config.optimizer().schedule(config.steps(), batcher.batchesPerEpoch()),
                VocoderTask.COLUMNS,
                VocoderTask.SHOWN);
    }

    private static void export(
            Request request,
            VocoderTrainingConfig config,
            Map<String, Object> json,
            VocoderState state,
            RunRecord record,
            TrainingLoop loop,
            List<Example> train) {
        VocoderConfig model = state.network().config();
        double hours =
                train.stream().mapToLong(e -> e.utterance().samples().length).sum()
                        / 3600.0
                        / model.mel().sampleRate();
        Map<String, String> last = new LinkedHashMap<>();
        new TreeMap<>(loop.losses())
                .forEach((k, v) -> last.put(k, String.format(Locale.ROOT, "%.4f", v)));
        ModelCard card =
                new ModelCard(
                                "apache-2.0",
                                "audio-to-audio",
                                "Mel vocoder, configuration `" + config.name() + "`")
                        .paragraph(describe(state, config))
                        .table(
                                "training",
                                "",
                                record.rows(loop, train.size(), hours, config.threads()))
                        .table("loss", "last value", last)
                        .table("mel", "", model.mel().latentSpec().parameters());
        state.learner()
                .averaged(
                        () ->
                                ModelExport.write(
                                        folder(request),
                                        state.network().parameters().toTensors(Naming.FOLDED),
                                        json,
                                        card));
    }

    private static String describe(VocoderState state, VocoderTrainingConfig config) {
        VocoderConfig model = state.network().config();
        Degradation d = config.degradation();
        return String.format(
                Locale.ROOT,
                "A vocoder of %,d parameters for mel spectrograms at %d Hz, generator `%s`, trained"
                        + " by Syrinx.\n%s\n%s",
                state.network().parameters().count(),
                model.mel().sampleRate(),
                model.generator(),
                config.adversarialStart() < 0 || config.adversarialStart() >= config.steps()
                        ? "Mel and multi-resolution STFT losses, no discriminators."
                        : "Mel and multi-resolution STFT losses; discriminators (multi-period and"
                                + " multi-resolution) from step "
                                + config.adversarialStart()
                                + ".",
                d.share() == 0
                        ? "Trained on clean mels only."
                        : String.format(
                                Locale.ROOT,
                                "Of the mels it was trained on, %.0f %% were degraded (noise up to"
                                    + " %.2f nats, neighbours blurred in by up to %.2f), so that"
                                    + " mels made by an acoustic model sound too.",
                                100 * d.share(),
                                d.noise(),
                                d.blur()));
    }
}
