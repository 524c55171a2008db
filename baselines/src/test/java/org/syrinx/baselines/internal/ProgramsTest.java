package org.syrinx.baselines.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioCollector;
import org.syrinx.api.AudioFileReader;
import org.syrinx.api.Conditioning;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.Vocoder.DecodeOptions;
import org.syrinx.audio.io.AudioReader;
import org.syrinx.audio.io.SampleFormat;
import org.syrinx.audio.io.WavWriter;
import org.syrinx.engine.Operators;

/** Programs are scripts that this test writes, except where a test names a real one. */
class ProgramsTest {
    private static final Program.Speech PLAIN = new Program.Speech(null, null, 1);
    private static final AudioFileReader READER =
            new AudioFileReader() {
                @Override
                public Audio read(Path file) {
                    return AudioReader.read(file);
                }

                @Override
                public Audio read(InputStream in, String name) {
                    return AudioReader.read(in, name);
                }
            };
    private static NDManager manager;

    @TempDir Path folder;

    @BeforeAll
    static void open() {
        manager = Operators.engine().newBaseManager();
    }

    @AfterAll
    static void close() {
        manager.close();
    }

    /**
     * A script that behaves like piper: reads standard input, writes a WAV that was made before.
     */
    private ProgramRunner piper(String body) throws IOException {
        float[] samples = new float[1600];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = i / 3200f;
        }
        WavWriter.of(SampleFormat.F32).write(folder.resolve("made.wav"), new Audio(samples, 22050));
        Path voice = Files.writeString(folder.resolve("lessac.onnx"), "weights");
        Files.writeString(folder.resolve("lessac.onnx.json"), "{}");
        Path script = folder.resolve("piper");
        Files.writeString(script, "#!/bin/sh\n" + body.replace("DIR", folder.toString()));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new ProgramRunner(new Program.Piper(voice), script.toString(), READER, 20);
    }

    private static final String WORKS =
            "if [ \"$1\" = --version ]; then echo 1.2.3; exit 0; fi\n"
                    + "echo \"$@\" > DIR/arguments\ncat > DIR/heard\n"
                    + "while [ \"$1\" != --output_file ]; do shift; done\n"
                    + "cp DIR/made.wav \"$2\"\n";

    @Test
    void theSoundOfAProgramPassesTheStagesUnchanged() throws IOException {
        ProgramRunner runner = piper(WORKS);
        ProgramRunner.Facts facts = runner.selfTest();
        assertEquals(22050, facts.sampleRate());
        assertEquals("1.2.3", facts.version());
        assertTrue(facts.fingerprint().matches("sha256:[0-9a-f]{64}"));
        StageInfo info = new StageInfo("p", "program", "1", "", "cpu", facts.details());
        LatentSpec wave = LatentSpec.of("wave", 1, 22050, 1);
        ProgramEncoder encoder = new ProgramEncoder(info, wave, runner, manager);
        WaveVocoder vocoder = new WaveVocoder(info, wave);
        float[] made = AudioReader.read(folder.resolve("made.wav")).samples();
        Prompt prompt = Prompt.say("-v is\nno option").speed(2).build();
        try (Conditioning c = encoder.encode(prompt, NoiseSource.seeded(1), Progress.NONE)) {
            for (int chunk : new int[] {0, 7, 5000}) {
                AudioCollector all = new AudioCollector();
                vocoder.decode(
                        c.start().orElseThrow(),
                        c,
                        new DecodeOptions(chunk, NoiseSource.seeded(1)),
                        all,
                        Progress.NONE);
                assertArrayEquals(made, all.audio().samples());
            }
        }
        assertEquals("-v is no option\n", Files.readString(folder.resolve("heard")));
        assertTrue(
                Files.readString(folder.resolve("arguments")).contains("--length_scale 0.5"),
                "twice as fast is half as long");
    }

    @Test
    void aChangedVoiceHasAnotherFingerprint() throws IOException {
        ProgramRunner runner = piper(WORKS);
        String before = runner.selfTest().fingerprint();
        Files.writeString(folder.resolve("lessac.onnx"), "other weights");
        assertNotEquals(before, runner.selfTest().fingerprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"espeak-ng", "flite"})
    void aMissingProgramIsOnePlainMessage(String name) {
        ProgramRunner runner =
                new ProgramRunner(Program.of(name), folder.resolve("none").toString(), READER, 5);
        SyrinxException e = assertThrows(SyrinxException.class, runner::selfTest);
        assertTrue(e.getMessage().contains("is not installed"), e.getMessage());
        assertTrue(e.getMessage().contains("apt install " + name), e.getMessage());
        assertEquals(-1, e.getMessage().indexOf('\n'));
    }

    @Test
    void aProgramThatFailsIsQuoted() throws IOException {
        ProgramRunner runner = piper("echo no such voice >&2; exit 3");
        SyrinxException e = assertThrows(SyrinxException.class, () -> runner.speak("hello", PLAIN));
        assertTrue(e.getMessage().contains("status 3: no such voice"), e.getMessage());
    }

    @Test
    void aProgramThatWritesNothingIsNotSilence() throws IOException {
        ProgramRunner runner = piper("cat > /dev/null");
        SyrinxException e = assertThrows(SyrinxException.class, () -> runner.speak("hello", PLAIN));
        assertTrue(e.getMessage().contains("wrote none"), e.getMessage());
    }

    @Test
    void whatAProgramCannotDoIsRefusedAndNotIgnored() throws IOException {
        ProgramRunner runner = piper(WORKS);
        StageInfo info = new StageInfo("p", "program", "1", "", "cpu", Map.of());
        ProgramEncoder encoder =
                new ProgramEncoder(info, LatentSpec.of("wave", 1, 22050, 1), runner, manager);
        for (Prompt prompt :
                List.of(
                        Prompt.say("a").temperature(0.5).build(),
                        Prompt.say("a").style("angry").build(),
                        Prompt.say("a").speaker("nobody").build())) {
            assertThrows(
                    SyrinxException.class,
                    () -> encoder.encode(prompt, NoiseSource.seeded(1), Progress.NONE));
        }
    }

    @Test
    void aFolderWithOneVoiceOfPiperIsAModelAndAnotherFolderIsNot() throws IOException {
        ProgramFamily family = new ProgramFamily();
        assertTrue(family.reject(folder).orElseThrow().contains("no voice of piper"));
        piper(WORKS);
        assertTrue(family.reject(folder).isEmpty());
        Files.writeString(folder.resolve("b.onnx"), "");
        Files.writeString(folder.resolve("b.onnx.json"), "");
        assertTrue(family.reject(folder).orElseThrow().contains("2 voices"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"espeak-ng", "flite"})
    void theRealProgramSpeaksAndTheSpeedCounts(String name) {
        ProgramRunner runner = new ProgramRunner(Program.of(name), name, READER, 60);
        try {
            runner.selfTest();
        } catch (SyrinxException e) {
            Assumptions.abort(e.getMessage());
        }
        String text = "One two three four five six seven.";
        double slow = runner.speak(text, PLAIN).seconds();
        double fast = runner.speak(text, new Program.Speech(null, null, 1.5)).seconds();
        assertTrue(slow > 1 && slow < 6, slow + " s");
        assertEquals(1.5, slow / fast, 0.3);
    }
}
