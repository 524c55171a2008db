package org.syrinx.plugin.gradtts.internal.train;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.plugin.gradtts.internal.MelSpecs;
import org.syrinx.plugin.gradtts.internal.model.GradTtsConfig;
import org.syrinx.plugin.gradtts.internal.model.GradTtsNetwork;
import org.syrinx.training.Learner;
import org.syrinx.training.ModelCard;
import org.syrinx.training.ModelExport;
import org.syrinx.training.RunFolder;
import org.syrinx.training.RunRecord;
import org.syrinx.training.TrainingLoop;
import org.syrinx.training.Workers;
import org.syrinx.training.corpus.Batcher;
import org.syrinx.training.corpus.CorpusReader;
import org.syrinx.training.corpus.Utterance;

/**
 * Trains Grad-TTS from a corpus, as docs/gradtts.md describes.
 *
 * <p>Options: {@code threads} (parts of a batch in parallel; 1 makes a run reproducible bit for
 * bit), {@code batch} (utterances a step), {@code weights} (a model folder of ours to start from,
 * where names and shapes agree; the decoder's stage needs one).
 */
@Component(service = Trainer.class)
public final class GradTtsTrainer implements Trainer {
    private static final Set<String> OPTIONS = Set.of("threads", "batch", "weights");

    /** As in the authors' code, which does not clip the speaker table. */
    private static final List<String> CLIPPED_APART =
            List.of(GradTtsNetwork.ENCODER + ".", GradTtsNetwork.DECODER + ".");

    private static final int DEFAULT_RATE = 16000;

    private final Backend backend;

    /**
     * Creates the trainer.
     *
     * @param backend the engine
     */
    @Activate
    public GradTtsTrainer(@Reference Backend backend) {
        this.backend = backend;
    }

    @Override
    public String id() {
        return "gradtts";
    }

    @Override
    public Map<String, String> configurations() {
        return Map.copyOf(TrainingConfig.BUILT_IN);
    }

    @Override
    public Report train(Request request, Progress progress) {
        TrainingConfig config = configuration(request);
        Optional<Path> checkpoint = RunFolder.prepare(request);
        List<Utterance> corpus =
                CorpusReader.read(
                        request.corpus(), rate(config), config.styles(), List.of(), progress);
        ModelSetup setup = ModelSetup.forCorpus(config, corpus);
        new RunRecord(id(), request, setup.json())
                .check(request.resume() && checkpoint.isPresent());
        List<Example> valid = examples(corpus, "valid", config, setup, progress);
        List<Example> train = examples(corpus, "train", config, setup, progress);
        if (train.isEmpty()) {
            throw new SyrinxException(
                    "utterances with at least a frame for each token to train on",
                    "the corpus has none",
                    "Use longer utterances, or leave the blanks out.");
        }
        try (NDManager manager =
                        backend.newManager(backend.resolve(request.device()), "gradtts training");
                Workers workers = new Workers(backend, config.threads())) {
            ParameterSet set =
                    Learner.open(
                            manager,
                            checkpoint.map(c -> Learner.weights(c, GradTtsTask.NAME)),
                            request.seed());
            GradTtsNetwork network = new GradTtsNetwork(setup.config(), set);
            if (checkpoint.isEmpty()) {
                warm(request, config, manager, set);
            }
            GradTtsPass pass = new GradTtsPass(network, config);
            if (config.part() == TrainingConfig.Part.DECODER) {
                new Means(network, pass, workers).compute(train, valid, progress);
                set.freeze(GradTtsNetwork.ENCODER + ".");
                if (setup.config().conditionsEncoder()) {
                    set.freeze(GradTtsNetwork.SPEAKERS);
                }
            } else if (config.part() == TrainingConfig.Part.ENCODER) {
                set.freeze(GradTtsNetwork.DECODER + ".");
            }
            try (Learner learner =
                    new Learner(
                            GradTtsTask.NAME,
                            set,
                            config.optimizer(),
                            config.ema(),
                            CLIPPED_APART)) {
                checkpoint.ifPresent(c -> Learner.restore(c, List.of(learner)));
                return run(
                        request,
                        config,
                        setup,
                        network,
                        pass,
                        learner,
                        workers,
                        new Data(train, valid),
                        checkpoint,
                        progress);
            }
        }
    }

    private static int rate(TrainingConfig config) {
        return config.model().get("syrinx") instanceof Map<?, ?> own
                        && own.get("sampling_rate") instanceof Integer r
                ? r
                : DEFAULT_RATE;
    }

    private static TrainingConfig configuration(Request request) {
        RunFolder.requireOptions(request, OPTIONS);
        if (request.initial().isPresent()) {
            throw new SyrinxException(
                    "a run that starts from the corpus alone, or --set weights=FOLDER",
                    "a model folder to fine-tune",
                    "Take over its weights with --set weights=FOLDER.");
        }
        TrainingConfig config = TrainingConfig.of(request.configuration());
        return config.with(
                request.steps().orElse(config.steps()),
                RunFolder.positive(request, "batch").orElse(config.batch()),
                RunFolder.positive(request, "threads").orElse(config.threads()));
    }

    /** Takes over an earlier model's weights where names and shapes agree. */
    private static void warm(
            Request request, TrainingConfig config, NDManager manager, ParameterSet set) {
        String given = request.options().get("weights");
        if (given == null) {
            if (config.part() == TrainingConfig.Part.DECODER) {
                throw new SyrinxException(
                        "a model with a trained encoder, because the configuration \""
                                + config.name()
                                + "\" trains the decoder alone",
                        "none was named",
                        "Train an encoder first (--config small-encoder) and name its folder:"
                                + " --set weights=RUN/model.");
            }
            return;
        }
        ModelFolder files = ModelFolder.open(Path.of(given));
        try (SafetensorsFile file = SafetensorsFile.open(files.require(ModelFolder.WEIGHTS));
                ParameterSet old = ParameterSet.loadForTraining(file, manager)) {
            new GradTtsNetwork(GradTtsConfig.of(files.config()), old);
            Set<String> copied = Learner.takeOver(old, set);
            if (copied.isEmpty()) {
                throw new SyrinxException(
                        "a model of the shapes of the configuration \"" + config.name() + "\"",
                        given + " has none of its tensors",
                        "Name the folder of a model of the same size.");
            }
            if (config.part() == TrainingConfig.Part.DECODER) {
                requireEncoder(config, given, set, copied);
            }
        }
    }

    /** The decoder's stage computes its means with an encoder that it does not train. */
    private static void requireEncoder(
            TrainingConfig config, String given, ParameterSet set, Set<String> copied) {
        TreeSet<String> drawn = new TreeSet<>(set.arrays().keySet());
        drawn.removeIf(n -> copied.contains(n) || !n.startsWith(GradTtsNetwork.ENCODER + "."));
        if (!drawn.isEmpty()) {
            throw new SyrinxException(
                    "a model whose encoder has the shapes of the configuration \""
                            + config.name()
                            + "\", which trains the decoder alone",
                    drawn.size() + " tensors do not fit " + given + ", the first " + drawn.first(),
                    "Name the model that this configuration's first stage made.");
        }
    }

    private static List<Example> examples(
            List<Utterance> corpus,
            String split,
            TrainingConfig config,
            ModelSetup setup,
            Progress progress) {
        List<Example> once =
                Example.of(
                        corpus.stream().filter(u -> u.split().equals(split)).toList(),
                        config,
                        setup,
                        progress);
        if (!split.equals("train")) {
            return once;
        }
        List<Example> repeated = new ArrayList<>();
        for (Example e : once) {
            for (int i = 0; i < config.repeat().getOrDefault(e.style(), 1); i++) {
                repeated.add(e);
            }
        }
        return List.copyOf(repeated);
    }

    private record Data(List<Example> train, List<Example> valid) {}

    private Report run(
            Request request,
            TrainingConfig config,
            ModelSetup setup,
            GradTtsNetwork network,
            GradTtsPass pass,
            Learner learner,
            Workers workers,
            Data data,
            Optional<Path> checkpoint,
            Progress progress) {
        List<Example> train = data.train;
        Evaluation evaluation =
                new Evaluation(config, network, pass, learner, workers, data.valid, setup.rows());
        GradTtsTask task =
                new GradTtsTask(learner, workers, pass, evaluation, train, request.seed());
        Batcher batcher =
                new Batcher(
                        train.stream().mapToInt(Example::frames).toArray(),
                        config.batch(),
                        request.seed());
        TrainingLoop.Plan plan =
                new TrainingLoop.Plan(
                        config.steps(),
                        config.every(),
                        config.optimizer().schedule(config.steps(), batcher.batchesPerEpoch()),
                        GradTtsTask.COLUMNS,
                        GradTtsTask.SHOWN);
        TrainingLoop loop = new TrainingLoop(task, plan, batcher, request.run(), checkpoint);
        Path folder = request.run().resolve("model");
        Runnable export =
                () -> {
                    ModelCard card = card(request, config, setup, network, train, loop);
                    learner.averaged(
                            () ->
                                    ModelExport.write(
                                            folder,
                                            network.parameters().toTensors(Naming.FOLDED),
                                            setup.json(),
                                            card));
                };
        try {
            double seconds =
                    request.seconds().isPresent()
                            ? request.seconds().getAsLong()
                            : Double.POSITIVE_INFINITY;
            loop.run(progress, seconds);
        } catch (CancelledException e) {
            export.run();
            throw e;
        }
        export.run();
        return loop.report(folder);
    }

    private ModelCard card(
            Request request,
            TrainingConfig config,
            ModelSetup setup,
            GradTtsNetwork network,
            List<Example> train,
            TrainingLoop loop) {
        double seconds =
                (double) train.stream().distinct().mapToLong(Example::frames).sum()
                        * MelSpecs.of(setup.config()).stft().hop()
                        / setup.config().samplingRate();
        Map<String, String> last = new LinkedHashMap<>();
        new TreeMap<>(loop.losses())
                .forEach((k, v) -> last.put(k, String.format(Locale.ROOT, "%.4f", v)));
        return new ModelCard(
                        "apache-2.0",
                        "text-to-speech",
                        "Grad-TTS, configuration `" + config.name() + "`")
                .paragraph(
                        String.format(
                                Locale.ROOT,
                                "A Grad-TTS model (Popov et al. 2021) of %,d parameters, mel at %d"
                                        + " Hz, trained by Syrinx. Rows of the speaker table: %s.",
                                network.parameters().count(),
                                setup.config().samplingRate(),
                                String.join(", ", setup.rows())))
                .table(
                        "training",
                        "",
                        new RunRecord(id(), request, setup.json())
                                .rows(
                                        loop,
                                        (int) train.stream().distinct().count(),
                                        seconds / 3600,
                                        config.threads()))
                .table("loss", "last value", last);
    }
}
