package org.syrinx.plugin.hifigan.internal.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Trainer;
import org.syrinx.engine.Operators;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.nn.internal.PyTorchBackend;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.plugin.hifigan.internal.HifiGanFamily;
import org.syrinx.plugin.hifigan.internal.model.VocoderConfig;
import org.syrinx.training.HostBuffer;
import org.syrinx.training.TrainingLog;
import org.syrinx.training.corpus.TestCorpus;

class VocoderTrainerTest {
    private static final String CONFIG =
            """
            {"model": {"sampling_rate": 16000, "n_fft": 256, "win_size": 256, "hop_size": 64, "num_mels": 20,
              "fmin": 0, "fmax": 8000, %s},
             "training": {"steps": 6, "batch": 4, "slice_frames": 12, "ema": 0.9, "threads": %d,
              "degradation": {"share": 0.5, "noise": 0.3, "blur": 0.2},
              "optimizer": {"learning_rate": 3e-3, "decay_per_epoch": 1},
              "weights": {"mel": 45, "stft": 8},
              "discriminator": {"start": %d, "channels": 1, "periods": [2], "scale": false,
                "resolutions": [64], "resolution_channels": 2},
              "every": {"log": 1, "validation": 3, "sample": 6, "checkpoint": 3}}}
            """;

    private static final String ISTFT =
            "\"syrinx\": {\"generator\": \"istft\", \"mel_epsilon\": 1e-6, \"istft_channels\": 16,"
                    + " \"istft_layers\": 1, \"istft_nfft\": 128, \"istft_split\": 2,"
                    + " \"istft_fine_channels\": 16, \"istft_fine_layers\": 1}";

    private static final String HIFIGAN =
            "\"upsample_rates\": [8, 8], \"upsample_kernel_sizes\": [16, 16],"
                    + " \"upsample_initial_channel\": 16, \"resblock_kernel_sizes\": [3],"
                    + " \"resblock_dilation_sizes\": [[1, 3]]";

    @TempDir Path folder;

    private final VocoderTrainer trainer = new VocoderTrainer(new PyTorchBackend());

    private Path config(String generator, int threads, int start) {
        return write(
                "config" + generator.hashCode() + threads + start + ".json",
                String.format(CONFIG, generator, threads, start));
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path corpus() {
        Path root = folder.resolve("corpus");
        try {
            if (!Files.exists(root)) {
                TestCorpus.write(Files.createDirectories(root), 2, 8, 320, 16000);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return root;
    }

    private Trainer.Request request(
            String run, String config, boolean resume, int steps, Optional<Path> initial) {
        return new Trainer.Request(
                corpus(),
                folder.resolve(run),
                config,
                initial,
                resume,
                3,
                OptionalLong.of(steps),
                OptionalLong.empty(),
                "cpu",
                Map.of());
    }

    private Trainer.Report train(String run, Path config, boolean resume, int steps) {
        return trainer.train(
                request(run, config.toString(), resume, steps, Optional.empty()), Progress.NONE);
    }

    private Map<String, float[]> tensors(Path file) {
        Map<String, float[]> all = new TreeMap<>();
        try (SafetensorsFile f = SafetensorsFile.open(file)) {
            f.names().stream()
                    .filter(n -> !n.endsWith("updates"))
                    .forEach(n -> all.put(n, f.floats(n)));
        }
        return all;
    }

    @Test
    void resumingIsTheSameAsNeverStoppingBitForBit() {
        Path config = config(ISTFT, 1, 2);
        train("straight", config, false, 6);
        Progress stopAfterThree =
                (phase, done, total) -> {
                    if (phase.startsWith("training") && done == 3) {
                        throw new CancelledException(phase);
                    }
                };
        Trainer.Request stopped = request("stopped", config.toString(), false, 6, Optional.empty());
        assertThrows(CancelledException.class, () -> trainer.train(stopped, stopAfterThree));
        assertTrue(Files.exists(folder.resolve("stopped/model/model.safetensors")));
        train("stopped", config, true, 6);
        for (String part : List.of("generator", "discriminator", "optimizer")) {
            String file = "checkpoints/step-00000006/" + part + ".safetensors";
            Map<String, float[]> one = tensors(folder.resolve("straight").resolve(file));
            Map<String, float[]> two = tensors(folder.resolve("stopped").resolve(file));
            assertEquals(one.keySet(), two.keySet());
            one.forEach((k, v) -> assertArrayEquals(v, two.get(k), part + " " + k));
        }
    }

    @Test
    void theFinishedFolderIsAModelOfTheFamilyWithItsCard() throws IOException {
        for (String generator : List.of(ISTFT, HIFIGAN)) {
            String run = "run" + generator.hashCode();
            Trainer.Report report = train(run, config(generator, 2, 2), false, 6);
            assertTrue(report.finished());
            assertEquals(Optional.empty(), new HifiGanFamily().reject(report.model()));
            for (String loss : List.of("mel", "stft", "adversarial", "feature", "discriminator")) {
                assertTrue(Double.isFinite(report.losses().get(loss)), loss);
            }
            String card = Files.readString(report.model().resolve("README.md"));
            for (String fact :
                    List.of(
                            "steps | 6",
                            "12 utterances",
                            "discriminators (multi-period and multi-resolution) from step 2",
                            "50 % were degraded",
                            "mel.bands | 20")) {
                assertTrue(card.contains(fact), fact + " in " + card);
            }
            Path samples = folder.resolve(run).resolve("samples/step-00000006");
            try (Stream<Path> files = Files.list(samples)) {
                assertEquals(4, files.count());
            }
            assertEquals(
                    2,
                    TrainingLog.read(folder.resolve(run).resolve("log.csv"))
                            .get("valid_mel")
                            .size());
        }
    }

    @Test
    void oneBatchIsLearntByHeart() throws IOException {
        Path config = config(ISTFT, 2, -1);
        String text = Files.readString(config);
        Files.writeString(config, text.replace("\"validation\": 3", "\"validation\": 1000"));
        Trainer.Report report = train("overfit", config, false, 150);
        TreeMap<Long, Double> mel = TrainingLog.read(report.files().get(0)).get("mel");
        assertTrue(mel.get(150L) < 0.6 * mel.get(1L), mel.get(1L) + " to " + mel.get(150L));
    }

    @Test
    void aModelFolderIsTrainedFurther() throws IOException {
        Path config = config(ISTFT, 1, -1);
        Trainer.Report first = train("first", config, false, 3);
        String still =
                Files.readString(config)
                        .replace("\"learning_rate\": 3e-3", "\"learning_rate\": 0")
                        .replace("\"istft_channels\": 16", "\"istft_channels\": 99");
        Path frozen = write("frozen.json", still);
        Trainer.Report second =
                trainer.train(
                        request("second", frozen.toString(), false, 1, Optional.of(first.model())),
                        Progress.NONE);
        Map<String, float[]> before = tensors(first.model().resolve("model.safetensors"));
        Map<String, float[]> after = tensors(second.model().resolve("model.safetensors"));
        assertEquals(before.keySet(), after.keySet());
        before.forEach((name, values) -> assertArrayEquals(values, after.get(name), name));
    }

    @Test
    void everyBuiltInConfigurationMakesAVocoder() {
        for (String name : VocoderTrainingConfig.BUILT_IN.keySet()) {
            VocoderTrainingConfig config = VocoderTrainingConfig.of(name);
            VocoderConfig model = VocoderConfig.of(config.model(), name);
            assertEquals(256, model.mel().stft().hop(), name);
        }
    }

    @Test
    void mistakesAreNamed() {
        SyrinxException e =
                assertThrows(
                        SyrinxException.class,
                        () ->
                                VocoderTrainingConfig.parse(
                                        "x.json", "{\"training\": {\"weights\": {\"mell\": 1}}}"));
        assertTrue(e.getMessage().contains("unknown name training.weights.mell"), e.getMessage());
        assertTrue(e.getMessage().contains("docs/vocoders.md"), e.getMessage());
    }

    @Test
    void degradationBlursNeighboursAddsNoiseAndStaysAboveTheFloor() {
        Autograd.prepareThread(false);
        try (NDManager manager = Operators.engine().newBaseManager();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            HostBuffer host = new HostBuffer(manager);
            float[] impulse = new float[3 * 5];
            impulse[7] = 1; // band 1, frame 2
            NDArray mel = Tensors.of(manager, impulse, 1, 3, 5);
            Degradation blur = new Degradation(1, 0, 0.4);
            double w = drawn(0.4);
            float[] y = blur.apply(mel, List.of(new Random(1)), host, -10).toFloatArray();
            float c = (float) (1 - 2 * w);
            float s = (float) w;
            float[] expected = {
                0, s * s, c * s, s * s, 0,
                0, s * c, c * c, s * c, 0,
                0, s * s, c * s, s * s, 0
            };
            assertArrayEquals(expected, y, 1e-6f);
            Degradation none = new Degradation(0, 1, 1);
            assertArrayEquals(
                    impulse, none.apply(mel, List.of(new Random(1)), host, -10).toFloatArray());
            Degradation noise = new Degradation(1, 5, 0);
            float[] n = noise.apply(mel, List.of(new Random(1)), host, 0).toFloatArray();
            assertNotEquals(impulse[7], n[7]);
            for (float v : n) {
                assertTrue(v >= 0);
            }
        }
    }

    /** The weight that a generator with seed 1 draws: the second number, after the share. */
    private static double drawn(double largest) {
        Random random = new Random(1);
        random.nextDouble();
        return largest * random.nextDouble();
    }
}
