package org.syrinx.eval.sphinx4.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.io.AudioReader;
import org.syrinx.eval.ErrorRate;
import org.syrinx.eval.Recogniser;
import org.syrinx.eval.Recogniser.Session;
import org.syrinx.eval.Recogniser.Task;

class SphinxRecogniserTest {
    private static final List<String> WORDS =
            List.of(
                    "the",
                    "old",
                    "man",
                    "walked",
                    "slowly",
                    "down",
                    "quiet",
                    "street",
                    "a",
                    "dog",
                    "ran",
                    "fast",
                    "up",
                    "new",
                    "road",
                    "woman",
                    "talked",
                    "softly",
                    "quite",
                    "straight",
                    "town");

    private final Recogniser sphinx = new SphinxRecogniser();

    @Test
    void digitsAreHeardWithTheirGrammar() throws Exception {
        try (Session s = sphinx.open(Task.DIGITS, List.of())) {
            assertEquals("three one four one five nine", s.recognise(speech("digits.wav")));
        }
    }

    @Test
    void gridSentencesAreHeardWithTheirGrammar() throws Exception {
        try (Session s = sphinx.open(Task.GRID, List.of())) {
            assertEquals("place blue at f two now", s.recognise(speech("grid.wav")));
        }
    }

    @Test
    void openSentencesAreHeardWithAFixedDictionaryWhateverWasHeardBefore() throws Exception {
        try (Session s = sphinx.open(Task.OPEN, WORDS)) {
            String first = s.recognise(speech("open.wav"));
            assertEquals("the old man walked slowly down the quiet street", first);
            s.recognise(speech("digits.wav"));
            s.recognise(new Audio(new float[8000], 16000));
            assertEquals(first, s.recognise(speech("open.wav")));
        }
    }

    @Test
    void phonesAreHeardWithoutWords() throws Exception {
        try (Session s = sphinx.open(Task.PHONES, List.of())) {
            String phones = s.recognise(speech("open.wav"));
            // CMUdict; the phone loop hears about two thirds of a statistical voice
            List<String> said =
                    List.of(
                            ("dh ah ow l d m ae n w ao k t s l ow l iy d aw n dh ah k w ay ah t s t"
                                            + " r iy t")
                                    .split(" "));
            double rate = ErrorRate.of(said, List.of(phones.split(" "))).rate();
            assertTrue(rate > 0 && rate < 0.5, phones);
        }
    }

    @Test
    void aWordWithoutPronunciationIsNamed() {
        SyrinxException e =
                assertThrows(
                        SyrinxException.class,
                        () -> sphinx.open(Task.OPEN, List.of("the", "xqzzt")));
        assertTrue(e.getMessage().contains("xqzzt"), e.getMessage());
    }

    @Test
    void neitherASessionNorOneThatCannotBeginLeavesFiles(@TempDir Path temporary) throws Exception {
        Path closed = Files.createDirectory(temporary.resolve("closed"));
        Session session = SphinxSession.open(Task.DIGITS, List.of(), closed);
        assertTrue(Files.exists(closed.resolve("digits.gram")));
        session.close();
        assertFalse(Files.exists(closed));
        Path failed = Files.createDirectory(temporary.resolve("failed"));
        assertThrows(
                SyrinxException.class,
                () -> SphinxSession.open(Task.OPEN, List.of("xqzzt"), failed));
        assertFalse(Files.exists(failed));
    }

    private static Audio speech(String name) throws Exception {
        try (InputStream in = SphinxRecogniserTest.class.getResourceAsStream("/speech/" + name)) {
            return AudioReader.read(in, name);
        }
    }
}
