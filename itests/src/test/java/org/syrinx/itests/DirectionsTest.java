package org.syrinx.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.itests.framework.RunningSyrinx;
import org.syrinx.itests.framework.RunningSyrinx.Outcome;

/** The directions that come with the shipped Grad-TTS, as a user slides them. */
class DirectionsTest {
    private static final RunningSyrinx SYRINX = RunningSyrinx.get();
    private static final List<String> SHIPPED =
            List.of("gender", "intensity", "level", "tilt", "brightness", "pitch", "pc1");

    @TempDir Path folder;

    private Outcome say(Path sound, String... edits) {
        List<String> line =
                new ArrayList<>(
                        List.of("say", "--voice", "gradtts-small", "--vocoder", "vocoder-16k"));
        line.addAll(List.of("--speaker", "m1", "--steps", "2", "-o", sound.toString()));
        for (String edit : edits) {
            line.addAll(List.of("--edit", edit));
        }
        line.add("Good morning.");
        return SYRINX.run(line.toArray(String[]::new));
    }

    private byte[] spoken(String... edits) throws IOException {
        Path sound = folder.resolve("said.wav");
        Outcome said = say(sound, edits);
        assertEquals(0, said.code(), said.err());
        return Files.readAllBytes(sound);
    }

    @Test
    void theModelComesWithDirectionsThatWereValidated() {
        String list = SYRINX.run("directions", "list").text();
        for (String name : SHIPPED) {
            assertTrue(
                    list.lines().anyMatch(line -> line.matches(name + " +-?[0-9].*")),
                    name + " in " + list);
        }
    }

    @Test
    void strengthZeroChangesNoBitAndAnotherStrengthTheSound() throws IOException {
        byte[] plain = spoken();
        assertEquals(-1, java.util.Arrays.mismatch(plain, spoken("gender=0")));
        byte[] moved = spoken("gender=+2", "level=-1");
        assertEquals(plain.length, moved.length, "an edit does not touch durations");
        assertNotEquals(-1, java.util.Arrays.mismatch(plain, moved));
    }

    @Test
    void anEditOverTimeLeavesTheRestOfTheSentenceNearlyAlone() throws IOException {
        byte[] plain = spoken();
        byte[] late = spoken("gender=3@70%-100%");
        assertTrue(
                change(plain, late, 0, 0.25) < 0.1 * change(plain, late, 0.75, 1),
                change(plain, late, 0, 0.25) + " and " + change(plain, late, 0.75, 1));
    }

    private static double change(byte[] a, byte[] b, double from, double to) {
        int samples = (a.length - 44) / 2;
        double sum = 0;
        for (int i = (int) (from * samples); i < (int) (to * samples); i++) {
            double d = sample(a, i) - sample(b, i);
            sum += d * d;
        }
        return sum;
    }

    private static int sample(byte[] wav, int i) {
        return (short) (wav[44 + 2 * i] & 255 | wav[45 + 2 * i] << 8);
    }

    @Test
    void aStrengthBeyondTheValidatedRangeWarnsAndAnUnknownNameListsTheKnown() {
        Outcome far = say(folder.resolve("far.wav"), "gender=40");
        assertEquals(0, far.code(), far.err());
        assertTrue(
                far.err().contains("\"gender\" is outside its validated range"),
                far.err() + far.text());
        Outcome unknown = say(folder.resolve("none.wav"), "sadness=1");
        assertEquals(1, unknown.code());
        assertTrue(
                unknown.err().contains("sadness") && unknown.err().contains("intensity"),
                unknown.err());
    }
}
