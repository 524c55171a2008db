package org.syrinx.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Audio;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.io.AudioReader;
import org.syrinx.corpus.format.Corpus;
import org.syrinx.corpus.format.Phone;
import org.syrinx.corpus.format.Utterance;

class CorpusBuilderTest {
    private static final int TINY = 2 * 300;

    @TempDir Path folder;

    private final FakeTeacher teacher = new FakeTeacher();

    private CorpusBuilder tiny(Path where) {
        return CorpusBuilder.to(where).size(CorpusSize.TINY).teacher(teacher);
    }

    @Test
    void filesLabelsAndSummaryAgree() {
        CorpusSummary built =
                CorpusBuilder.to(folder)
                        .size(CorpusSize.TINY)
                        .teacher(new FakeTeacher(0.9))
                        .build(Progress.NONE);
        Corpus corpus = Corpus.open(folder);
        assertEquals(TINY, corpus.utterances().size());
        assertEquals(TINY, built.utterances());
        assertEquals(TINY, corpus.summary().get("utterances"));
        double seconds = 0;
        for (Utterance u : corpus.utterances()) {
            assertTrue(corpus.verify(u), u.id());
            Audio audio = AudioReader.read(u.audio());
            assertEquals(16_000, audio.sampleRate());
            assertEquals(u.samples(), audio.samples().length);
            assertEquals(u.samples(), u.phones().stream().mapToInt(Phone::length).sum());
            assertEquals(0, u.clipped());
            assertEquals(-23, u.activeDbfs(), 0.05);
            double f0 = u.speaker().equals("f1") ? 200 : 110; // the warp must not show in the pitch
            assertEquals(f0, u.f0Mean(), 0.02 * f0, u.id());
            seconds += u.seconds();
        }
        assertEquals(seconds / 3600, built.hours(), 1e-6);
        // m1 is warped by 0.9: the teacher's phones are stretched by 0.9 and read at speed 0.9
        Utterance warped = corpus.utterances().get(TINY - 1);
        assertEquals("m1", warped.speaker());
        assertEquals(FakeTeacher.SECONDS_PER_PHONE * 16_000, warped.phones().get(3).length(), 1);
    }

    @Test
    void theNumberOfThreadsChangesNoByte() throws IOException {
        tiny(folder.resolve("one")).threads(1).build(Progress.NONE);
        tiny(folder.resolve("five")).threads(5).build(Progress.NONE);
        for (String file :
                List.of(Corpus.MANIFEST, Corpus.SUMMARY, "wav/f1/f1_neutral_00017.wav")) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("one").resolve(file)),
                    Files.readAllBytes(folder.resolve("five").resolve(file)),
                    file);
        }
    }

    @Test
    void aCancelledBuildHasNoManifestAndContinuesWhereItStopped() throws IOException {
        Progress impatient =
                (phase, done, total) -> {
                    if (phase.equals("speaking") && done >= 100) {
                        throw new CancelledException(phase);
                    }
                };
        assertThrows(CancelledException.class, () -> tiny(folder.resolve("b")).build(impatient));
        assertFalse(Files.exists(folder.resolve("b").resolve(Corpus.MANIFEST)));
        SyrinxException unfinished =
                assertThrows(SyrinxException.class, () -> Corpus.open(folder.resolve("b")));
        assertTrue(unfinished.getMessage().contains("interrupted"), unfinished.getMessage());

        CorpusSummary rest = tiny(folder.resolve("b")).build(Progress.NONE);
        assertTrue(
                rest.spoken() <= TINY - 100 && rest.spoken() > 0, rest.spoken() + " spoken again");
        tiny(folder.resolve("whole")).build(Progress.NONE);
        assertEquals(
                Files.readString(folder.resolve("whole").resolve(Corpus.MANIFEST)),
                Files.readString(folder.resolve("b").resolve(Corpus.MANIFEST)));
    }

    @Test
    void aSecondBuildSpeaksOnlyWhatIsDamagedOrMissing() throws IOException {
        tiny(folder).build(Progress.NONE);
        String manifest = Files.readString(folder.resolve(Corpus.MANIFEST));
        assertEquals(0, tiny(folder).build(Progress.NONE).spoken());
        Files.delete(folder.resolve("wav/f1/f1_neutral_00001.wav"));
        Files.write(folder.resolve("wav/m1/m1_neutral_00002.wav"), new byte[] {1, 2, 3});
        assertEquals(2, tiny(folder).build(Progress.NONE).spoken());
        assertEquals(manifest, Files.readString(folder.resolve(Corpus.MANIFEST)));
    }

    @Test
    void anotherConfigurationIsRefusedUnlessItMayBeReplaced() {
        tiny(folder).build(Progress.NONE);
        SyrinxException e =
                assertThrows(
                        SyrinxException.class, () -> tiny(folder).seed(2).build(Progress.NONE));
        assertTrue(e.getMessage().contains("--replace"), e.getMessage());
        teacher.version = "2";
        assertThrows(SyrinxException.class, () -> tiny(folder).build(Progress.NONE));
        assertEquals(TINY, tiny(folder).seed(2).replace(true).build(Progress.NONE).spoken());
        assertEquals(TINY, Corpus.open(folder).utterances().size());
    }

    @Test
    void aTeacherThatFailsStopsTheBuildWithItsOwnMessage() {
        Teacher broken =
                new BrokenTeacher(
                        teacher, new SyrinxException("speech", "a broken pipe", "mend the pipe"));
        SyrinxException e =
                assertThrows(
                        SyrinxException.class,
                        () ->
                                CorpusBuilder.to(folder)
                                        .size(CorpusSize.TINY)
                                        .teacher(broken)
                                        .build(Progress.NONE));
        assertTrue(e.getMessage().contains("broken pipe"), e.getMessage());
        assertFalse(Files.exists(folder.resolve(Corpus.MANIFEST)));
    }

    @Test
    void sizesAndThreadCountsThatDoNotExistAreNamed() {
        assertTrue(
                assertThrows(SyrinxException.class, () -> CorpusSize.parse("huge"))
                        .getMessage()
                        .contains("tiny, default, voices, large"));
        assertEquals(CorpusSize.LARGE, CorpusSize.parse("Large"));
        assertThrows(SyrinxException.class, () -> CorpusBuilder.to(folder).threads(0));
        assertThrows(SyrinxException.class, () -> CorpusBuilder.to(folder).build(Progress.NONE));
    }
}
