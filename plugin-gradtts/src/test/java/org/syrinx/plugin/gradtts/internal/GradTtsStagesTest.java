package org.syrinx.plugin.gradtts.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.ActivationHook;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Conditioning;
import org.syrinx.api.DenoiseOptions;
import org.syrinx.api.Denoiser;
import org.syrinx.api.Latent;
import org.syrinx.api.Lease;
import org.syrinx.api.ModelFormatException;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Predictor;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;
import org.syrinx.api.Role;
import org.syrinx.api.Sampler;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.dsp.MelSpec;
import org.syrinx.nn.Ops;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.nn.sampling.EulerSde;
import org.syrinx.plugin.gradtts.internal.text.PhoneTokenizer;
import org.syrinx.text.EnglishFrontEnd;

class GradTtsStagesTest {
    private static final Map<String, Object> SMALL =
            Map.of(
                    "n_spks", 4,
                    "spk_emb_dim", 8,
                    "n_enc_channels", 16,
                    "filter_channels", 16,
                    "filter_channels_dp", 8,
                    "n_enc_layers", 1,
                    "dec_dim", 8);

    private static final Map<String, Object> OWN =
            Map.of("sampling_rate", 16000, "speakers", List.of("f1", "f1:loud", "m1", "m2"));

    @TempDir Path temp;
    private Path folder;
    private LoadedGradTts model;

    @BeforeEach
    void load() {
        folder = temp.resolve("model");
        RandomGradTts.write(folder, SMALL, OWN, 1);
        model = open(folder);
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void theSameWeightsWithAnotherLengthScaleTellThemselvesApart() throws Exception {
        Path slow = temp.resolve("slow");
        Map<String, Object> own = new java.util.TreeMap<>(OWN);
        own.put("length_scale", 1.5);
        RandomGradTts.write(slow, SMALL, own, 1);
        try (LoadedGradTts other = open(slow)) {
            assertEquals(model.info().fingerprint(), other.info().fingerprint());
            String configuration = model.info().details().get("configuration");
            assertTrue(configuration.startsWith("sha256:"), configuration);
            assertFalse(configuration.equals(other.info().details().get("configuration")));
        }
    }

    private static LoadedGradTts open(Path folder) {
        return LoadedGradTts.load(
                ModelFolder.open(folder),
                Fixtures.BACKEND,
                "auto",
                new LoadedGradTts.Identity("test", "0.1.0"),
                (files, config) -> new PhoneTokenizer(new EnglishFrontEnd(), config.voice()));
    }

    private Conditioning encode(Prompt prompt) {
        return new GradTtsEncoder(model).encode(prompt, NoiseSource.seeded(1), Progress.NONE);
    }

    private static Prompt hello() {
        return Prompt.say("Hello there.").speaker("m1").build();
    }

    private static DenoiseOptions options(
            int steps, Sampler sampler, double temperature, ActivationHook hook) {
        return new DenoiseOptions(
                steps,
                Optional.ofNullable(sampler),
                1,
                temperature,
                NoiseSource.seeded(3),
                Optional.ofNullable(hook));
    }

    private float[] mel(Conditioning c, DenoiseOptions options) {
        try (Latent l = new GradTtsDenoiser(model).denoise(c, options, Progress.NONE)) {
            assertEquals(c.frames(), l.length());
            assertEquals(model.latentSpec(), l.spec());
            return l.frames().toFloatArray();
        }
    }

    @Test
    void aSentenceBecomesAMelOfTheDurationsLength() {
        try (Conditioning c = encode(hello())) {
            float[] durations = c.tensor(Conditioning.DURATIONS).toFloatArray();
            double sum = 0;
            for (float d : durations) {
                sum += d;
            }
            assertEquals(c.frames(), sum);
            assertEquals("m1", c.notes().get("speaker"));
            assertEquals(80 * c.frames(), mel(c, options(2, null, Double.NaN, null)).length);
        }
    }

    @Test
    void halfTheSpeedIsTwiceAsLong() {
        try (Conditioning one = encode(hello());
                Conditioning slow = encode(hello().toBuilder().speed(0.5).build())) {
            assertEquals(2 * one.frames(), slow.frames());
        }
    }

    @Test
    void oneSeedGivesOneMelAndNoNoiseNone() {
        try (Conditioning c = encode(hello())) {
            float[] a = mel(c, options(3, null, Double.NaN, null));
            assertArrayEquals(a, mel(c, options(3, null, 1 / 1.5, null)), 1e-6f);
            assertFalse(Arrays.equals(a, mel(c, options(3, null, 1.5, null))));
            NoiseSource none =
                    new NoiseSource() {
                        @Override
                        public float[] gaussian(String tag, int count) {
                            throw new AssertionError("noise was drawn: " + tag);
                        }

                        @Override
                        public long seed() {
                            return -1;
                        }
                    };
            DenoiseOptions quiet =
                    new DenoiseOptions(2, Optional.empty(), 1, 0, none, Optional.empty());
            assertTrue(Float.isFinite(mel(c, quiet)[0]));
        }
    }

    @Test
    void theStochasticSamplerIsAnother() {
        try (Conditioning c = encode(hello())) {
            float[] ode = mel(c, options(3, null, 0.5, null));
            float[] sde = mel(c, options(3, new EulerSde(), 0.5, null));
            assertFalse(Arrays.equals(ode, sde));
            assertArrayEquals(sde, mel(c, options(3, new EulerSde(), 0.5, null)));
        }
    }

    @Test
    void aHookOfStrengthZeroChangesNotOneBitAndSeesEveryStep() {
        try (Conditioning c = encode(hello())) {
            float[] plain = mel(c, options(4, null, 0.5, null));
            List<Integer> steps = new ArrayList<>();
            ActivationHook reading =
                    at -> {
                        steps.add(at.step());
                        assertEquals(4, at.steps());
                        assertEquals(1 - (at.step() + 0.5) / 4, at.time(), 1e-12);
                        Denoiser.BottleneckSpec spec =
                                new GradTtsDenoiser(model).bottleneck().orElseThrow();
                        assertEquals("after_mid", spec.hook());
                        assertEquals(spec.channels(), at.h().getShape().get(1));
                        assertEquals(spec.bins(), at.h().getShape().get(2));
                        assertEquals(
                                (c.frames() + spec.timeStride() - 1) / spec.timeStride(),
                                at.h().getShape().get(3));
                        assertEquals(Predictor.Kind.SCORE, at.rest().orElseThrow().kind());
                        assertEquals(80, at.rest().get().predict(at.h()).getShape().get(1));
                        return at.h();
                    };
            assertArrayEquals(plain, mel(c, options(4, null, 0.5, reading)));
            assertEquals(List.of(0, 1, 2, 3), steps);
            float[] edited = mel(c, options(4, null, 0.5, at -> Ops.scale(at.h(), 1.5)));
            assertFalse(Arrays.equals(plain, edited));
        }
    }

    @Test
    void speakersShareLengthsAndStylesAreRows() {
        GradTtsEncoder encoder = new GradTtsEncoder(model);
        assertEquals(List.of("f1", "m1", "m2"), encoder.speakers());
        try (Conditioning a = encode(Prompt.say("Hello there.").speaker("f1").build());
                Conditioning b = encode(hello());
                Conditioning loud =
                        encode(Prompt.say("Hello there.").speaker("f1").style("loud").build());
                Conditioning same = encode(Prompt.say("Hello there.").speaker("f1:loud").build())) {
            assertEquals(a.frames(), b.frames());
            assertArrayEquals(
                    a.tensor(Conditioning.MU).toFloatArray(),
                    b.tensor(Conditioning.MU).toFloatArray());
            float[] neutral = a.tensor(Conditioning.SPEAKER).toFloatArray();
            assertFalse(Arrays.equals(neutral, b.tensor(Conditioning.SPEAKER).toFloatArray()));
            assertFalse(Arrays.equals(neutral, loud.tensor(Conditioning.SPEAKER).toFloatArray()));
            assertArrayEquals(
                    loud.tensor(Conditioning.SPEAKER).toFloatArray(),
                    same.tensor(Conditioning.SPEAKER).toFloatArray());
            assertEquals("f1:loud", loud.notes().get("speaker"));
        }
    }

    @Test
    void whatTheModelDoesNotHaveIsRefusedByName() {
        for (Prompt wrong :
                List.of(
                        Prompt.say("Hi.").speaker("nobody").build(),
                        Prompt.say("Hi.").speaker("m1").style("loud").build(),
                        Prompt.say("Hi.").language("de").build(),
                        Prompt.say("Hi.").durationTemperature(0.5).build(),
                        Prompt.say("Hi.").option("gradtts.mystery", "1").build(),
                        Prompt.say("...").build())) {
            assertThrows(SyrinxException.class, () -> encode(wrong).close());
        }
        String message =
                assertThrows(
                                SyrinxException.class,
                                () -> encode(Prompt.say("Hi.").speaker("x").build()).close())
                        .getMessage();
        assertTrue(message.contains("f1, f1:loud, m1, m2"), message);
        try (Conditioning c = encode(hello())) {
            DenoiseOptions guided =
                    new DenoiseOptions(
                            1, Optional.empty(), 2, 1, NoiseSource.seeded(0), Optional.empty());
            assertThrows(SyrinxException.class, () -> mel(c, guided));
        }
    }

    @Test
    void cancellingStopsTheWalk() {
        Progress stop =
                (phase, step, total) -> {
                    if (step == 2) {
                        throw new CancelledException(phase);
                    }
                };
        try (Conditioning c = encode(hello())) {
            assertThrows(
                    CancelledException.class,
                    () ->
                            new GradTtsDenoiser(model)
                                    .denoise(c, options(9, null, 1, null), stop)
                                    .close());
        }
    }

    @Test
    void aLeasedModelServesUntilTheLeaseEnds() {
        LoadedGradTts other = open(folder);
        Lease lease = other.lease();
        other.close();
        try (Conditioning c =
                new GradTtsEncoder(other).encode(hello(), NoiseSource.seeded(1), Progress.NONE)) {
            assertTrue(c.frames() > 1);
        }
        lease.close();
        assertThrows(SyrinxException.class, other::lease);
    }

    @Test
    void theLatentIsTheMelOfTheRate() {
        assertEquals(16000, model.latentSpec().sampleRate());
        Path published = temp.resolve("published");
        RandomGradTts.write(published, SMALL, Map.of(), 1);
        try (LoadedGradTts other = open(published)) {
            assertEquals(22050, other.latentSpec().sampleRate());
            assertEquals(
                    "" + MelSpec.hifiGan22k().parameters().get("mel.fmax"),
                    "8000.0",
                    "the authors' upper edge");
            assertFalse(other.latentSpec().fits(model.latentSpec()));
            assertEquals(List.of("0", "1", "2", "3"), new GradTtsEncoder(other).speakers());
        }
    }

    @Test
    void aFolderThatIsNotGradTtsGetsOnePlainError() throws Exception {
        GradTtsFamily family = new GradTtsFamily();
        assertEquals(Optional.empty(), family.reject(folder));
        assertEquals(Set.of(Role.ENCODER, Role.DENOISER), family.roles());
        Files.writeString(folder.resolve("config.json"), "{\"model_type\":\"vits\"}");
        assertTrue(family.reject(folder).orElseThrow().contains("grad-tts"));
        Files.writeString(
                folder.resolve("config.json"), "{\"model_type\":\"grad-tts\",\"n_feats\":79}");
        assertTrue(family.reject(folder).orElseThrow().contains("n_feats"));
        assertThrows(ModelFormatException.class, () -> open(temp.resolve("nowhere")));
    }

    @Test
    void tensorsThatDoNotFitAreNamed() {
        Path other = temp.resolve("other");
        Map<String, Object> wider = new java.util.HashMap<>(SMALL);
        wider.put("n_spks", 1);
        RandomGradTts.write(other, wider, Map.of("sampling_rate", 16000), 1);
        assertThrows(
                ModelFormatException.class,
                () -> {
                    Files.copy(
                            folder.resolve("model.safetensors"),
                            other.resolve("model.safetensors"),
                            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                    open(other).close();
                });
        String message =
                assertThrows(ModelFormatException.class, () -> open(other).close()).getMessage();
        assertTrue(message.contains("spk_emb.weight"), message);
    }
}
