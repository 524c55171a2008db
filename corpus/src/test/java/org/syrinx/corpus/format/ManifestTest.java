package org.syrinx.corpus.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.syrinx.api.SyrinxException;

class ManifestTest {
    private static final String GOOD =
            "{\"id\":\"f1_neutral_00001\",\"split\":\"train\",\"speaker\":\"f1\",\"gender\":\"female\",\"style\":\"neutral\",\"text\":\"It's"
                + " \\\"late\\\", isn't it?\","
                + "\"audio\":\"wav/f1/f1_neutral_00001.wav\",\"sample_rate\":16000,\"samples\":2500,"
                + "\"sha256\":\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\","
                + "\"phones\":[[\"pau\",0,1200],[\"ih\",1200,0],[\"t\",1200,1300]],"
                + "\"f0_mean\":171.5,\"active_dbfs\":-23.01,\"clipped\":2}";

    @TempDir Path folder;

    private Path root() {
        return folder.toAbsolutePath().normalize();
    }

    @Test
    void aLineSurvivesReadingAndWritingUnchanged() {
        Utterance u = ManifestLine.parse(GOOD, root(), 1);
        assertEquals(GOOD, ManifestLine.format(u, root()));
        assertEquals(root().resolve("wav/f1/f1_neutral_00001.wav"), u.audio());
        assertEquals(List.of("it's", "late", "isn't", "it"), u.words());
        assertEquals(new Phone("t", 1200, 1300), u.phones().get(2));
        assertEquals(2500 / 16000.0, u.seconds());
        assertEquals(171.5, u.f0Mean());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"wav/f1/f1_neutral_00001.wav\"|\"../../etc/passwd\"|leaves",
                "\"wav/f1/f1_neutral_00001.wav\"|\"/etc/passwd\"|leaves",
                "\"wav/f1/f1_neutral_00001.wav\"|\"wav/../..\"|leaves",
                "\"wav/f1/f1_neutral_00001.wav\"|\".\"|leaves",
                "\"wav/f1/f1_neutral_00001.wav\"|\"a\\u0000b\"|no path",
                "\"wav/f1/f1_neutral_00001.wav\"|7|\"audio\"",
                "\"samples\":2500|\"samples\":2501|2500 samples in a file of 2501",
                "\"samples\":2500|\"samples\":-1|\"samples\"",
                "\"samples\":2500|\"samples\":99999999999|\"samples\"",
                "\"samples\":2500|\"samples\":\"2500\"|\"samples\"",
                "\"sample_rate\":16000|\"sample_rate\":0|0 Hz",
                "[\"ih\",1200,0]|[\"ih\",1200,-5]|not [symbol",
                "[\"ih\",1200,0]|[\"ih\",1201,0]|1201 instead of 1200",
                "[\"ih\",1200,0]|[\"ih\",1200]|not [symbol",
                "[\"ih\",1200,0]|[\"\",1200,0]|not [symbol",
                "[\"ih\",1200,0]|[\"ih\",1200,2147483647]|instead of",
                "[[\"pau\",0,1200],[\"ih\",1200,0],[\"t\",1200,1300]]|[]|No list",
                "\"train\"|\"secret\"|split",
                "0123456789abcdef0|X123456789abcdef0|sha256",
                "171.5|NaN|not a JSON",
                "171.5|\"high\"|f0_mean",
                "\"id\":\"f1_neutral_00001\"|\"id\":\"\"|\"id\"",
                "\"id\":|\"idd\":|\"id\"",
                "\"clipped\":2}|\"clipped\":2|not a JSON",
            })
    void aHostileLineIsRefusedWithItsNumberAndReason(String from, String to, String reason) {
        assertTrue(GOOD.contains(from), from);
        SyrinxException e =
                assertThrows(
                        SyrinxException.class,
                        () -> ManifestLine.parse(GOOD.replace(from, to), root(), 42));
        assertTrue(e.getMessage().contains("line 42"), e.getMessage());
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @Test
    void otherJsonAndEndlessLinesAreRefused() {
        for (String line :
                List.of("", "null", "[]", "3", "\"text\"", "[".repeat(5000), "x".repeat(2 << 20))) {
            assertThrows(SyrinxException.class, () -> ManifestLine.parse(line, root(), 1));
        }
    }

    @Test
    void anIdTwiceAFileMissingAndASummaryMissingAreNamed() throws IOException {
        SyrinxException none = assertThrows(SyrinxException.class, () -> Corpus.open(folder));
        assertTrue(none.getMessage().contains("manifest.jsonl"), none.getMessage());
        Files.writeString(folder.resolve(Corpus.MANIFEST), GOOD + "\n" + GOOD + "\n");
        SyrinxException summary = assertThrows(SyrinxException.class, () -> Corpus.open(folder));
        assertTrue(summary.getMessage().contains("corpus.json"), summary.getMessage());
        Files.writeString(folder.resolve(Corpus.SUMMARY), "{\"utterances\": 1}");
        SyrinxException twice = assertThrows(SyrinxException.class, () -> Corpus.open(folder));
        assertTrue(twice.getMessage().contains("second time in line 2"), twice.getMessage());
        Files.writeString(folder.resolve(Corpus.MANIFEST), GOOD + "\r\n");
        Corpus corpus = Corpus.open(folder);
        assertEquals(1, corpus.split("train").count());
        assertEquals(0, corpus.split("test").count());
        assertTrue(!corpus.verify(corpus.utterances().get(0)));
    }

    @Test
    void audioBehindALinkThatLeadsOutOrInAPipeIsRefused(@TempDir Path elsewhere)
            throws IOException, InterruptedException {
        Path wav = Files.createDirectories(folder.resolve("wav/f1"));
        Path audio = wav.resolve("f1_neutral_00001.wav");
        Path outside = Files.writeString(elsewhere.resolve("secret"), "x");
        Files.createSymbolicLink(audio, outside);
        assertAudioRefused();
        Files.delete(audio);
        Files.createSymbolicLink(audio, Path.of("/dev/zero"));
        assertAudioRefused();
        Files.delete(audio);
        assertEquals(0, new ProcessBuilder("mkfifo", audio.toString()).start().waitFor());
        assertAudioRefused();
        Files.delete(audio);
        Files.writeString(wav.resolve("real.wav"), "x");
        Files.createSymbolicLink(audio, Path.of("real.wav"));
        assertEquals(audio, ManifestLine.parse(GOOD, root(), 1).audio(), "a link inside");
    }

    private void assertAudioRefused() {
        SyrinxException e =
                assertThrows(SyrinxException.class, () -> ManifestLine.parse(GOOD, root(), 1));
        assertTrue(e.getMessage().contains("no file inside the folder"), e.getMessage());
    }

    @Test
    void aPipeInPlaceOfTheSummaryIsRefusedInsteadOfWaitedFor() throws Exception {
        Files.writeString(folder.resolve(Corpus.MANIFEST), GOOD + "\n");
        Path pipe = folder.resolve(Corpus.SUMMARY);
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        SyrinxException e = assertThrows(SyrinxException.class, () -> Corpus.open(folder));
        assertTrue(e.getMessage().contains("no file"), e.getMessage());
    }

    /** Jackson's table of names is given 256 with one hash: c1 * 33 + c2 is the same for both. */
    @Test
    void namesThatCollideAreReadAsAnyOthers() {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 256; i++) {
            names.append('"');
            for (int bit = 0; bit < 8; bit++) {
                names.append((i >> bit & 1) == 0 ? "Aa" : "B@");
            }
            names.append("\":0,");
        }
        String line = GOOD.replace("{\"id\"", "{" + names + "\"id\"");
        assertEquals("f1_neutral_00001", ManifestLine.parse(line, root(), 1).id());
    }

    @Test
    void aLineThatNeverEndsIsCutBeforeItFillsTheMemory() throws IOException {
        // 2^40 characters, were they read
        java.io.Reader endless =
                new java.io.Reader() {
                    private long left = 1L << 40;

                    @Override
                    public int read(char[] out, int from, int length) {
                        java.util.Arrays.fill(out, from, from + length, 'x');
                        left -= length;
                        return left > 0 ? length : -1;
                    }

                    @Override
                    public void close() {
                        left = 0;
                    }
                };
        SyrinxException e =
                assertThrows(SyrinxException.class, () -> Corpus.read(root(), endless, "{}"));
        assertTrue(e.getMessage().contains("characters in line 1"), e.getMessage());
    }
}
