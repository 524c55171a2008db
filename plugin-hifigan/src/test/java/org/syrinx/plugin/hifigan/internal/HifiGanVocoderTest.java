package org.syrinx.plugin.hifigan.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.api.AudioCollector;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentMismatchException;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Lease;
import org.syrinx.api.ModelFormatException;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.ParityCheck;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.TensorScope;
import org.syrinx.api.Vocoder.DecodeOptions;
import org.syrinx.audio.dsp.MelSpec;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.safetensors.Tensor;

class HifiGanVocoderTest {
    @TempDir Path folder;

    private static Latent latent(LoadedVocoder model, LatentSpec spec, int frames) {
        float[] values = NoiseSource.seeded(4).gaussian("mel", spec.channels() * frames);
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] * 2 - 4;
        }
        try (TensorScope scope = Fixtures.BACKEND.scope()) {
            return new Latent(
                    scope.keep(
                            Tensors.of(
                                    model.network().parameters().manager(),
                                    values,
                                    1,
                                    spec.channels(),
                                    frames)),
                    spec);
        }
    }

    private static float[] decode(LoadedVocoder model, int frames, int chunk) {
        AudioCollector out = new AudioCollector();
        try (Latent mel = latent(model, model.latentSpec(), frames)) {
            new HifiGanVocoder(model)
                    .decode(
                            mel,
                            null,
                            new DecodeOptions(chunk, NoiseSource.seeded(0)),
                            out,
                            Progress.NONE);
        }
        return out.audio().samples();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v3"})
    void soundsWhatTheReferenceSounds(String name) {
        HifiGanParity parity = new HifiGanParity(Fixtures.BACKEND);
        assertTrue(parity.accepts(Fixtures.folder(name)));
        ParityCheck.Report report = parity.check(Fixtures.folder(name), Progress.NONE);
        assertTrue(report.passed(), report.toString());
        assertEquals(
                List.of("mel", "waveform"),
                report.rows().stream().map(ParityCheck.Row::tensor).toList());
    }

    @Test
    void aChangedWeightFailsTheParityCheck() {
        List<Tensor> weights = new ArrayList<>(Fixtures.weights("v3"));
        weights.replaceAll(
                t ->
                        t.name().equals("conv_post.bias")
                                ? Tensor.of(t.name(), new float[] {0.5f}, 1)
                                : t);
        Path changed = Fixtures.write(folder.resolve("m"), Fixtures.config("v3"), weights);
        copy("v3", "case.json", changed);
        copy("v3", "expected.safetensors", changed);
        assertFalse(new HifiGanParity(Fixtures.BACKEND).check(changed, Progress.NONE).passed());
    }

    private static void copy(String from, String file, Path to) {
        try {
            java.nio.file.Files.copy(Fixtures.folder(from).resolve(file), to.resolve(file));
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void allNamesOfWeightNormalisationLoadToTheSameSound() {
        float[] expected;
        try (LoadedVocoder model = Fixtures.load(Fixtures.folder("v1"))) {
            expected = decode(model, 9, 0);
        }
        UnaryOperator<String> parametrizations =
                n ->
                        n.replace(".weight_g", ".parametrizations.weight.original0")
                                .replace(".weight_v", ".parametrizations.weight.original1");
        List<Tensor> renamed =
                Fixtures.weights("v1").stream()
                        .map(t -> t.named(parametrizations.apply(t.name())))
                        .toList();
        Path other = Fixtures.write(folder.resolve("p"), Fixtures.config("v1"), renamed);
        try (LoadedVocoder model = Fixtures.load(other)) {
            assertArrayEquals(expected, decode(model, 9, 0));
        }
    }

    @Test
    void missingUnexpectedAndMisshapedTensorsAreNamed() {
        List<Tensor> weights = new ArrayList<>(Fixtures.weights("v3"));
        weights.removeIf(t -> t.name().equals("conv_pre.bias"));
        weights.add(Tensor.of("mpd.convs.0.weight", new float[2], 2));
        weights.replaceAll(
                t -> t.name().equals("conv_post.bias") ? Tensor.of(t.name(), new float[2], 2) : t);
        Path broken = Fixtures.write(folder.resolve("b"), Fixtures.config("v3"), weights);
        String message =
                assertThrows(ModelFormatException.class, () -> Fixtures.load(broken)).getMessage();
        assertTrue(message.contains("1 missing (conv_pre.bias"), message);
        assertTrue(message.contains("1 unexpected (mpd.convs.0.weight"), message);
        assertTrue(message.contains("conv_post.bias expected [1] found [2]"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v3"})
    void theSamplesAreTheSameWhateverChunkIsAskedForAndEqualTheWhole(String name) {
        try (LoadedVocoder model = Fixtures.load(Fixtures.folder(name));
                TensorScope scope = Fixtures.BACKEND.scope()) {
            int frames = 150; // pieces of 22, 88 and the rest
            float[] whole;
            try (Latent mel = latent(model, model.latentSpec(), frames)) {
                whole = model.network().generator().decode(mel.frames(), null).toFloatArray();
            }
            float[] pieces = decode(model, frames, 0);
            assertEquals(frames * 256, pieces.length);
            assertArrayEquals(whole, pieces, 1e-4f);
            for (int chunk : new int[] {1, 7, 149, 150, 10_000}) {
                assertArrayEquals(pieces, decode(model, frames, chunk), "chunk of " + chunk);
            }
            assertTrue(scope != null);
        }
    }

    @Test
    void itsLatentIsThePublishedMel() {
        try (LoadedVocoder model = Fixtures.load(Fixtures.folder("v1"))) {
            assertEquals(MelSpec.hifiGan22k().latentSpec(), model.latentSpec());
        }
    }

    @Test
    void aLatentOfOtherMelParametersIsRefusedByField() {
        try (LoadedVocoder model = Fixtures.load(Fixtures.folder("v1"));
                Latent other = latent(model, MelSpec.vits(16000).latentSpec(), 5)) {
            LatentMismatchException e =
                    assertThrows(
                            LatentMismatchException.class,
                            () ->
                                    new HifiGanVocoder(model)
                                            .decode(other, null, DecodeOptions.seeded(0)));
            assertEquals(
                    List.of("mel.epsilon", "sampleRate"),
                    e.differences().stream().map(LatentSpec.Difference::field).sorted().toList());
        }
    }

    @Test
    void theWeightsLiveUntilTheLastLeaseEnds() {
        LoadedVocoder model = Fixtures.load(Fixtures.folder("v3"));
        Lease lease = model.lease();
        model.close();
        assertEquals(5 * 256, decode(model, 5, 0).length);
        lease.close();
        assertThrows(SyrinxException.class, model::lease);
        assertThrows(IllegalStateException.class, () -> model.network().parameters().arrays());
    }

    @Test
    void mistakesInTheConfigurationAreNamed() {
        assertTrue(refusal("hop_size", 200).contains("the product of upsample_rates is 256"));
        assertTrue(refusal("resblock", "3").contains("resblock"));
        assertTrue(refusal("upsample_kernel_sizes", List.of(16, 16, 7)).contains("even number"));
        assertTrue(refusal("fmax", 20000).contains("fmax"));
        Map<String, Object> vits = Map.of("model_type", "vits");
        Path other = Fixtures.write(folder.resolve("vits"), vits, List.of());
        assertTrue(new HifiGanFamily().reject(other).orElseThrow().contains("num_mels"));
        assertTrue(new HifiGanFamily().reject(Fixtures.folder("v1")).isEmpty());
    }

    private String refusal(String field, Object value) {
        Map<String, Object> config = new HashMap<>(Fixtures.config("v3"));
        config.put(field, value);
        Path changed = Fixtures.write(folder.resolve(field), config, Fixtures.weights("v3"));
        return new HifiGanFamily().reject(changed).orElseThrow();
    }
}
