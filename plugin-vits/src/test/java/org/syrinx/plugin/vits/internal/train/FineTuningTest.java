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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Trainer;
import org.syrinx.engine.Operators;
import org.syrinx.nn.internal.PyTorchBackend;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.nn.params.Naming;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.plugin.vits.internal.model.VitsConfig;
import org.syrinx.plugin.vits.internal.model.VitsNetwork;
import org.syrinx.training.corpus.TestCorpus;
import org.syrinx.training.corpus.Utterance;

/** Folders in Hugging Face's layout as the start of a run. */
class FineTuningTest {
    private static final String CONFIG =
            """
            {"training": {"batch": 2, "slice_frames": 32, "min_frames": 40, "max_frames": 10000,
              "discriminator": {"channels": 1, "periods": [2], "scale": false},
              "every": {"validation": 2, "sample": 0, "checkpoint": 2}}}
            """;

    private static final UnaryOperator<String> NO_IPA =
            text -> {
                throw new AssertionError("IPA was asked for");
            };

    @TempDir Path folder;

    /** Two steps from a folder. */
    private Trainer.Report tune(Path initial, int speakers, UnaryOperator<String> ipa)
            throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        int rate = VitsConfig.read(initial.resolve("config.json")).samplingRate();
        TestCorpus.write(corpus, speakers, 8, 320, rate);
        return new VitsTrainer(new PyTorchBackend(), ipa)
                .train(
                        new Trainer.Request(
                                corpus,
                                folder.resolve("run"),
                                Files.writeString(folder.resolve("fine.json"), CONFIG).toString(),
                                Optional.of(initial),
                                false,
                                3,
                                OptionalLong.of(2),
                                OptionalLong.empty(),
                                "cpu",
                                Map.of("batch", "2")),
                        Progress.NONE);
    }

    private static Path fixture(String name) {
        return Path.of("src/test/resources/parity").resolve(name);
    }

    /** A copy of a fixture with a model card, and with other rules for text if wanted. */
    private Path copy(String name, String licence, boolean phonemes) throws IOException {
        Path copy = Files.createDirectories(folder.resolve("initial"));
        try (Stream<Path> files = Files.list(fixture(name))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        Files.writeString(copy.resolve("README.md"), "---\nlicense: " + licence + "\n---\n");
        if (phonemes) {
            Path rules = copy.resolve("tokenizer_config.json");
            String text = Files.readString(rules);
            assertTrue(text.contains("\"phonemize\": false"));
            Files.writeString(rules, text.replace("\"phonemize\": false", "\"phonemize\": true"));
        }
        return copy;
    }

    @ParameterizedTest
    @ValueSource(strings = {"deterministic", "sdp-speakers"})
    void aHuggingFaceFolderIsFineTuned(String fixture) throws IOException {
        Path initial = fixture(fixture);
        VitsConfig before = VitsConfig.read(initial.resolve("config.json"));
        Trainer.Report report = tune(initial, before.speakers().count(), NO_IPA);
        for (String loss :
                List.of("mel", "kl", "duration", "adversarial", "feature", "discriminator")) {
            assertTrue(Double.isFinite(report.losses().get(loss)), loss);
        }
        assertTrue(Files.exists(report.model().resolve("vocab.json")));
        // the same weights, moved a little, whatever naming the folder had
        Map<String, float[]> old = folded(initial);
        Map<String, float[]> fresh = folded(report.model());
        assertEquals(old.keySet(), fresh.keySet());
        old.forEach((name, values) -> assertArrayEquals(values, fresh.get(name), 5e-3f, name));
    }

    private static Map<String, float[]> folded(Path model) {
        VitsConfig config = VitsConfig.read(model.resolve("config.json"));
        try (NDManager manager = Operators.engine().newBaseManager();
                SafetensorsFile file = SafetensorsFile.open(model.resolve("model.safetensors"));
                ParameterSet set = ParameterSet.load(file, manager)) {
            assertEquals(0, set.nonFinite());
            Map<String, float[]> all = new TreeMap<>();
            new VitsNetwork(config, set, VitsNetwork.Parts.INFERENCE)
                    .parameters()
                    .toTensors(Naming.FOLDED)
                    .forEach(t -> all.put(t.name(), (float[]) t.data()));
            return all;
        }
    }

    @Test
    void aFolderThatWantsPhonemesIsTrainedOnThem() throws IOException {
        Path initial = copy("deterministic", "mit", true);
        Utterance u = utterance("s0", "ab");
        // the fixture's vocabulary: k 0 (also the blank), z 2, y 3
        int[] ids =
                ModelSetup.forFolder(initial, List.of(u), text -> text.equals("ab") ? "zy" : "")
                        .tokenizer()
                        .apply(u);
        assertArrayEquals(new int[] {0, id(initial, "z"), 0, id(initial, "y"), 0}, ids);
        assertEquals(2, tune(initial, 1, text -> text.replace('a', 'z')).steps());
    }

    private static int id(Path model, String symbol) {
        return (int) ModelFolder.open(model).json("vocab.json").orElseThrow().get(symbol);
    }

    @Test
    void speakersOfTheCorpusNameTheRowsOfAFolderWithoutNames() throws IOException {
        Trainer.Report report = tune(copy("sdp-speakers", "mit", false), 2, NO_IPA);
        VitsConfig tuned = VitsConfig.read(report.model().resolve("config.json"));
        assertEquals(List.of("s0", "s1", "2", "3"), tuned.speakers().names());
        String card = Files.readString(report.model().resolve("README.md"));
        assertTrue(card.contains("Speakers: s0, s1."), card);
        // and the tuned folder can be tuned again, by its names
        ModelSetup again =
                ModelSetup.forFolder(report.model(), List.of(utterance("s1", "ab")), NO_IPA);
        assertEquals(List.of("s0", "s1", "2", "3"), again.speakers());
    }

    @Test
    void aSpeakerWhoIsCalledByANumberHidesNoRow() {
        ModelSetup setup =
                ModelSetup.forFolder(
                        fixture("sdp-speakers"),
                        List.of(utterance("3", "ab"), utterance("b", "ab")),
                        NO_IPA);
        assertEquals(List.of("3", "b", "2", "row3"), setup.config().speakers().names());
        assertEquals(List.of("3", "b"), setup.speakers());
    }

    @Test
    void moreSpeakersThanRowsAreRefused() {
        SyrinxException refused =
                assertThrows(
                        SyrinxException.class,
                        () ->
                                ModelSetup.forFolder(
                                        fixture("deterministic"),
                                        List.of(utterance("a", "ab"), utterance("b", "ab")),
                                        NO_IPA));
        assertTrue(refused.getMessage().contains("at most 1 speakers"), refused.getMessage());
    }

    @Test
    void theLicenceOfTheFolderGoesOn() throws IOException {
        Trainer.Report report = tune(copy("deterministic", "CC-BY-NC-4.0", false), 1, NO_IPA);
        assertEquals("cc-by-nc-4.0", ModelFolder.open(report.model()).licence());
        String card = Files.readString(report.model().resolve("README.md"));
        assertTrue(card.contains("Fine-tuned from the folder `initial`"), card);
        assertTrue(card.contains("(CC-BY-NC-4.0)"), card);
        assertTrue(card.contains("language: en\n"), card);
    }

    @Test
    void aFolderThatStatesNoLicenceIsGivenNone() throws IOException {
        Trainer.Report report = tune(fixture("deterministic"), 1, NO_IPA);
        assertEquals(ModelFolder.NO_LICENCE, ModelFolder.open(report.model()).licence());
        String card = Files.readString(report.model().resolve("README.md"));
        assertFalse(card.contains("license:"), card);
    }

    private static Utterance utterance(String speaker, String text) {
        return new Utterance(
                speaker + text, "train", speaker, "neutral", text, new short[9], List.of(), null);
    }
}
