package org.syrinx.text.phonemes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.syrinx.api.SyrinxException;
import org.syrinx.text.EnglishFrontEnd;

class PhonemizerTest {
    private static String phones(String text) {
        return String.join(" ", new EnglishFrontEnd().analyze(text).symbols());
    }

    private static List<String> names(List<Phone> phones) {
        return phones.stream().map(Phone::name).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "cat's, pau k ae1 t s pau",
        "dog's, pau d ao1 g z pau",
        "boss's, pau b aa1 s ax0 z pau",
        "it'd, pau ih1 t ax0 d pau",
        "he'll, pau hh iy1 l pau",
        "the dog, pau dh ax0 d ao1 g pau",
        "the end, pau dh iy0 eh1 n d pau"
    })
    void endingsAndTheArticleFitTheirNeighbours(String text, String expected) {
        assertEquals(expected, phones(text));
    }

    @ParameterizedTest
    @CsvSource({
        "I want to record it, r ax0 k ao1 r d",
        "the record is old, r eh1 k er0 d",
        "he can read, r iy1 d",
        "he had read it, r eh1 d",
        "Read it now, r iy1 d",
        "a lead pipe, l eh1 d p",
        "take the lead, l iy1 d",
        "they live here, l ih1 v",
        "a live concert, l ay1 v",
        "close to me, k l ow1 s",
        "a cold wind, w ih1 n d",
        "to wind it, w ay1 n d",
        "the wound hurts, w uw1 n d",
        "they wound it up, w aw1 n d",
        "six in a row, r ow1",
        "a bass guitar, b ey1 s",
        "caught sea bass, b ae1 s"
    })
    void homographsDependOnTheirContext(String text, String part) {
        assertTrue(phones(text).contains(part), () -> phones(text));
    }

    @Test
    void wordsThatNoDictionaryListsArePronouncedByRule() {
        assertFalse(Lexicon.embedded().contains("blorfing"));
        assertEquals("pau b l ao1 r f ih0 ng pau", phones("blorfing"));
        assertEquals(List.of(), LetterToSound.embedded().apply("42"));
    }

    @Test
    void theEmbeddedDictionaryHasOnlyPhonesOfTheSet() {
        assertTrue(Lexicon.embedded().size() > 36000);
        assertEquals(
                List.of("y", "uw", "s"), names(Lexicon.embedded().find("use", 'n').orElseThrow()));
        assertEquals(
                List.of("y", "uw", "z"), names(Lexicon.embedded().find("use", 'v').orElseThrow()));
        assertEquals(41, PhoneSet.names().size());
        assertEquals(57, new HashSet<>(PhoneSet.symbols()).size());
        PhoneSet.symbols().forEach(s -> assertEquals(s, Phone.parse(s).symbol()));
    }

    @Test
    void lettersThatCannotBeAWordAreNotReadable() {
        assertTrue(WordShape.isReadable("flimb"));
        assertFalse(WordShape.isReadable("vhf"));
        assertFalse(WordShape.isReadable("xkcd"));
    }

    @Test
    void theUsersDictionaryWins(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("my.dict");
        Files.writeString(
                file,
                "# mine\nsyrinx s ih1 r ih0 ng k s\nHELLO HH EH0 L OW2 # capitals\nthe/n dh ah1\n");
        EnglishFrontEnd frontEnd = new EnglishFrontEnd(Lexicon.read(file));
        assertEquals(
                List.of("pau", "s", "ih1", "r", "ih0", "ng", "k", "s", "pau"),
                frontEnd.analyze("Syrinx").symbols());
        assertEquals(Phonemizer.Source.USER, frontEnd.analyze("hello").words().get(0).source());
        assertEquals(
                List.of("pau", "hh", "eh0", "l", "ow1", "pau"),
                frontEnd.analyze("hello").symbols());
    }

    @Test
    void aWrongLineOfTheUsersDictionaryIsNamed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("bad.dict");
        Files.writeString(file, "good g uh1 d\n\nbad b xx d\n");
        SyrinxException e = assertThrows(SyrinxException.class, () -> Lexicon.read(file));
        assertTrue(e.found().contains("line 3") && e.found().contains("\"xx\""), e.getMessage());
        assertThrows(SyrinxException.class, () -> Lexicon.read(folder.resolve("none.dict")));
    }
}
