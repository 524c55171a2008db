package org.syrinx.eval.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;
import org.syrinx.eval.Recogniser.Session;
import org.syrinx.eval.Recogniser.Task;

/** With a script in the program's place. */
class PocketsphinxTest {
    private static final Audio SOUND = new Audio(new float[800], 16_000);

    @TempDir private Path folder;

    @Test
    void wordsAreTakenWithoutPronunciationNumbersAndNoises() throws IOException {
        String program =
                script(
                        "test \"$(head -c 4 \"$2\")\" = RIFF || exit 3",
                        "echo noise from the decoder >&2",
                        "echo 'The(2) <sil> [NOISE] ++UH++ READ(3) gate'");
        assertEquals("the read gate", heard(program, Duration.ofMinutes(5)));
    }

    @Test
    void aProgramThatDoesNotEndIsStopped() throws IOException {
        String program = script("echo the", "sleep 1000");
        SyrinxException e =
                assertThrows(SyrinxException.class, () -> heard(program, Duration.ofMillis(500)));
        assertTrue(e.getMessage().contains("no answer within"), e.getMessage());
    }

    @Test
    void aProgramThatFailsIsNotSilence() throws IOException {
        String program = script("echo no model", "exit 5");
        SyrinxException e =
                assertThrows(SyrinxException.class, () -> heard(program, Duration.ofMinutes(5)));
        assertTrue(e.getMessage().contains("ended with 5: no model"), e.getMessage());
    }

    private static String heard(String program, Duration limit) {
        try (Session s = new PocketsphinxRecogniser(program, limit).open(Task.FULL, List.of())) {
            return s.recognise(SOUND);
        }
    }

    private String script(String... lines) throws IOException {
        Path file = folder.resolve("pocketsphinx.sh");
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        assertTrue(file.toFile().setExecutable(true));
        return file.toString();
    }
}
