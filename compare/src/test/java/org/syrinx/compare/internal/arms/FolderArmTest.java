package org.syrinx.compare.internal.arms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Audio;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.io.SampleFormat;
import org.syrinx.audio.io.WavWriter;
import org.syrinx.compare.internal.prompts.PromptItem;

class FolderArmTest {
    private static final PromptItem P1 = new PromptItem("p1", "One.");

    @TempDir Path folder;

    @BeforeEach
    void recordings() {
        write("made/p1.wav", 16_100);
        write("made/p2.wav", 18_000);
        write("said/p1.wav", 16_000);
        write("said/p2.wav", 16_000);
    }

    private void write(String name, int samples) {
        WavWriter.of(SampleFormat.S16)
                .write(folder.resolve(name), new Audio(new float[samples], 16_000));
    }

    private Arm open(String what, Path reference) {
        return new Arms(null, p -> folder.resolve(p), reference, "auto", c -> "")
                .open(ArmSpec.parse(what));
    }

    @Test
    void recordingsAreAlignedOnlyIfThatIsSaidAndTheirLengthsBearItOut() {
        Path said = folder.resolve("said");
        assertFalse(open("folder:made", said).aligned());
        Arm aligned = open("aligned-folder:made", said);
        assertTrue(aligned.aligned());
        assertEquals("made", aligned.spec().name());
        assertEquals(16_100, aligned.speak(P1, 1, Progress.NONE).audio().samples().length);
        SyrinxException e =
                assertThrows(
                        SyrinxException.class,
                        () -> aligned.speak(new PromptItem("p2", "Two."), 1, Progress.NONE));
        // 2000 samples at 16 kHz are 0.125 s
        assertTrue(e.getMessage().contains("It is 0.13 s longer"), e.getMessage());
        SyrinxException alone =
                assertThrows(SyrinxException.class, () -> open("aligned-folder:made", null));
        assertTrue(alone.getMessage().contains("--reference"), alone.getMessage());
    }

    @Test
    void anotherReferenceIsCheckedAgain() {
        Arm aligned = open("aligned-folder:made", folder.resolve("said"));
        String before = aligned.fingerprint(P1);
        assertEquals(before, aligned.fingerprint(P1));
        write("said/p1.wav", 15_000);
        assertNotEquals(before, aligned.fingerprint(P1));
    }

    @Test
    void whatNamesAFolderIsKeptWithAnAbsolutePathAndTheRestAsItIs() {
        for (String what : new String[] {"folder:a", "aligned-folder:a", "x/a", "./a"}) {
            ArmSpec spec = ArmSpec.parse("n=" + what).at(p -> Path.of("/root").resolve(p));
            String path = spec.what().substring(spec.what().indexOf(':') + 1);
            assertEquals(what.equals("x/a") ? "/root/x/a" : "/root/a", path);
            assertEquals(
                    spec.identity(),
                    ArmSpec.parse("n=" + what).at(p -> Path.of("/other").resolve(p)).identity(),
                    "its place is not what is compared");
        }
        for (String what : new String[] {"default", "program:flite", "resynthesis:a+b"}) {
            ArmSpec spec = ArmSpec.parse(what);
            assertEquals(spec, spec.at(p -> Path.of("/root").resolve(p)));
        }
        ArmSpec variant = ArmSpec.variant("p", org.syrinx.api.Role.VOCODER, "some/model", "f1");
        assertEquals(variant, variant.at(p -> Path.of("/root").resolve(p)));
    }
}
