package org.syrinx.plugin.vits.internal.train;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.syrinx.api.Backend;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Trainer;
import org.syrinx.plugin.vits.internal.model.ModelFolder;
import org.syrinx.plugin.vits.internal.model.VitsConfig;

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

    /**
     * Creates the trainer.
     *
     * @param backend the engine
     */
    @Activate
    public VitsTrainer(@Reference Backend backend) {
        this.backend = backend;
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
        Optional<Path> checkpoint = prepareRun(request);
        Optional<VitsConfig> given = request.initial().map(f -> ModelFolder.open(f).config());
        int rate = given.map(VitsConfig::samplingRate).orElseGet(() -> samplingRate(config));
        List<Utterance> corpus =
                CorpusReader.read(request.corpus(), rate, config.styles(), List.of(), progress);
        ModelSetup setup =
                request.initial().isPresent()
                        ? ModelSetup.forFolder(request.initial().get(), corpus)
                        : ModelSetup.forCorpus(config, corpus);
        new RunRecord(request, setup).check(request.resume() && checkpoint.isPresent());
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
                Spectrograms spectra =
                        new Spectrograms(
                                manager,
                                setup.config().samplingRate(),
                                setup.config().fftSize(),
                                setup.config().hop())) {
            return run(
                    request, config, setup, corpus, checkpoint, state, spectra, workers, progress);
        }
    }

    private static int samplingRate(TrainingConfig config) {
        return config.model().get("sampling_rate") instanceof Integer r ? r : 16000;
    }

    private static TrainingConfig configuration(Request request) {
        for (String name : request.options().keySet()) {
            if (!OPTIONS.contains(name)) {
                throw new SyrinxException(
                        "options among " + OPTIONS,
                        "the option " + name + " is unknown",
                        "Leave it out.");
            }
        }
        TrainingConfig config = TrainingConfig.of(request.configuration());
        if (request.initial().isPresent()) {
            config = config.forFineTuning();
        }
        if (request.steps().isPresent()) {
            config = config.withSteps(request.steps().getAsLong());
        }
        if (request.options().containsKey("threads")) {
            config = config.withThreads(positive(request, "threads"));
        }
        return request.options().containsKey("batch")
                ? config.withBatch(positive(request, "batch"))
                : config;
    }

    private static int positive(Request request, String option) {
        String value = request.options().get(option);
        if (!value.matches("[1-9][0-9]{0,3}")) {
            throw new SyrinxException(
                    "a whole number from 1 to 9999",
                    "the option " + option + " is " + value,
                    "Correct it.");
        }
        return Integer.parseInt(value);
    }

    /** The checkpoint to go on from; refuses to overwrite a run that nobody asked to go on with. */
    private static Optional<Path> prepareRun(Request request) {
        try {
            Files.createDirectories(request.run());
        } catch (IOException e) {
            throw new SyrinxException(
                    "a run folder that can be written",
                    request.run() + " cannot be made (" + e + ")",
                    "Choose another folder.",
                    e);
        }
        Optional<Path> latest = Checkpoint.latest(request.run());
        if (latest.isPresent() && !request.resume()) {
            throw new SyrinxException(
                    "an empty run folder, or --resume",
                    "the run folder "
                            + request.run()
                            + " holds checkpoints up to "
                            + latest.get().getFileName(),
                    "Go on with --resume, or choose another folder.");
        }
        return latest;
    }

    private static Report run(
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
        List<Example> train = examples(corpus, "train", config, setup);
        List<Example> valid = examples(corpus, "valid", config, setup);
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
        TrainingLoop loop =
                new TrainingLoop(
                        config,
                        state,
                        new TrainingStep(config, state, spectra, workers, sizes),
                        evaluation,
                        train,
                        request.run(),
                        request.seed(),
                        checkpoint.map(Checkpoint::state).orElse(null));
        RunRecord record = new RunRecord(request, setup);
        double maxSeconds =
                request.seconds().isPresent()
                        ? request.seconds().getAsLong()
                        : Double.POSITIVE_INFINITY;
        try {
            loop.run(progress, maxSeconds);
        } catch (CancelledException e) {
            export(request, config, setup, state, loop, record, train);
            throw e;
        }
        Path folder = export(request, config, setup, state, loop, record, train);
        return new Report(
                folder,
                loop.step(),
                loop.seconds(),
                loop.step() >= config.steps(),
                loop.losses(),
                files(request.run()));
    }

    private static List<Example> examples(
            List<Utterance> corpus, String split, TrainingConfig config, ModelSetup setup) {
        return Example.of(
                corpus.stream().filter(u -> u.split().equals(split)).toList(),
                config,
                setup.config().hop(),
                setup.speakers(),
                setup.tokenizer());
    }

    private static Path export(
            Request request,
            TrainingConfig config,
            ModelSetup setup,
            TrainingState state,
            TrainingLoop loop,
            RunRecord record,
            List<Example> train) {
        Path folder = request.run().resolve("model");
        double hours =
                train.stream().mapToLong(e -> e.utterance().samples().length).sum()
                        / 3600.0
                        / setup.config().samplingRate();
        ModelExport.write(
                folder,
                setup,
                state,
                request.initial(),
                new ModelExport.Card(
                        record.command(),
                        config.name(),
                        record.corpus(train.size(), hours),
                        request.seed(),
                        loop.step(),
                        loop.allSeconds(),
                        state.network().parameters().count(),
                        loop.losses(),
                        record.machine(config.threads()),
                        loop.step() >= config.steps()));
        return folder;
    }

    private static List<Path> files(Path run) {
        List<Path> files = new ArrayList<>();
        for (String name : List.of("log.csv", "losses.png", "optimizer.png")) {
            if (Files.exists(run.resolve(name))) {
                files.add(run.resolve(name));
            }
        }
        if (Files.isDirectory(run.resolve("samples"))) {
            try (Stream<Path> samples = Files.walk(run.resolve("samples"))) {
                samples.filter(Files::isRegularFile).sorted().forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }
}
