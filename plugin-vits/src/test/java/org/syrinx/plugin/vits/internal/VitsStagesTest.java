package org.syrinx.plugin.vits.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Audio;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentSpace.EncodeOptions;
import org.syrinx.api.Lease;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Vocoder.DecodeOptions;
import org.syrinx.text.EnglishFrontEnd;
import org.syrinx.text.phonemes.PhoneSet;

class VitsStagesTest {
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

    @TempDir Path folder;
    private LoadedVits model;

    @AfterEach
    void close() {
        if (model != null) {
            model.close();
        }
    }

    @Test
    void theSameSeedGivesTheSameSoundAndAnotherSeedAnother() {
        model = Fixtures.load("sdp");
        float[] a = say(Prompt.say("hello world").seed(7).build());
        assertArrayEquals(a, say(Prompt.say("hello world").seed(7).build()));
        assertFalse(Arrays.equals(a, say(Prompt.say("hello world").seed(8).build())));
    }

    @Test
    void withoutNoiseTheSeedMakesNoDifference() {
        model = Fixtures.load("sdp");
        Prompt.Builder quiet = Prompt.say("hello world").temperature(0).durationTemperature(0);
        assertArrayEquals(say(quiet.seed(1).build()), say(quiet.seed(2).build()));
    }

    @Test
    void throughThePublicStagesTheReferencesSoundComesOut() throws Exception {
        model = Fixtures.load("sdp");
        float[] expected;
        try (var file =
                org.syrinx.nn.safetensors.SafetensorsFile.open(
                        Fixtures.folder("sdp").resolve("expected.safetensors"))) {
            expected = file.floats("waveform_no_noise");
        }
        assertArrayEquals(
                expected,
                say(Prompt.say("hello world").temperature(0).durationTemperature(0).build()),
                1e-5f);
    }

    @Test
    void aConditioningCarriesWhatIsPromised() {
        model = Fixtures.load("sdp-speakers");
        try (Conditioning c = encode(Prompt.say("the birds sing").speaker("2").build())) {
            assertEquals(29, c.tensor(Conditioning.TOKENS).getShape().get(1));
            float[] durations = c.tensor(Conditioning.DURATIONS).toFloatArray();
            float sum = 0;
            for (float d : durations) {
                assertTrue(d >= 1);
                sum += d;
            }
            assertEquals(c.frames(), (long) sum);
            long[] frames = {1, 12, c.frames()};
            for (String name :
                    List.of(
                            VitsEncoder.PRIOR_MEAN,
                            VitsEncoder.PRIOR_LOG_STD,
                            VitsEncoder.Z_PRIOR)) {
                assertArrayEquals(frames, c.tensor(name).getShape().getShape(), name);
            }
            assertArrayEquals(frames, c.start().orElseThrow().frames().getShape().getShape());
            assertArrayEquals(
                    new long[] {1, 6, 1}, c.tensor(Conditioning.SPEAKER).getShape().getShape());
            assertArrayEquals(
                    new long[] {1, 1, c.frames()},
                    c.tensor(Conditioning.MASK).getShape().getShape());
            assertEquals("2", c.notes().get("speaker"));
            assertEquals(List.of(), c.warnings());
        }
    }

    @Test
    void speakersDifferAndAnAbsentOneIsSaid() {
        model = Fixtures.load("sdp-speakers");
        assertEquals(List.of("0", "1", "2", "3"), new VitsEncoder(model).speakers());
        Prompt.Builder p = Prompt.say("the birds").temperature(0).durationTemperature(0);
        assertFalse(Arrays.equals(say(p.speaker("1").build()), say(p.speaker("2").build())));
        try (Conditioning c = encode(p.speaker(null).build())) {
            assertFalse(c.optional(Conditioning.SPEAKER).isPresent());
            assertTrue(
                    c.warnings().get(0).contains("No speaker was chosen among 4"),
                    c.warnings().toString());
        }
        SyrinxException e =
                assertThrows(SyrinxException.class, () -> encode(p.speaker("4").build()));
        assertTrue(e.getMessage().contains("0, 1, 2, 3"), e.getMessage());
    }

    @Test
    void aSpeakerOfASingleSpeakerModelIsAnError() {
        model = Fixtures.load("sdp");
        assertEquals(List.of(), new VitsEncoder(model).speakers());
        assertThrows(
                SyrinxException.class, () -> encode(Prompt.say("hello").speaker("f1").build()));
    }

    @Test
    void speedDividesDurations() {
        model = Fixtures.load("deterministic");
        double rate = model.config().defaults().speakingRate();
        float[] slow = durations(Prompt.say("a b c").speed(0.01).build());
        float[] option =
                durations(
                        Prompt.say("a b c")
                                .option("vits.speaking_rate", Double.toString(rate * 0.01))
                                .build());
        assertArrayEquals(slow, option);
        float[] slower = durations(Prompt.say("a b c").speed(0.005).build());
        for (int i = 0; i < slow.length; i++) {
            // ceil(2 w) lies between 2 ceil(w) - 1 and 2 ceil(w)
            assertTrue(
                    slower[i] == 2 * slow[i] || slower[i] == 2 * slow[i] - 1,
                    slow[i] + " " + slower[i]);
        }
        // very fast speech cannot be shorter than a frame a token
        for (float d :
                durations(
                        Prompt.say("a b c")
                                .speed(10)
                                .option("vits.speaking_rate", "100")
                                .build())) {
            assertEquals(1, d);
        }
    }

    @Test
    void whatVitsCannotDoIsRefusedAndNotIgnored() {
        model = Fixtures.load("sdp");
        Audio audio = new Audio(new float[100], 16000);
        List<Prompt> prompts =
                List.of(
                        Prompt.say("a").style("calm").build(),
                        Prompt.say("a").styleAudio(audio).build(),
                        Prompt.say("a").reference(audio, "b").build(),
                        Prompt.say("a").language("de").build(),
                        Prompt.say("a").option("vits.nonsense", "1").build(),
                        Prompt.say("a").option("vits.speaking_rate", "-1").build(),
                        Prompt.say("a").option("vits.hf_compat", "maybe").build());
        for (Prompt p : prompts) {
            assertThrows(SyrinxException.class, () -> encode(p));
        }
        encode(Prompt.say("a").language("en-US").option("other.key", "x").build()).close();
    }

    @Test
    void numbersAreWrittenOutOnlyWhenAsked() {
        model = Fixtures.load("sdp");
        try (Conditioning plain = encode(Prompt.say("a 42").build());
                Conditioning normal = encode(Prompt.say("a 42").normalize(true).build());
                Conditioning words = encode(Prompt.say("a forty two").build())) {
            // "4" and "2" are letters of this alphabet
            assertEquals(9, plain.tensor(Conditioning.TOKENS).size());
            String spoken = Arrays.toString(normal.tensor(Conditioning.TOKENS).toLongArray());
            assertEquals(Arrays.toString(words.tensor(Conditioning.TOKENS).toLongArray()), spoken);
        }
    }

    @Test
    void aVoiceOfOursSpeaksPhonesAndStartsWithItsFirstSpeaker() {
        List<String> symbols = PhoneSet.names();
        RandomVits.write(
                folder,
                merged(
                        "vocab_size",
                        symbols.size(),
                        "num_speakers",
                        2,
                        "speaker_embedding_size",
                        4,
                        "syrinx",
                        Map.of(
                                "tokenizer",
                                "phones",
                                "symbols",
                                symbols,
                                "speakers",
                                List.of("f1", "m1"),
                                "language",
                                "en",
                                "licence",
                                "Apache-2.0",
                                "decoder",
                                "istft",
                                "istft_channels",
                                16,
                                "istft_layers",
                                2,
                                "istft_nfft",
                                64,
                                "hop",
                                16)),
                3);
        model = Fixtures.load(folder);
        assertEquals(List.of("f1", "m1"), new VitsEncoder(model).speakers());
        assertEquals(List.of("en"), new VitsEncoder(model).languages());
        assertEquals("Apache-2.0", model.info().details().get("licence"));
        try (Conditioning c = encode(Prompt.say("Hello, 2 worlds \u2603").build())) {
            assertEquals("f1", c.notes().get("speaker"));
            List<String> names = new EnglishFrontEnd().analyze("Hello, 2 worlds").names();
            String phones =
                    Arrays.stream(c.tensor(Conditioning.TOKENS).toLongArray())
                            .mapToObj(i -> symbols.get((int) i))
                            .collect(Collectors.joining(" "));
            assertEquals(String.join(" ", names), phones);
            assertTrue(c.warnings().get(0).contains("SNOWMAN"), c.warnings().toString());
            float[] sound =
                    new VitsVocoder(model)
                            .decode(c.start().orElseThrow(), c, DecodeOptions.seeded(0))
                            .samples();
            assertEquals(c.frames() * 16, sound.length);
        }
        assertThrows(
                SyrinxException.class, () -> encode(Prompt.say("hi").normalize(false).build()));
        assertThrows(SyrinxException.class, () -> encode(Prompt.say("...").build()));
    }

    @Test
    void soundGoesToALatentAndBackToTheSameLength() {
        model = Fixtures.load("sdp-speakers");
        VitsLatentSpace space = new VitsLatentSpace(model);
        Audio audio = new Audio(NoiseSource.seeded(3).gaussian("x", 1001), 22050);
        try (Latent a = space.encode(audio, EncodeOptions.mean("1"), Progress.NONE);
                Latent b =
                        space.encode(
                                audio,
                                new EncodeOptions("1", 1, NoiseSource.seeded(5)),
                                Progress.NONE);
                Latent c =
                        space.encode(
                                audio,
                                new EncodeOptions("1", 1, NoiseSource.seeded(5)),
                                Progress.NONE)) {
            assertEquals(126, a.length()); // ceil(1001 / 8)
            assertFalse(Arrays.equals(a.frames().toFloatArray(), b.frames().toFloatArray()));
            assertArrayEquals(b.frames().toFloatArray(), c.frames().toFloatArray());
            assertEquals(
                    126 * 8,
                    new VitsVocoder(model)
                            .decode(a, null, DecodeOptions.seeded(0))
                            .samples()
                            .length);
        }
        Audio other = new Audio(new float[2000], 44100);
        try (Latent a = space.encode(other, EncodeOptions.mean("1"), Progress.NONE)) {
            assertEquals(125, a.length()); // resampled to 1000 samples
        }
        assertThrows(
                SyrinxException.class,
                () ->
                        space.encode(
                                new Audio(new float[0], 22050),
                                EncodeOptions.mean("1"),
                                Progress.NONE));
        assertThrows(
                SyrinxException.class,
                () ->
                        space.encode(
                                new Audio(
                                        new float[] {0, 1, Float.NaN, 0, 0, 0, 0, 0, 0, 0}, 22050),
                                EncodeOptions.mean("1"),
                                Progress.NONE));
        assertThrows(
                SyrinxException.class,
                () -> space.encode(audio, EncodeOptions.mean(null), Progress.NONE));
    }

    @Test
    void aLatentOfARecordingIsDecodedAsTheSpeakerWhoIsToBeHeard() {
        model = Fixtures.load("sdp-speakers");
        VitsLatentSpace space = new VitsLatentSpace(model);
        VitsVocoder vocoder = new VitsVocoder(model);
        try (Conditioning spoken = encode(Prompt.say("the birds").speaker("2").build());
                Conditioning same = space.conditioning(spoken.start().orElseThrow(), "2");
                Conditioning other = space.conditioning(spoken.start().orElseThrow(), "3")) {
            Latent z = spoken.start().orElseThrow();
            assertEquals(z.length(), same.frames());
            float[] expected = vocoder.decode(z, spoken, DecodeOptions.seeded(0)).samples();
            assertArrayEquals(expected, vocoder.decode(z, same, DecodeOptions.seeded(0)).samples());
            assertFalse(
                    Arrays.equals(
                            expected, vocoder.decode(z, other, DecodeOptions.seeded(0)).samples()));
            assertThrows(SyrinxException.class, () -> space.conditioning(z, "nobody"));
            assertThrows(SyrinxException.class, () -> space.conditioning(z, null));
        }
    }

    @Test
    void convertingToTheSameSpeakerGivesTheLatentBack() {
        model = Fixtures.load("sdp-speakers");
        VitsLatentSpace space = new VitsLatentSpace(model);
        try (Conditioning c = encode(Prompt.say("the birds").speaker("2").seed(4).build());
                Latent same = space.convert(c.start().orElseThrow(), "2", "2");
                Latent other = space.convert(c.start().orElseThrow(), "2", "3");
                Latent back = space.convert(other, "3", "2")) {
            float[] z = c.start().orElseThrow().frames().toFloatArray();
            assertArrayEquals(z, same.frames().toFloatArray(), 1e-4f);
            assertArrayEquals(z, back.frames().toFloatArray(), 1e-4f);
            float[] o = other.frames().toFloatArray();
            double difference = 0;
            for (int i = 0; i < z.length; i++) {
                difference = Math.max(difference, Math.abs(z[i] - o[i]));
            }
            assertTrue(difference > 1e-3, "speakers differ by " + difference);
        }
        LoadedVits single = Fixtures.load("sdp");
        try (Latent z =
                new VitsLatentSpace(single)
                        .encode(
                                new Audio(new float[100], 16000),
                                EncodeOptions.mean(null),
                                Progress.NONE)) {
            assertThrows(
                    SyrinxException.class, () -> new VitsLatentSpace(single).convert(z, "0", "1"));
        } finally {
            single.close();
        }
    }

    @Test
    void aStageSaysWhoItIs() {
        model = Fixtures.load("sdp");
        StageInfo info = new VitsVocoder(model).info();
        assertEquals("vits", info.plugin());
        assertEquals("test", info.model());
        assertEquals("cpu", info.device());
        assertTrue(info.fingerprint().matches("sha256:[0-9a-f]{64}"), info.fingerprint());
        assertTrue(Long.parseLong(info.details().get("parameters")) > 40_000);
        LoadedVits other = Fixtures.load("asymmetric");
        assertNotEquals(info.fingerprint(), other.info().fingerprint());
        assertFalse(other.latentSpec().fits(model.latentSpec()));
        other.close();
    }

    @Test
    void aLeaseKeepsAWithdrawnModelAlive() {
        model = Fixtures.load("sdp");
        VitsEncoder encoder = new VitsEncoder(model);
        Lease first = encoder.lease();
        Lease second = encoder.lease();
        model.close();
        assertThrows(SyrinxException.class, encoder::lease);
        first.close();
        first.close(); // closing twice is harmless, also to the other lease
        assertTrue(say(Prompt.say("hello").build()).length > 0);
        second.close();
        assertThrows(IllegalStateException.class, () -> encode(Prompt.say("hello").build()));
    }

    @Test
    void aConditioningOutlivesItsModel() {
        model = Fixtures.load("sdp");
        try (Conditioning c = encode(Prompt.say("hello").build())) {
            model.close();
            assertEquals(12 * c.frames(), c.start().orElseThrow().frames().toFloatArray().length);
        }
    }

    private float[] durations(Prompt prompt) {
        try (Conditioning c = encode(prompt)) {
            return c.tensor(Conditioning.DURATIONS).toFloatArray();
        }
    }

    private Conditioning encode(Prompt prompt) {
        return new VitsEncoder(model)
                .encode(prompt, NoiseSource.seeded(prompt.seed()), Progress.NONE);
    }

    private float[] say(Prompt prompt) {
        try (Conditioning c = encode(prompt)) {
            return new VitsVocoder(model)
                    .decode(c.start().orElseThrow(), c, DecodeOptions.seeded(prompt.seed()))
                    .samples();
        }
    }

    private static Map<String, Object> merged(Object... fields) {
        Map<String, Object> all = new java.util.LinkedHashMap<>(SMALL);
        for (int i = 0; i < fields.length; i += 2) {
            all.put((String) fields[i], fields[i + 1]);
        }
        return all;
    }
}
