package org.syrinx.plugin.vits.internal.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Trainer;
import org.syrinx.engine.Operators;
import org.syrinx.nn.internal.PyTorchBackend;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.plugin.vits.internal.model.VitsConfig;
import org.syrinx.plugin.vits.internal.model.VitsNetwork;
import org.syrinx.training.Checkpoint;
import org.syrinx.training.TrainingLog;
import org.syrinx.training.corpus.TestCorpus;

class VitsTrainerTest {
    /**
     * A network of a few thousand weights, with everything switched on: dropout, discriminators,
     * all losses.
     */
    private static final String CONFIG =
            """
            {"model": {"sampling_rate": 16000, "hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2,
              "ffn_dim": 16, "flow_size": 8, "spectrogram_bins": 129, "use_stochastic_duration_prediction": %s,
              "duration_predictor_filter_channels": 16, "prior_encoder_num_flows": 2,
              "prior_encoder_num_wavenet_layers": 1, "posterior_encoder_num_wavenet_layers": 2,
              "speaker_embedding_size": 4, "depth_separable_num_layers": 1,
              "syrinx": {"decoder": "istft", "istft_channels": 16, "istft_layers": 1, "istft_expansion": 2,
                "istft_nfft": 256, "hop": 64, "frame_prior_layers": 1, "frame_prior_channels": 8, "licence": "Apache-2.0"}},
             "training": {"steps": 6, "batch": 4, "slice_frames": 8, "min_frames": 8, "alignment": "%s",
              "ceil_offset": %s, "ema": 0.9, "threads": %d, "optimizer": {"learning_rate": 3e-3},
              "weights": {"stft": 1, "speech": 10}, "discriminator": {"start": %d, "channels": 1, "periods": [2], "scale": true},
              "every": {"log": 1, "validation": 3, "sample": 6, "checkpoint": 3}}}
            """;

    @TempDir Path folder;

    private final VitsTrainer trainer = new VitsTrainer(new PyTorchBackend());

    private Path config(boolean stochastic, String alignment, int threads, int adversarialStart) {
        return write(
                "config-" + stochastic + alignment + threads + adversarialStart + ".json",
                String.format(
                        CONFIG,
                        stochastic,
                        alignment,
                        stochastic ? "0" : "0.5",
                        threads,
                        adversarialStart));
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path corpus(int speakers) {
        return corpus(speakers, 16000);
    }

    private Path corpus(int speakers, int rate) {
        Path root = folder.resolve("corpus" + speakers);
        if (!Files.exists(root)) {
            try {
                Files.createDirectories(root);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            TestCorpus.write(root, speakers, 8, 320, rate);
        }
        return root;
    }

    private Trainer.Request request(
            Path corpus, String run, Path config, boolean resume, int steps) {
        return new Trainer.Request(
                corpus,
                folder.resolve(run),
                config.toString(),
                Optional.empty(),
                resume,
                3,
                OptionalLong.of(steps),
                OptionalLong.empty(),
                "cpu",
                Map.of());
    }

    private static Map<String, float[]> tensors(Path file) {
        Map<String, float[]> all = new TreeMap<>();
        try (SafetensorsFile f = SafetensorsFile.open(file)) {
            f.names().stream()
                    .filter(n -> !n.endsWith("updates"))
                    .forEach(n -> all.put(n, f.floats(n)));
        }
        return all;
    }

    private void assertSameCheckpoint(String run1, String run2, int step) {
        for (String part : List.of("generator", "discriminator", "optimizer")) {
            String name = String.format("checkpoints/step-%08d/%s.safetensors", step, part);
            Map<String, float[]> one = tensors(folder.resolve(run1).resolve(name));
            Map<String, float[]> two = tensors(folder.resolve(run2).resolve(name));
            assertEquals(one.keySet(), two.keySet());
            one.forEach((k, v) -> assertArrayEquals(v, two.get(k), part + " " + k));
        }
    }

    @Test
    void resumingIsTheSameAsNeverStoppingBitForBit() {
        Path config = config(false, "corpus", 1, 2);
        trainer.train(request(corpus(2), "straight", config, false, 6), Progress.NONE);
        Progress stopAfterThree =
                (phase, done, total) -> {
                    if (phase.startsWith("training") && done == 3) {
                        throw new CancelledException(phase);
                    }
                };
        assertThrows(
                CancelledException.class,
                () ->
                        trainer.train(
                                request(corpus(2), "stopped", config, false, 6), stopAfterThree));
        assertTrue(Files.exists(folder.resolve("stopped/model/model.safetensors")));
        Trainer.Report report =
                trainer.train(request(corpus(2), "stopped", config, true, 6), Progress.NONE);
        assertTrue(report.finished());
        assertEquals(6, report.steps());
        assertSameCheckpoint("straight", "stopped", 6);
    }

    @Test
    void twoThreadsLearnTheSameAsOne() {
        Path one = config(false, "corpus", 1, 2);
        Path two = config(false, "corpus", 2, 2);
        // without dropout, whose draws depend on the order of threads
        for (Path p : List.of(one, two)) {
            try {
                String text =
                        Files.readString(p)
                                .replace(
                                        "\"flow_size\"",
                                        "\"hidden_dropout\": 0, \"attention_dropout\": 0,"
                                            + " \"activation_dropout\": 0,"
                                            + " \"duration_predictor_dropout\": 0, \"flow_size\"")
                                // plain descent would be better to compare, but a large epsilon
                                // comes close
                                .replace(
                                        "\"learning_rate\": 3e-3",
                                        "\"learning_rate\": 1e-3, \"epsilon\": 1.0");
                Files.writeString(p, text);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        trainer.train(request(corpus(2), "one", one, false, 3), Progress.NONE);
        trainer.train(request(corpus(2), "two", two, false, 3), Progress.NONE);
        Map<String, float[]> a =
                tensors(folder.resolve("one/checkpoints/step-00000003/generator.safetensors"));
        Map<String, float[]> b =
                tensors(folder.resolve("two/checkpoints/step-00000003/generator.safetensors"));
        a.forEach((name, values) -> assertArrayEquals(values, b.get(name), 2e-5f, name));
    }

    @Test
    void theFinishedFolderLoadsAndNamesWhatItWasMadeFrom() throws IOException {
        Trainer.Report report =
                trainer.train(
                        request(corpus(2), "run", config(false, "corpus", 2, 2), false, 6),
                        Progress.NONE);
        VitsConfig config = VitsConfig.read(report.model().resolve("config.json"));
        assertEquals(List.of("s0", "s1"), config.speakers().names());
        assertEquals(List.of("pau", "aa", "iy", "m", "s", "uw"), config.voice().symbols());
        loads(report.model(), config);
        String card = Files.readString(report.model().resolve("README.md"));
        for (String fact :
                List.of("seed | 3", "steps | 6", "12 utterances", "s0, s1", "--config")) {
            assertTrue(card.contains(fact), fact + " in " + card);
        }
        for (String name : List.of("log.csv", "losses.png", "optimizer.png")) {
            assertTrue(Files.size(folder.resolve("run").resolve(name)) > 100, name);
        }
        try (Stream<Path> samples = Files.list(folder.resolve("run/samples/step-00000006"))) {
            assertEquals(6, samples.count());
        }
        TreeMap<Long, Double> mel = TrainingLog.read(folder.resolve("run/log.csv")).get("mel");
        assertEquals(6, mel.size());
        assertTrue(
                TrainingLog.read(folder.resolve("run/log.csv"))
                        .get("valid_speech")
                        .containsKey(3L));
    }

    private static void loads(Path model, VitsConfig config) {
        try (NDManager manager = Operators.engine().newBaseManager();
                SafetensorsFile file = SafetensorsFile.open(model.resolve("model.safetensors"));
                ParameterSet set = ParameterSet.load(file, manager)) {
            VitsNetwork network = new VitsNetwork(config, set, VitsNetwork.Parts.INFERENCE);
            assertTrue(network.posterior().isPresent());
            assertEquals(0, set.nonFinite());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void alignmentSearchAndBothDurationPredictorsTrain(boolean stochastic) {
        Trainer.Report report =
                trainer.train(
                        request(
                                corpus(1),
                                "mas" + stochastic,
                                config(stochastic, "mas", 2, 0),
                                false,
                                4),
                        Progress.NONE);
        assertEquals(4, report.steps());
        for (String loss :
                List.of(
                        "mel",
                        "kl",
                        "duration",
                        "stft",
                        "adversarial",
                        "feature",
                        "discriminator")) {
            assertTrue(Double.isFinite(report.losses().get(loss)), loss);
        }
    }

    @Test
    void oneBatchIsLearntByHeart() throws IOException {
        Path config = config(false, "corpus", 2, -1);
        Files.writeString(
                config,
                Files.readString(config).replace("\"validation\": 3", "\"validation\": 1000"));
        Trainer.Report report =
                trainer.train(request(corpus(1), "overfit", config, false, 120), Progress.NONE);
        TreeMap<Long, Double> mel = TrainingLog.read(report.files().get(0)).get("mel");
        TreeMap<Long, Double> duration = TrainingLog.read(report.files().get(0)).get("duration");
        assertTrue(mel.get(120L) < 0.7 * mel.get(1L), mel.get(1L) + " to " + mel.get(120L));
        assertTrue(
                duration.get(120L) < 0.3 * duration.get(1L),
                duration.get(1L) + " to " + duration.get(120L));
    }

    @Test
    void aRunFolderIsNotOverwrittenAndNotResumedOtherwise() {
        Path config = config(false, "corpus", 1, -1);
        trainer.train(request(corpus(1), "kept", config, false, 3), Progress.NONE);
        SyrinxException again =
                assertThrows(
                        SyrinxException.class,
                        () ->
                                trainer.train(
                                        request(corpus(1), "kept", config, false, 3),
                                        Progress.NONE));
        assertTrue(again.getMessage().contains("--resume"));
        SyrinxException other =
                assertThrows(
                        SyrinxException.class,
                        () ->
                                trainer.train(
                                        request(corpus(2), "kept", config, true, 6),
                                        Progress.NONE));
        assertTrue(
                other.getMessage().contains("nother model was given with --resume"),
                other.getMessage());
    }

    @Test
    void anEarlierModelsWeightsAreTakenOverWhereTheyFit() {
        Path config = config(false, "corpus", 1, -1);
        Trainer.Report first =
                trainer.train(request(corpus(1), "first", config, false, 3), Progress.NONE);
        Path larger =
                write(
                        "larger.json",
                        read(config)
                                .replace("\"frame_prior_layers\": 1", "\"frame_prior_layers\": 2")
                                .replace("\"learning_rate\": 3e-3", "\"learning_rate\": 0"));
        Trainer.Request r = request(corpus(1), "second", larger, false, 1);
        Trainer.Report second =
                trainer.train(
                        new Trainer.Request(
                                r.corpus(),
                                r.run(),
                                r.configuration(),
                                r.initial(),
                                false,
                                4,
                                r.steps(),
                                r.seconds(),
                                "cpu",
                                Map.of("weights", first.model().toString())),
                        Progress.NONE);
        Map<String, float[]> before = tensors(first.model().resolve("model.safetensors"));
        Map<String, float[]> after = tensors(second.model().resolve("model.safetensors"));
        assertTrue(after.keySet().containsAll(before.keySet()));
        assertTrue(after.containsKey("frame_prior.blocks.1.dwconv.weight"));
        assertArrayEquals(
                before.get("text_encoder.embed_tokens.weight"),
                after.get("text_encoder.embed_tokens.weight"));
        assertArrayEquals(before.get("decoder.head.weight"), after.get("decoder.head.weight"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void timeEndsARunWithACheckpointAndAModel() {
        Trainer.Request r =
                request(corpus(1), "timed", config(false, "corpus", 1, -1), false, 100_000);
        Trainer.Request timed =
                new Trainer.Request(
                        r.corpus(),
                        r.run(),
                        r.configuration(),
                        r.initial(),
                        false,
                        3,
                        r.steps(),
                        OptionalLong.of(1),
                        "cpu",
                        Map.of());
        Trainer.Report report = trainer.train(timed, Progress.NONE);
        assertFalse(report.finished());
        assertTrue(Checkpoint.latest(r.run()).isPresent());
        assertTrue(Files.exists(report.model().resolve("model.safetensors")));
    }
}
