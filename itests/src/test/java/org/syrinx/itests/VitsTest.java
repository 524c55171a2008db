package org.syrinx.itests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.itests.framework.RunningSyrinx;
import org.syrinx.itests.framework.RunningSyrinx.Outcome;
import org.syrinx.itests.framework.Tensors;
import org.syrinx.itests.framework.Wave;

/** VITS through the public commands, in the real framework, on small random models. */
class VitsTest {
    private static final Path CASES =
            Path.of("..", "plugin-vits", "src", "test", "resources", "parity")
                    .toAbsolutePath()
                    .normalize();

    private final RunningSyrinx syrinx = RunningSyrinx.get();

    @TempDir Path folder;

    private Outcome say(Path model, Path out, String... more) {
        Stream<String> start =
                Stream.of("say", "--model-dir", model.toString(), "-o", out.toString());
        return syrinx.run(Stream.concat(start, Arrays.stream(more)).toArray(String[]::new));
    }

    private static String field(Path model, String name) throws IOException {
        Matcher m =
                Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^\",}\\n]*)")
                        .matcher(Files.readString(model.resolve("case.json")));
        return m.find() ? m.group(1).strip() : "null";
    }

    /** A folder of its own with the same model, so that an instance of its own is made from it. */
    private Path copy(String name, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(CASES.resolve(name))) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
        return to;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sdp", "deterministic", "sdp-speakers", "asymmetric"})
    void sayReproducesTheReferenceWaveformFromTheText(String name) throws IOException {
        Path model = CASES.resolve(name);
        Path out = folder.resolve("out.wav");
        String speaker = field(model, "speaker_id");
        String[] common = {"--noise", "0", "--duration-noise", "0", "--format", "f32"};
        String[] options =
                speaker.equals("null")
                        ? common
                        : Stream.concat(Arrays.stream(common), Stream.of("--speaker", speaker))
                                .toArray(String[]::new);
        String text = field(model, "text");
        Outcome outcome =
                say(
                        model,
                        out,
                        Stream.concat(Arrays.stream(options), Stream.of(text))
                                .toArray(String[]::new));
        assertEquals(0, outcome.code(), outcome.err());
        Wave wave = Wave.of(Files.readAllBytes(out));
        float[] expected =
                Tensors.of(model.resolve("expected.safetensors")).floats("waveform_no_noise");
        assertEquals(Integer.parseInt(field(model, "sampling_rate")), wave.sampleRate());
        assertArrayEquals(expected, wave.floats(), 1e-5f);
    }

    @Test
    void theParityCommandPassesASoundCaseAndFailsASpoiledOne() throws IOException {
        Outcome good = syrinx.run("parity", CASES.resolve("sdp").toString());
        assertEquals(0, good.code(), good.text() + good.err());
        Path spoiled = copy("sdp", folder.resolve("spoiled"));
        Tensors weights = Tensors.of(spoiled.resolve("model.safetensors"));
        weights.scale("decoder.conv_post.weight", 1.01f);
        weights.write(spoiled.resolve("model.safetensors"));
        Outcome bad = syrinx.run("parity", spoiled.toString(), "--json");
        assertEquals(1, bad.code());
        assertTrue(bad.text().contains("\"passed\" : false"), bad.text());
        assertTrue(bad.text().contains("differs"), bad.text());
    }

    @Test
    void oneSeedIsOneSoundBitForBitWhateverTheChunking() throws IOException {
        Path model = CASES.resolve("sdp");
        Path one = folder.resolve("1.wav");
        for (String[] how :
                List.of(
                        new String[] {"--seed", "5", "quick brown fox"},
                        new String[] {"--seed", "5", "quick brown fox"},
                        new String[] {"--seed", "5", "--chunk", "7", "quick brown fox"},
                        new String[] {"--seed", "5", "--chunk", "1000", "quick brown fox"})) {
            Path out = folder.resolve("n.wav");
            assertEquals(0, say(model, out, how).code());
            if (Files.notExists(one)) {
                Files.copy(out, one);
            }
            assertArrayEquals(
                    Files.readAllBytes(one), Files.readAllBytes(out), String.join(" ", how));
        }
        Path other = folder.resolve("other.wav");
        assertEquals(0, say(model, other, "--seed", "6", "quick brown fox").code());
        assertFalse(Arrays.equals(Files.readAllBytes(one), Files.readAllBytes(other)));
    }

    @Test
    void standardOutputHasTheAudioAndOnlyTheAudio() throws IOException {
        Path model = CASES.resolve("sdp");
        Path file = folder.resolve("f.wav");
        assertEquals(0, say(model, file, "--format", "f32", "quick brown fox").code());
        Outcome stream =
                syrinx.runWithInput(
                        "quick brown fox\n",
                        "say",
                        "--model-dir",
                        model.toString(),
                        "--format",
                        "f32",
                        "-o",
                        "-");
        assertEquals(0, stream.code(), stream.err());
        float[] expected = Wave.of(Files.readAllBytes(file)).floats();
        assertArrayEquals(expected, Wave.of(stream.out()).floats());
        Outcome raw =
                syrinx.run(
                        "say",
                        "--model-dir",
                        model.toString(),
                        "--raw",
                        "-o",
                        "-",
                        "--json",
                        "quick brown fox");
        assertEquals(2 * expected.length, raw.out().length);
        assertTrue(raw.err().contains("16000 Hz"), raw.err());
    }

    /**
     * conv_post has no bias and tanh follows it: scaling it by 1/2 is a closed form in the sound.
     */
    @Test
    void aSwappedVocoderIsHeardAndSwappingBackRestoresTheSoundBitForBit() throws IOException {
        Path first = copy("sdp", folder.resolve("first"));
        Path second = copy("sdp", folder.resolve("second"));
        Tensors weights = Tensors.of(second.resolve("model.safetensors"));
        weights.scale("decoder.conv_post.weight", 0.5f);
        weights.write(second.resolve("model.safetensors"));
        Outcome wired =
                syrinx.run(
                        "wire",
                        "swapping",
                        "encoder=" + first,
                        "latentspace=" + first,
                        "vocoder=" + first);
        assertEquals(0, wired.code(), wired.err());
        float[] before = speak("swapping");
        Outcome swapped = syrinx.run("swap", "swapping", "vocoder", second.toString());
        assertEquals(0, swapped.code(), swapped.err());
        float[] between = speak("swapping");
        assertEquals(0, syrinx.run("swap", "swapping", "vocoder", first.toString()).code());
        assertArrayEquals(before, speak("swapping"));
        assertEquals(before.length, between.length);
        for (int i = 0; i < before.length; i++) {
            double x = before[i];
            double atanh = 0.5 * Math.log((1 + x) / (1 - x));
            assertEquals(Math.tanh(0.5 * atanh), between[i], 1e-5, "sample " + i);
        }
        assertNotEquals(before[0], between[0]);
    }

    private float[] speak(String pipeline) throws IOException {
        Path out = folder.resolve(pipeline + ".wav");
        Outcome outcome =
                syrinx.run(
                        "say",
                        "--pipeline",
                        pipeline,
                        "--format",
                        "f32",
                        "--seed",
                        "3",
                        "-o",
                        out.toString(),
                        "quick brown fox");
        assertEquals(0, outcome.code(), outcome.err());
        return Wave.of(Files.readAllBytes(out)).floats();
    }

    @Test
    void griffinLimOnVitsLatentsIsRefusedWithTheDifferingFieldsAndListed() throws IOException {
        Path model = CASES.resolve("sdp");
        Outcome refused =
                syrinx.run("wire", "mismatch", "encoder=" + model, "vocoder=griffinlim-16k");
        assertEquals(1, refused.code());
        for (String part :
                List.of(
                        "id vits.z against mel",
                        "channels 12 against 80",
                        "hop 8 samples against 256 samples",
                        "mel.fmax (not stated) against 8000",
                        "adapter")) {
            assertTrue(refused.err().contains(part), part + " in: " + refused.err());
        }
        assertEquals(0, syrinx.count("(syrinx.pipeline=mismatch)"), "it is not a service");
        Outcome listed = syrinx.run("pipelines");
        assertTrue(listed.text().contains("mismatch: "), listed.text());
        assertTrue(listed.text().contains("channels 12 against 80"), listed.text());
        Outcome swap = syrinx.run("wire", "whole", "encoder=" + model, "vocoder=" + model);
        assertEquals(0, swap.code(), swap.err());
        assertEquals(1, syrinx.run("swap", "whole", "vocoder", "griffinlim-16k").code());
        assertEquals(
                0,
                syrinx.run(
                                "say",
                                "--pipeline",
                                "whole",
                                "-o",
                                folder.resolve("w.wav").toString(),
                                "quick brown fox")
                        .code(),
                "the old vocoder stays");
    }

    @Test
    void resynthesisGoesThroughEveryPairThatFits() throws IOException {
        Path model = CASES.resolve("sdp");
        Path in = folder.resolve("in.wav");
        assertEquals(0, say(model, in, "a longer sentence to be encoded again").code());
        Path vits = folder.resolve("vits.wav");
        Outcome through =
                syrinx.run(
                        "resynthesize",
                        in.toString(),
                        "--latent-space",
                        model.toString(),
                        "-o",
                        vits.toString());
        assertEquals(0, through.code(), through.err());
        assertEquals(16000, Wave.of(Files.readAllBytes(vits)).sampleRate());
        Outcome mixed =
                syrinx.run(
                        "resynthesize",
                        in.toString(),
                        "--latent-space",
                        "mel-16k",
                        "--vocoder",
                        model.toString(),
                        "-o",
                        vits.toString());
        assertEquals(1, mixed.code());
        assertTrue(mixed.err().contains("id mel against vits.z"), mixed.err());
    }

    @Test
    void aFolderThatIsNoModelIsRefusedWithOneSentenceAndAnUnknownSpeakerWithTheKnownOnes()
            throws IOException {
        Outcome empty = say(folder, folder.resolve("x.wav"), "hello");
        assertEquals(1, empty.code());
        assertEquals(1, empty.err().lines().count(), empty.err());
        assertTrue(empty.err().contains("no config.json"), empty.err());
        assertFalse(empty.err().contains("Exception"), empty.err());
        Outcome nobody =
                say(
                        CASES.resolve("sdp-speakers"),
                        folder.resolve("x.wav"),
                        "--speaker",
                        "nobody",
                        "hello");
        assertEquals(1, nobody.code());
        assertTrue(nobody.err().contains("0, 1, 2, 3"), nobody.err());
        assertFalse(Files.exists(folder.resolve("x.wav")), "no file is left behind");
    }

    @Test
    void aDeviceThatIsNotThereIsRefusedAndNotRememberedForTheNextRequest() {
        Path model = CASES.resolve("deterministic");
        Path out = folder.resolve("device.wav");
        Outcome refused =
                syrinx.run(
                        "say",
                        "--model-dir",
                        model.toString(),
                        "--device",
                        "gpu99",
                        "-o",
                        out.toString(),
                        "hello");
        assertEquals(1, refused.code());
        assertTrue(refused.err().contains("gpu99 is not there"), refused.err());
        Outcome next =
                syrinx.run("say", "--model-dir", model.toString(), "-o", out.toString(), "hello");
        assertEquals(0, next.code(), next.err());
    }

    @Test
    void aLoadedModelIsNotLeftWhereItIsWhenAnotherDeviceIsAskedFor() {
        Path out = folder.resolve("moved.wav");
        assertEquals(0, say(CASES.resolve("asymmetric"), out, "hello").code());
        String model =
                Pattern.compile("asymmetric-[0-9a-f]+")
                        .matcher(syrinx.run("models").text())
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group();
        Outcome moved =
                syrinx.run("say", "--voice", model, "--device", "gpu99", "-o", out.toString(), "a");
        assertEquals(1, moved.code());
        assertTrue(moved.err().contains("gpu99 is not there"), moved.err());
        Outcome next = syrinx.run("say", "--voice", model, "-o", out.toString(), "hello");
        assertEquals(0, next.code(), next.err());
    }

    @Test
    void aPipelineTakesNoOptionThatItWouldIgnore() {
        Path out = folder.resolve("ignored.wav");
        Outcome refused =
                syrinx.run("say", "--pipeline", "p", "--device", "cpu", "-o", out.toString(), "a");
        assertEquals(2, refused.code());
        assertTrue(refused.err().contains("--device"), refused.err());
    }
}
