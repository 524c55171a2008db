package org.syrinx.plugin.gradtts.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Audio;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Trainer;
import org.syrinx.audio.io.SampleFormat;
import org.syrinx.audio.io.WavWriter;
import org.syrinx.nn.internal.PyTorchBackend;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.plugin.gradtts.internal.model.GradTtsConfig;

class GradTtsTrainerTest {
    private static final int RATE = 16000;
    private static final int PHONE = 2048;

    @TempDir Path temp;
    private Path corpus;
    private final GradTtsTrainer trainer = new GradTtsTrainer(new PyTorchBackend());

    /** Two speakers, one with a loud style; each phone is a tone of its own. */
    @BeforeEach
    void write() throws IOException {
        corpus = Files.createDirectory(temp.resolve("corpus"));
        StringBuilder manifest = new StringBuilder();
        List<String> phones = List.of("pau", "aa", "s", "iy", "pau");
        for (String speaker : List.of("f1", "m1")) {
            for (String style :
                    speaker.equals("f1") ? List.of("neutral", "loud") : List.of("neutral")) {
                for (int i = 0; i < 6; i++) {
                    String id = speaker + "_" + style + "_" + i;
                    float[] x = new float[phones.size() * PHONE];
                    Random noise = new Random(i);
                    for (int k = 0; k < x.length; k++) {
                        double f = 200 + 150 * (k / PHONE) + (speaker.equals("f1") ? 60 : 0);
                        double gain = style.equals("loud") ? 0.5 : 0.1;
                        x[k] =
                                (float)
                                        (gain * Math.sin(2 * Math.PI * f * k / RATE)
                                                + 0.01 * noise.nextGaussian());
                    }
                    WavWriter.of(SampleFormat.S16)
                            .write(corpus.resolve(id + ".wav"), new Audio(x, RATE));
                    StringBuilder times = new StringBuilder();
                    for (int p = 0; p < phones.size(); p++) {
                        times.append(p == 0 ? "" : ",")
                                .append(
                                        "[\""
                                                + phones.get(p)
                                                + "\","
                                                + p * PHONE
                                                + ","
                                                + PHONE
                                                + "]");
                    }
                    manifest.append(
                            "{\"id\":\"%s\",\"split\":\"%s\",\"speaker\":\"%s\",\"style\":\"%s\","
                                            .formatted(
                                                    id, i == 0 ? "valid" : "train", speaker, style)
                                    + "\"text\":\"asy\",\"audio\":\"%s.wav\",\"sample_rate\":%d,"
                                            .formatted(id, RATE)
                                    + "\"samples\":%d,\"phones\":[%s]}\n"
                                            .formatted(x.length, times));
                }
            }
        }
        Files.writeString(corpus.resolve("manifest.jsonl"), manifest);
    }

    private Trainer.Report train(
            String run, String json, boolean resume, long steps, Map<String, String> options)
            throws IOException {
        Path config = temp.resolve(run + ".json");
        Files.writeString(config, json);
        return trainer.train(
                new Trainer.Request(
                        corpus,
                        temp.resolve(run),
                        config.toString(),
                        Optional.empty(),
                        resume,
                        7,
                        OptionalLong.of(steps),
                        OptionalLong.empty(),
                        "cpu",
                        options),
                Progress.NONE);
    }

    private static String config(String part, String alignment, String more) {
        return """
        {"part": "%s", "alignment": "%s", "batch": 4, "threads": 1, "steps": 30,
         "window": 16, "ema": 0.5, %s
         "optimizer": {"learning_rate": 0.005, "clip": 1, "weight_decay": 0},
         "every": {"log": 1, "validation": 10, "sample": 0, "checkpoint": 10},
         "model": {"n_enc_channels": 16, "filter_channels": 16, "filter_channels_dp": 8,
                   "n_enc_layers": 1, "dec_dim": 8, "spk_emb_dim": 4,
                   "syrinx": {"sampling_rate": 16000}}}
        """
                .formatted(part, alignment, more);
    }

    @Test
    void theLossesFallAndTheModelCanBeLoaded() throws IOException {
        String json = config("joint", "mas", "\"style_rows\": true,");
        Trainer.Report report = train("run", json, false, 30, Map.of());
        assertTrue(report.finished());
        List<String> log = Files.readAllLines(temp.resolve("run/log.csv"));
        assertEquals(31, log.size());
        int diffusion = List.of(log.get(0).split(",")).indexOf("diffusion");
        int prior = List.of(log.get(0).split(",")).indexOf("prior");
        assertTrue(number(log.get(30), prior) < 0.8 * number(log.get(1), prior));
        assertTrue(number(log.get(30), diffusion) < number(log.get(1), diffusion));

        ModelFolder folder = ModelFolder.open(report.model());
        GradTtsConfig config = GradTtsConfig.of(folder.config());
        assertEquals(List.of("f1", "f1:loud", "m1"), config.speakers().names());
        assertEquals(List.of("pau", "aa", "iy", "s"), config.voice().symbols());
        try (SafetensorsFile file = SafetensorsFile.open(folder.require(ModelFolder.WEIGHTS))) {
            assertTrue(file.has("encoder.proj_w.norm_1.gamma"), "the authors' names");
            assertTrue(file.has("decoder.estimator.final_conv.weight"));
        }
        String card = Files.readString(report.model().resolve("README.md"));
        assertTrue(card.contains("Grad-TTS") && card.contains("f1:loud"), card);
    }

    private static double number(String line, int column) {
        return Double.parseDouble(line.split(",")[column]);
    }

    @Test
    void aRunThatWasStoppedGoesOnAsIfItHadNot() throws IOException {
        String json = config("joint", "corpus", "");
        train("whole", json, false, 20, Map.of());
        train("parts", json, false, 10, Map.of());
        train("parts", json, true, 20, Map.of());
        assertEquals(weights("whole"), weights("parts"));
    }

    private Map<String, Integer> weights(String run) {
        Map<String, Integer> all = new java.util.TreeMap<>();
        Path path = temp.resolve(run).resolve("model/model.safetensors");
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            file.names().forEach(n -> all.put(n, java.util.Arrays.hashCode(file.floats(n))));
        }
        return all;
    }

    @Test
    void theDecoderIsTrainedOnAnEncoderThatStaysAsItIs() throws IOException {
        train("first", config("encoder", "corpus", "\"ceil_offset\": 0.5,"), false, 10, Map.of());
        String decoder = config("decoder", "corpus", "");
        SyrinxException e =
                assertThrows(
                        SyrinxException.class, () -> train("second", decoder, false, 10, Map.of()));
        assertTrue(e.getMessage().contains("weights="), e.getMessage());
        String first = temp.resolve("first/model").toString();
        train("third", decoder, false, 10, Map.of("weights", first));
        Map<String, Integer> before = weights("first");
        Map<String, Integer> after = weights("third");
        for (String name : before.keySet()) {
            boolean encoder = name.startsWith("encoder.");
            // biases that start at 0 and group norms may stay, whole convolutions do not
            if (encoder || name.endsWith("block1.block.0.weight")) {
                assertEquals(encoder, before.get(name).equals(after.get(name)), name);
            }
        }
    }

    @Test
    void anEncoderThatSeesTheSpeakerKeepsTheTableItWasTrainedWith() throws IOException {
        String plain = config("encoder", "corpus", "");
        train("plain", plain, false, 2, Map.of());
        train("first", conditioned(plain), false, 10, Map.of());
        String decoder = conditioned(config("decoder", "corpus", ""));

        Map<String, String> blind = Map.of("weights", temp.resolve("plain/model").toString());
        SyrinxException e =
                assertThrows(SyrinxException.class, () -> train("blind", decoder, false, 2, blind));
        assertTrue(e.getMessage().contains("encoder."), e.getMessage());

        Map<String, String> seeing = Map.of("weights", temp.resolve("first/model").toString());
        train("second", decoder, false, 10, seeing);
        Map<String, Integer> before = weights("first");
        Map<String, Integer> after = weights("second");
        assertEquals(before.get("spk_emb.weight"), after.get("spk_emb.weight"));
        before.keySet().stream()
                .filter(n -> n.startsWith("encoder."))
                .forEach(n -> assertEquals(before.get(n), after.get(n), n));
        String moved = "decoder.estimator.spk_mlp.0.weight";
        assertFalse(before.get(moved).equals(after.get(moved)), moved);
    }

    private static String conditioned(String json) {
        return json.replace(
                "\"sampling_rate\": 16000",
                "\"sampling_rate\": 16000, \"encoder_speaker_conditioning\": true");
    }

    @Test
    void mistakesInAConfigurationAreNamed() {
        assertFalse(TrainingConfig.BUILT_IN.isEmpty());
        for (String name : TrainingConfig.BUILT_IN.keySet()) {
            assertEquals(name, TrainingConfig.of(name).name());
        }
        for (String wrong : List.of("\"mystery\": 1,", "\"window\": 18,", "\"ceil_offset\": 2,")) {
            String json = config("joint", "mas", "").replace("\"window\": 16,", wrong);
            SyrinxException e =
                    assertThrows(
                            SyrinxException.class, () -> train("bad", json, false, 1, Map.of()));
            assertTrue(
                    e.getMessage().contains(wrong.substring(1, wrong.indexOf('"', 1))),
                    e.getMessage());
        }
    }
}
