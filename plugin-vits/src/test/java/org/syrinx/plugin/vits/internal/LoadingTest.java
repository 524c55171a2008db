package org.syrinx.plugin.vits.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Audio;
import org.syrinx.api.Conditioning;
import org.syrinx.api.LatentSpace.EncodeOptions;
import org.syrinx.api.ModelFormatException;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;
import org.syrinx.api.Role;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Vocoder.DecodeOptions;
import org.syrinx.nn.params.Naming;
import org.syrinx.nn.safetensors.DType;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.nn.safetensors.SafetensorsWriter;
import org.syrinx.nn.safetensors.Tensor;

class LoadingTest {
    private static final Map<String, Object> SMALL =
            Map.of(
                    "hidden_size", 16,
                    "num_hidden_layers", 1,
                    "ffn_dim", 16,
                    "flow_size", 8,
                    "upsample_initial_channel", 32,
                    "upsample_rates", List.of(8, 2),
                    "upsample_kernel_sizes", List.of(16, 4),
                    "posterior_encoder_num_wavenet_layers", 2,
                    "spectrogram_bins", 33);

    @TempDir Path temp;
    private Path folder;

    @BeforeEach
    void write() {
        folder = temp.resolve("model");
        RandomVits.write(folder, SMALL, 1);
    }

    @Test
    void everyFaultyTensorIsNamedInOneMessage() {
        change(
                tensors -> {
                    tensors.removeIf(t -> t.name().equals("decoder.conv_post.weight"));
                    replace(
                            tensors,
                            "flow.flows.1.conv_pre.bias",
                            t -> Tensor.of(t.name(), new float[5], 5));
                    tensors.add(Tensor.of("decoder.mystery", new float[2], 2));
                });
        String message =
                assertThrows(ModelFormatException.class, () -> Fixtures.load(folder)).getMessage();
        assertTrue(message.contains("1 missing (decoder.conv_post.weight[1, 8, 7])"), message);
        assertTrue(message.contains("1 unexpected (decoder.mystery[2])"), message);
        assertTrue(message.contains("flow.flows.1.conv_pre.bias expected [16] found [5]"), message);
    }

    @Test
    void thePosteriorAndTheTrainingBranchMayBeAbsent() {
        change(
                tensors ->
                        tensors.removeIf(
                                t ->
                                        t.name().startsWith("posterior_encoder.")
                                                || t.name()
                                                        .startsWith("duration_predictor.post_")));
        try (LoadedVits model = Fixtures.load(folder)) {
            assertTrue(sound(model).length > 0);
            SyrinxException e =
                    assertThrows(
                            SyrinxException.class,
                            () ->
                                    new VitsLatentSpace(model)
                                            .encode(
                                                    new Audio(new float[999], 16000),
                                                    EncodeOptions.mean(null),
                                                    Progress.NONE));
            assertTrue(e.getMessage().contains("posterior encoder"), e.getMessage());
        }
        // half of it is a damaged file
        RandomVits.write(folder, SMALL, 1);
        change(tensors -> tensors.removeIf(t -> t.name().startsWith("posterior_encoder.conv_pre")));
        assertThrows(ModelFormatException.class, () -> Fixtures.load(folder));
    }

    @Test
    void theThreeNamingsOfWeightNormGiveOneModel() {
        List<float[]> sounds = new ArrayList<>();
        Set<String> fingerprints = new java.util.HashSet<>();
        for (Naming naming : Naming.values()) {
            Path f = temp.resolve(naming.name());
            RandomVits.write(f, SMALL, 1, RandomVits.MMS_ENGLISH, naming, DType.F32);
            try (LoadedVits model = Fixtures.load(f)) {
                sounds.add(sound(model));
                fingerprints.add(model.info().fingerprint());
            }
        }
        assertArrayEquals(sounds.get(0), sounds.get(1), 1e-5f);
        assertArrayEquals(sounds.get(0), sounds.get(2), 1e-5f);
        assertTrue(
                fingerprints.size() <= 2,
                "gain and direction are the same numbers in both namings");
    }

    @Test
    void aDecoderMayBeWeightNormedAndNormsMayBeCalledGammaAndBeta() {
        float[] plain;
        try (LoadedVits model = Fixtures.load(folder)) {
            plain = sound(model);
        }
        change(
                tensors -> {
                    List<Tensor> more = new ArrayList<>();
                    tensors.replaceAll(
                            t -> {
                                if (t.name().contains("layer_norm")) {
                                    return t.named(
                                            t.name()
                                                    .replace(".weight", ".gamma")
                                                    .replace(".bias", ".beta"));
                                }
                                if (!t.name().equals("decoder.upsampler.0.weight")) {
                                    return t;
                                }
                                // of a transposed convolution the first axis is the input
                                int rows = (int) t.shape()[0];
                                float[] w = (float[]) t.data();
                                float[] gain = new float[rows];
                                for (int i = 0; i < w.length; i++) {
                                    gain[i / (w.length / rows)] += w[i] * w[i];
                                }
                                for (int i = 0; i < rows; i++) {
                                    gain[i] = (float) Math.sqrt(gain[i]);
                                }
                                float[] v = w.clone();
                                for (int i = 0; i < v.length; i++) {
                                    v[i] *= 3; // the length of the direction must not matter
                                }
                                more.add(Tensor.of(t.name() + "_g", gain, rows, 1, 1));
                                return Tensor.of(t.name() + "_v", v, t.shape());
                            });
                    tensors.addAll(more);
                });
        try (LoadedVits model = Fixtures.load(folder)) {
            assertArrayEquals(plain, sound(model), 1e-4f);
        }
    }

    @Test
    void halfPrecisionWeightsAreComputedWithInFloat() {
        Path half = temp.resolve("half");
        RandomVits.write(
                half, SMALL, 1, RandomVits.MMS_ENGLISH, Naming.PARAMETRIZATIONS, DType.F16);
        assertTrue(
                half.resolve("model.safetensors").toFile().length()
                        < 0.6 * folder.resolve("model.safetensors").toFile().length());
        try (LoadedVits full = Fixtures.load(folder);
                LoadedVits stored = Fixtures.load(half)) {
            assertEquals(
                    ai.djl.ndarray.types.DataType.FLOAT32,
                    stored.network()
                            .parameters()
                            .arrays()
                            .values()
                            .iterator()
                            .next()
                            .getDataType());
            float[] z = new float[8 * 20];
            java.util.Arrays.fill(z, 0.5f);
            assertArrayEquals(decode(full, z), decode(stored, z), 2e-2f);
        }
    }

    @Test
    void picklesAreRefusedByName() throws IOException {
        Files.move(folder.resolve("model.safetensors"), folder.resolve("pytorch_model.bin"));
        String message =
                assertThrows(ModelFormatException.class, () -> Fixtures.load(folder)).getMessage();
        assertTrue(message.contains("pytorch_model.bin, which is a pickle"), message);
        assertTrue(message.contains("safetensors"), message);
    }

    @Test
    void aFolderThatIsNotVitsGetsOnePlainError() throws IOException {
        VitsFamily family = new VitsFamily();
        assertEquals(Optional.empty(), family.reject(folder));
        assertEquals(Set.of(Role.ENCODER, Role.LATENTSPACE, Role.VOCODER), family.roles());
        Files.writeString(folder.resolve("config.json"), "{\"model_type\":\"bert\"}");
        assertTrue(family.reject(folder).orElseThrow().contains("of the type \"bert\""));
        Files.writeString(folder.resolve("config.json"), "{\"hidden_size\":16}");
        assertTrue(family.reject(folder).orElseThrow().contains("names no model type"));
        Files.writeString(folder.resolve("config.json"), "{broken");
        assertTrue(family.reject(folder).orElseThrow().contains("cannot be read"));
        Files.delete(folder.resolve("config.json"));
        assertTrue(family.reject(folder).orElseThrow().contains("has no config.json"));
        assertTrue(family.reject(temp.resolve("nowhere")).orElseThrow().contains("does not exist"));
        for (String name : List.of("nowhere", "model")) {
            assertThrows(ModelFormatException.class, () -> Fixtures.load(temp.resolve(name)));
        }
    }

    @Test
    void linksOutOfTheFolderAreRefusedAndThoseOfTheHubCacheAreFollowed() throws IOException {
        Path outside = Files.move(folder.resolve("vocab.json"), temp.resolve("elsewhere.json"));
        Files.createSymbolicLink(folder.resolve("vocab.json"), outside);
        String message =
                assertThrows(ModelFormatException.class, () -> Fixtures.load(folder)).getMessage();
        assertTrue(message.contains("leads to"), message);

        Path hub = temp.resolve("models--org--voice");
        Path snapshot = Files.createDirectories(hub.resolve("snapshots/abc"));
        Path blobs = Files.createDirectories(hub.resolve("blobs"));
        Files.copy(outside, folder.resolve("vocab2.json"));
        for (String name :
                List.of(
                        "config.json",
                        "tokenizer_config.json",
                        "model.safetensors",
                        "vocab2.json")) {
            Path blob = Files.copy(folder.resolve(name), blobs.resolve("hash-" + name));
            Files.createSymbolicLink(
                    snapshot.resolve(name.equals("vocab2.json") ? "vocab.json" : name),
                    Path.of("../../blobs").resolve(blob.getFileName()));
        }
        Fixtures.load(snapshot).close();
    }

    @Test
    void aDamagedFileIsRefusedBeforeAnythingNativeIsMade() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("model.safetensors"));
        Files.write(
                folder.resolve("model.safetensors"),
                java.util.Arrays.copyOf(bytes, bytes.length - 4));
        assertThrows(ModelFormatException.class, () -> Fixtures.load(folder));
    }

    @Test
    void weightsThatGiveNoFiniteSoundFailTheSelfTest() {
        change(
                tensors ->
                        replace(
                                tensors,
                                "decoder.conv_pre.bias",
                                t -> {
                                    float[] v = ((float[]) t.data()).clone();
                                    v[0] = Float.NaN;
                                    return Tensor.of(t.name(), v, t.shape());
                                }));
        String message =
                assertThrows(ModelFormatException.class, () -> Fixtures.load(folder)).getMessage();
        assertTrue(message.contains("NaN"), message);
    }

    @Test
    void aModelOfFullSizeHasThePublishedTensorsAndRuns() {
        Path mms = temp.resolve("mms");
        RandomVits.write(mms, Map.of(), 1);
        try (SafetensorsFile file = SafetensorsFile.open(mms.resolve("model.safetensors"))) {
            assertEquals(762, file.names().size());
            assertEquals(
                    36_284_592, file.names().stream().mapToLong(n -> file.info(n).count()).sum());
        }
        try (LoadedVits model = Fixtures.load(mms)) {
            float[] sound = sound(model);
            assertEquals(0, sound.length % 256);
            assertTrue(sound.length >= 11 * 256, "a frame a token at least");
        }
    }

    @Test
    void theBundleListsTheModelsItCarriesAndUnpacksThemOnce() throws IOException {
        Map<String, String> names = VitsFamily.models().names();
        assertEquals(new VitsFamily().builtIn(), names);
        assertThrows(
                SyrinxException.class, () -> VitsFamily.models().unpack("no such voice", temp));
        for (String name : names.keySet()) {
            Path a = VitsFamily.models().unpack(name, temp.resolve("cache"));
            assertEquals(Optional.empty(), new VitsFamily().reject(a));
            var time = Files.getLastModifiedTime(a.resolve("config.json"));
            assertEquals(a, VitsFamily.models().unpack(name, temp.resolve("cache")));
            assertEquals(time, Files.getLastModifiedTime(a.resolve("config.json")));
            try (var left = Files.list(a.getParent())) {
                assertEquals(List.of(a), left.collect(Collectors.toList()));
            }
        }
    }

    @Test
    void theLicenceComesFromTheModelCard() throws IOException {
        try (LoadedVits model = Fixtures.load(folder)) {
            assertEquals("not stated", model.info().details().get("licence"));
        }
        Files.writeString(
                folder.resolve("README.md"),
                "---\ntags:\n- vits\nlicense: cc-by-nc-4.0\n---\n# A voice\n");
        try (LoadedVits model = Fixtures.load(folder)) {
            assertEquals("cc-by-nc-4.0", model.info().details().get("licence"));
            assertFalse(model.info().details().containsKey("warning"));
        }
    }

    private static float[] sound(LoadedVits model) {
        Prompt p = Prompt.say("hello").temperature(0).durationTemperature(0).build();
        try (Conditioning c =
                new VitsEncoder(model).encode(p, NoiseSource.seeded(0), Progress.NONE)) {
            return new VitsVocoder(model)
                    .decode(c.start().orElseThrow(), c, DecodeOptions.seeded(0))
                    .samples();
        }
    }

    @SuppressWarnings("try") // the scope works by being open
    private static float[] decode(LoadedVits model, float[] z) {
        try (var ignored = Fixtures.BACKEND.scope()) {
            return model.network()
                    .decoder()
                    .decode(
                            org.syrinx.nn.Tensors.of(
                                    model.network().parameters().manager(), z, 1, 8, z.length / 8),
                            null)
                    .toFloatArray();
        }
    }

    private static void replace(
            List<Tensor> tensors, String name, java.util.function.UnaryOperator<Tensor> change) {
        tensors.replaceAll(t -> t.name().equals(name) ? change.apply(t) : t);
    }

    private void change(Consumer<List<Tensor>> change) {
        Path weights = folder.resolve("model.safetensors");
        List<Tensor> tensors = new ArrayList<>();
        try (SafetensorsFile file = SafetensorsFile.open(weights)) {
            for (String t : file.names()) {
                tensors.add(Tensor.of(t, file.floats(t), file.info(t).dimensions()));
            }
        }
        change.accept(tensors);
        SafetensorsWriter.write(weights, Map.of(), tensors);
    }
}
