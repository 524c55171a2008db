package org.syrinx.text.phonemes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.SyrinxException;

class EspeakPhonemizerTest {
    private static void assumeEspeak() {
        try {
            new ProcessBuilder("espeak-ng", "--version")
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            assumeTrue(false, "espeak-ng is not installed");
        }
    }

    /** A stand-in for the program, so that the protocol is tested where espeak-ng is missing. */
    private static String script(Path folder, String body) throws IOException {
        Path file = folder.resolve("espeak");
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file.toString();
    }

    @Test
    void englishHasStressMarksAndKeepsItsPunctuation() {
        assumeEspeak();
        assertEquals("həlˈoʊ, wˈɜːld!", new EspeakPhonemizer("en-us").phonemize("Hello,  world!"));
    }

    @Test
    void anUnknownLanguageIsRefusedWithTheProgramsOwnWords() {
        assumeEspeak();
        SyrinxException e =
                assertThrows(
                        SyrinxException.class, () -> new EspeakPhonemizer("qq-zz").phonemize("hi"));
        assertTrue(
                e.getMessage().contains("qq-zz") && e.getMessage().contains("voice"),
                e.getMessage());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void everyClauseIsPronouncedByItselfAndTheMarksArePutBack(@TempDir Path folder)
            throws IOException {
        String program = script(folder, "read -r l; echo \" ˈ<$l>(fr)x(en)\"");
        EspeakPhonemizer with =
                new EspeakPhonemizer(program, "en-us", true, Duration.ofSeconds(20));
        EspeakPhonemizer without =
                new EspeakPhonemizer(program, "en-us", false, Duration.ofSeconds(20));
        assertEquals("ˈ<a b>x, ˈ<c>x!", with.phonemize(" a\nb, c! "));
        assertEquals("<a>x", without.phonemize("a"));
        assertEquals("?!", with.phonemize("?!"));
    }

    @Test
    void aMissingProgramIsNamedWithItsPackage() {
        EspeakPhonemizer missing =
                new EspeakPhonemizer("/none/espeak-ng", "en", true, Duration.ofSeconds(1));
        SyrinxException e = assertThrows(SyrinxException.class, () -> missing.phonemize("hi"));
        assertTrue(e.action().contains("apt install espeak-ng"), e.getMessage());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProgramThatHangsIsEnded(@TempDir Path folder) throws IOException {
        String program = script(folder, "exec sleep 60");
        EspeakPhonemizer slow = new EspeakPhonemizer(program, "en", true, Duration.ofMillis(200));
        SyrinxException e = assertThrows(SyrinxException.class, () -> slow.phonemize("hi"));
        assertTrue(e.expected().contains("200 ms"), e.getMessage());
    }

    @Test
    void aLanguageCannotBeAnOption() {
        assertThrows(SyrinxException.class, () -> new EspeakPhonemizer("--help"));
    }

    @Test
    void theSymbolTableOfTheOriginalModelsHasItsPublishedPlaces() {
        assertEquals(178, IpaSymbols.size());
        assertEquals(0, IpaSymbols.id('_'));
        assertEquals(16, IpaSymbols.id(' '));
        assertEquals(17, IpaSymbols.id('A'));
        assertEquals(43, IpaSymbols.id('a'));
        assertEquals(69, IpaSymbols.id('ɑ'));
        assertEquals(156, IpaSymbols.id('ˈ'));
        assertEquals(176, IpaSymbols.id('\''));
        assertEquals(177, IpaSymbols.id('ᵻ'));
        assertEquals("'", IpaSymbols.symbol(174));
        assertEquals(java.util.List.of(50, 83), IpaSymbols.encode("hə").ids());
        IpaSymbols.Encoding odd = IpaSymbols.encode("a日");
        assertEquals(1, odd.ids().size());
        assertEquals(1, odd.unknown().get(0).offset());
    }
}
