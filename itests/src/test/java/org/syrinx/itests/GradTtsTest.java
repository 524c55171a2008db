package org.syrinx.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.itests.framework.RunningSyrinx;
import org.syrinx.itests.framework.RunningSyrinx.Outcome;
import org.syrinx.itests.framework.Sound;

/** Grad-TTS through the public commands, in the real framework, with the model that is shipped. */
class GradTtsTest {
    private static final Path CASES =
            Path.of("..", "plugin-gradtts", "src", "test", "resources", "parity")
                    .toAbsolutePath()
                    .normalize();

    private static final String MODEL = "gradtts-small";
    private static final String TEXT = "The kettle is singing in the kitchen.";

    private final RunningSyrinx syrinx = RunningSyrinx.get();

    @TempDir Path folder;

    private Outcome say(String vocoder, String speaker, Path out) {
        return syrinx.run(
                "say",
                "--voice",
                MODEL,
                "--vocoder",
                vocoder,
                "--speaker",
                speaker,
                "-o",
                out.toString(),
                TEXT);
    }

    private Sound sound(String speaker) throws IOException {
        Path out = folder.resolve(speaker.replace(':', '-') + ".wav");
        Outcome outcome = say("griffinlim-16k", speaker, out);
        assertEquals(0, outcome.code(), outcome.err());
        return Sound.of(out);
    }

    /** In dB relative to full scale. */
    private static double level(Sound sound) {
        double sum = 0;
        for (float x : sound.samples()) {
            sum += x * x;
        }
        return 10 * Math.log10(sum / sound.samples().length + 1e-12);
    }

    @Test
    void theSmallModelSpeaksWithLevelPauseAndLength() throws IOException {
        Sound sound = sound("f1");
        assertEquals(16000, sound.rate());
        double seconds = (double) sound.samples().length / sound.rate();
        // 27 phones; the corpus' slowest and fastest speakers need 1.6 and 3.2 s
        assertTrue(seconds > 1.4 && seconds < 3.6, seconds + " s");
        assertTrue(level(sound) > -40 && level(sound) < -12, level(sound) + " dB");
        float edge = 0;
        for (int i = 0; i < 1600; i++) {
            edge = Math.max(edge, Math.abs(sound.samples()[i]));
        }
        float peak = 0;
        for (float x : sound.samples()) {
            peak = Math.max(peak, Math.abs(x));
        }
        assertTrue(edge < 0.3 * peak, "the first tenth of a second is a pause");
    }

    @Test
    void aFemaleVoiceIsHigherThanAMaleOneAndBothAreEquallyLong() throws IOException {
        Sound female = sound("f1");
        Sound male = sound("m1");
        // the corpus: f1 174 Hz, m1 102 Hz, split at 143 Hz
        double high = female.pitch(70, 350);
        double low = male.pitch(70, 350);
        assertTrue(high > low, high + " and " + low + " Hz");
        // the encoder does not know who speaks
        assertEquals(female.samples().length, male.samples().length);
    }

    @Test
    void aLoudRowIsLouderThanASoftOne() throws IOException {
        double loud = level(sound("f1:loud"));
        double soft = level(sound("f1:soft"));
        // the corpus: -18 and -33 dBFS; the first small model has learnt 6 of these 15 dB
        assertTrue(loud > soft + 2, loud + " and " + soft + " dB");
    }

    @Test
    void aVocoderOfAnotherMelIsRefusedWithTheFields() {
        Outcome outcome = say("griffinlim-22k", "f1", folder.resolve("no.wav"));
        assertNotEquals(0, outcome.code());
        for (String field : new String[] {"sampleRate", "16000 Hz", "22050 Hz", "mel.epsilon"}) {
            assertTrue(outcome.err().contains(field), outcome.err());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "speakers", "pe1"})
    void theParityCommandPassesTheCasesOfTheReference(String name) throws IOException {
        assertTrue(Files.isDirectory(CASES.resolve(name)));
        Outcome outcome = syrinx.run("parity", CASES.resolve(name).toString());
        assertEquals(0, outcome.code(), outcome.out() + outcome.err());
    }
}
