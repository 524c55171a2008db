package org.syrinx.eval.speaker.internal.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Audio;
import org.syrinx.api.Backend;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Trainer;
import org.syrinx.audio.io.AudioReader;
import org.syrinx.eval.metric.Embedding;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.MetricRunner;
import org.syrinx.eval.metric.Sample;
import org.syrinx.eval.speaker.internal.SpeakerMetrics;
import org.syrinx.nn.internal.PyTorchBackend;
import org.syrinx.training.TrainingLog;
import org.syrinx.training.corpus.TestCorpus;

class SpeakerTrainerTest {
    private static final String CONFIG =
            """
            {"model": {"channels": 16, "attention": 4, "embedding": 8},
             "training": {"steps": 60, "batch": 6, "frames": 30, "warps_percent": [80, 100], "held_out": ["s3", "s4"],
              "ema": 0.8, "optimizer": {"learning_rate": 1e-2, "beta1": 0.9, "decay_per_epoch": 1},
              "every": {"log": 5, "validation": 20, "sample": 0, "checkpoint": 20}}}
            """;

    private final Backend backend = new PyTorchBackend();
    @TempDir private Path folder;
    private Path config;

    @BeforeEach
    void write() throws IOException {
        config = Files.writeString(folder.resolve("config.json"), CONFIG);
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        TestCorpus.write(corpus, 5, 8, 1600, 16_000);
    }

    @Test
    void learnsToTellSpeakersApartAndWritesAnEncoderThatTheMetricLoads() throws IOException {
        Trainer.Report report = train("run", false, 60);
        assertTrue(report.finished());
        TreeMap<Long, Double> loss =
                TrainingLog.read(folder.resolve("run").resolve("log.csv")).get("total");
        assertTrue(
                loss.lastEntry().getValue() < 0.7 * loss.firstEntry().getValue(), loss::toString);
        Path model = report.model();
        String card = Files.readString(model.resolve("README.md"));
        assertTrue(card.contains("equal-error rate"), card);
        assertTrue(card.contains("s3, s4"), card);
        Path corpus = folder.resolve("corpus");
        try (Embedding.Session session = SpeakerMetrics.encoder(backend, model).open()) {
            double[] once = session.embed(AudioReader.read(corpus.resolve("s0_0.wav")));
            double[] again = session.embed(AudioReader.read(corpus.resolve("s0_0.wav")));
            assertArrayEquals(once, again);
            assertEquals(8, once.length);
            assertEquals(1, Arrays.stream(once).map(v -> v * v).sum(), 1e-3);
            assertEquals(0, session.embed(new Audio(new float[4000], 16_000)).length);
        }
        double near = similarity(model, "s0_1.wav", "s0_2.wav");
        double far = similarity(model, "s0_1.wav", "s2_2.wav");
        assertTrue(near > far, near + " for one speaker, " + far + " for two");
    }

    @Test
    void goesOnAsIfItHadNeverStopped() throws IOException {
        train("whole", false, 20);
        train("parts", false, 10);
        train("parts", true, 20);
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("whole/model/model.safetensors")),
                Files.readAllBytes(folder.resolve("parts/model/model.safetensors")));
    }

    @Test
    void refusesACorpusOfOneSpeaker() throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("one"));
        TestCorpus.write(corpus, 1, 8, 320, 16_000);
        SyrinxException e =
                assertThrows(
                        SyrinxException.class,
                        () -> trainer().train(request(corpus, "r", false, 5), Progress.NONE));
        assertTrue(e.getMessage().contains("two speakers"), e.getMessage());
    }

    @Test
    void aFolderThatIsNoEncoderIsNotAvailable() {
        assertTrue(SpeakerMetrics.encoder(backend, folder).unavailable().isEmpty());
        MetricResult r =
                MetricRunner.run(
                                SpeakerMetrics.similarity(backend, folder),
                                List.of(sample("s0_0.wav", "s0_1.wav")),
                                Progress.NONE)
                        .whole();
        assertFalse(r.available());
        assertTrue(r.why().contains("model_type"), r.why());
        assertTrue(
                SpeakerMetrics.encoder(backend, folder.resolve("nowhere"))
                        .unavailable()
                        .orElseThrow()
                        .contains("config.json"));
    }

    private double similarity(Path model, String a, String b) {
        MetricResult r =
                MetricRunner.run(
                                SpeakerMetrics.similarity(backend, model),
                                List.of(sample(a, b)),
                                Progress.NONE)
                        .whole();
        assertTrue(r.available(), r.why());
        assertTrue(r.details().containsKey("other_speaker"));
        return r.value();
    }

    private Sample sample(String a, String b) {
        Path corpus = folder.resolve("corpus");
        return Sample.of(a).audio(corpus.resolve(a)).reference(corpus.resolve(b)).build();
    }

    private Trainer trainer() {
        return new SpeakerTrainer(backend);
    }

    private Trainer.Report train(String run, boolean resume, int steps) {
        return trainer()
                .train(request(folder.resolve("corpus"), run, resume, steps), Progress.NONE);
    }

    private Trainer.Request request(Path corpus, String run, boolean resume, int steps) {
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
}
