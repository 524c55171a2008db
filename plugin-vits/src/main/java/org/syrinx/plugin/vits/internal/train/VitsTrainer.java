package org.syrinx.plugin.vits.internal.train;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.syrinx.api.Backend;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Trainer;
import org.syrinx.audio.dsp.MelSpec;
import org.syrinx.audio.dsp.StftSpec;
import org.syrinx.audio.dsp.Windows;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.plugin.vits.internal.model.VitsConfig;
import org.syrinx.text.phonemes.EspeakPhonemizer;
import org.syrinx.training.RunFolder;
import org.syrinx.training.RunRecord;
import org.syrinx.training.TrainingLoop;
import org.syrinx.training.Workers;
import org.syrinx.training.corpus.Batcher;
import org.syrinx.training.corpus.CorpusReader;
import org.syrinx.training.corpus.Utterance;
import org.syrinx.training.spectra.Spectrograms;

/**
 * Trains VITS from a corpus, or fine-tunes a model folder, as docs/training-vits.md describes.
 *
 * <p>Options: {@code threads} (half batches in parallel; 1 makes a run reproducible bit for bit),
 * {@code batch} (utterances a step), {@code weights} (a model folder of ours to start from, where
 * names and shapes agree).
 */
@Component(service = Trainer.class)
public final class VitsTrainer implements Trainer {
    private static final Set<String> OPTIONS = Set.of("threads", "batch", "weights");

    private final Backend backend;
    private final UnaryOperator<String> ipa;

    /**
     * Creates the trainer.
     *
     * @param backend the engine
     */
    @Activate
    public VitsTrainer(@Reference Backend backend) {
        this(backend, text -> new EspeakPhonemizer("en-us").phonemize(text));
    }

    /** With another way to IPA, for folders that were trained on it. */
    VitsTrainer(Backend backend, UnaryOperator<String> ipa) {
        this.backend = backend;
        this.ipa = ipa;
    }

    @Override
    public String id() {
        return "vits";
    }

    @Override
    public Map<String, String> configurations() {
        return Map.copyOf(TrainingConfig.BUILT_IN);
    }

    @Override
    public Report train(Request request, Progress progress) {
        TrainingConfig config = configuration(request);
        Optional<Path> checkpoint = RunFolder.prepare(request);
        Optional<VitsConfig> given = request.initial().map(f -> VitsConfig.of(ModelFolder.open(f)));
        int rate = given.map(VitsConfig::samplingRate).orElseGet(() -> samplingRate(config));
        List<Utterance> corpus =
                CorpusReader.read(request.corpus(), rate, config.styles(), List.of(), progress);
        ModelSetup setup =
                request.initial().isPresent()
                        ? ModelSetup.forFolder(request.initial().get(), corpus, ipa)
                        : ModelSetup.forCorpus(config, corpus);
        new RunRecord(id(), request, setup.json())
                .check(request.resume() && checkpoint.isPresent());
        try (NDManager manager =
                        backend.newManager(backend.resolve(request.device()), "vits training");
                Workers workers = new Workers(backend, config.threads());
                TrainingState state =
                        new TrainingState(
                                manager,
                                setup.config(),
                                config,
                                request.initial().map(f -> f.resolve(ModelFolder.WEIGHTS)),
                                Optional.ofNullable(request.options().get("weights")).map(Path::of),
                                checkpoint,
                                request.seed());
                Spectrograms spectra = new Spectrograms(manager, mel(setup.config()))) {
            return run(
                    request, config, setup, corpus, checkpoint, state, spectra, workers, progress);
        }
    }

    private static int samplingRate(TrainingConfig config) {
        return config.model().get("sampling_rate") instanceof Integer r ? r : 16000;
    }

    private static TrainingConfig configuration(Request request) {
        RunFolder.requireOptions(request, OPTIONS);
        TrainingConfig config = TrainingConfig.of(request.configuration());
        if (request.initial().isPresent()) {
            config = config.forFineTuning();
        }
        if (request.steps().isPresent()) {
            config = config.withSteps(request.steps().getAsLong());
        }
        return with(
                with(config, RunFolder.positive(request, "threads"), TrainingConfig::withThreads),
                RunFolder.positive(request, "batch"),
                TrainingConfig::withBatch);
    }

    private static TrainingConfig with(
            TrainingConfig config,
            Optional<Integer> value,
            BiFunction<TrainingConfig, Integer, TrainingConfig> change) {
        return value.map(v -> change.apply(config, v)).orElse(config);
    }

    /** The paper's mel spectrogram (spec 2, 1.19), at the model's sizes. */
    static MelSpec mel(VitsConfig model) {
        return new MelSpec(
                model.samplingRate(),
                new StftSpec(
                        model.fftSize(),
                        model.fftSize(),
                        model.hop(),
                        Windows.Shape.HANN,
                        StftSpec.Padding.SAME,
                        StftSpec.PadMode.REFLECT),
                80,
                0,
                model.samplingRate() / 2.0,
                MelSpec.Scale.SLANEY,
                MelSpec.Norm.SLANEY,
                1,
                1e-6,
                MelSpec.Log.NATURAL,
                1e-5);
    }

    private Report run(
            Request request,
            TrainingConfig config,
            ModelSetup setup,
            List<Utterance> corpus,
            Optional<Path> checkpoint,
            TrainingState state,
            Spectrograms spectra,
            Workers workers,
            Progress progress) {
        VitsConfig model = setup.config();
        int window = config.windowFrames();
        Part.Sizes sizes =
                new Part.Sizes(
                        model.hop(),
                        model.fftSize(),
                        model.flowSize(),
                        config.sliceFrames(),
                        window);
        List<Example> train = examples(corpus, "train", config, setup, progress);
        List<Example> valid = examples(corpus, "valid", config, setup, progress);
        if (train.isEmpty()) {
            throw new SyrinxException(
                    "utterances of "
                            + config.frames().min()
                            + " to "
                            + config.frames().max()
                            + " frames to train on",
                    "the corpus has none",
                    "Use longer utterances, or change min_frames in the training configuration.");
        }
        Evaluation evaluation = new Evaluation(config, state, spectra, workers, sizes, valid);
        VitsTask task =
                new VitsTask(
                        config, state, spectra, workers, sizes, evaluation, train, request.seed());
        Batcher batcher =
                new Batcher(
                        train.stream().mapToInt(Example::frames).toArray(),
                        config.batch(),
                        request.seed());
        TrainingLoop loop =
                new TrainingLoop(task, plan(config, batcher), batcher, request.run(), checkpoint);
        Runnable export =
                () ->
                        VitsExport.write(
                                request.run().resolve("model"),
                                config.name(),
                                setup,
                                state,
                                request.initial(),
                                rows(request, config, setup, loop, train),
                                loop.losses());
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
        return loop.report(request.run().resolve("model"));
    }

    static TrainingLoop.Plan plan(TrainingConfig config, Batcher batcher) {
        return new TrainingLoop.Plan(
                config.steps(),
                config.every(),
                config.optimizer().schedule(config.steps(), batcher.batchesPerEpoch()),
                VitsTask.COLUMNS,
                VitsTask.SHOWN);
    }

    private static List<Example> examples(
            List<Utterance> corpus,
            String split,
            TrainingConfig config,
            ModelSetup setup,
            Progress progress) {
        return Example.of(
                corpus.stream().filter(u -> u.split().equals(split)).toList(),
                config,
                setup.config().hop(),
                setup.speakers(),
                setup.tokenizer(),
                progress);
    }

    private Map<String, String> rows(
            Request request,
            TrainingConfig config,
            ModelSetup setup,
            TrainingLoop loop,
            List<Example> train) {
        double hours =
                train.stream().mapToLong(e -> e.utterance().samples().length).sum()
                        / 3600.0
                        / setup.config().samplingRate();
        return new RunRecord(id(), request, setup.json())
                .rows(loop, train.size(), hours, config.threads());
    }
}
