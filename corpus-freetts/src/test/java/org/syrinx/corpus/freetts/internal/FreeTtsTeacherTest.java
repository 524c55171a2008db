package org.syrinx.corpus.freetts.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.corpus.CorpusBuilder;
import org.syrinx.corpus.CorpusSize;
import org.syrinx.corpus.Teacher;
import org.syrinx.corpus.Teacher.Request;
import org.syrinx.corpus.Teacher.Speech;
import org.syrinx.corpus.format.Corpus;
import org.syrinx.corpus.format.Phone;
import org.syrinx.corpus.format.Utterance;

class FreeTtsTeacherTest {
    private final FreeTtsTeacher teacher =
            new FreeTtsTeacher(Path.of(System.getProperty(FreeTtsTeacher.JAR)));

    @TempDir Path folder;

    @AfterEach
    void close() {
        teacher.close();
    }

    @Test
    void freeTtsIsNotOnTheClassPathOfTheBundle() {
        assertThrows(
                ClassNotFoundException.class, () -> Class.forName("com.sun.speech.freetts.Voice"));
    }

    @Test
    void withoutTheJarOneMessageSaysWhatToPutWhere() throws IOException {
        for (Path jar : new Path[] {null, folder.resolve("none.jar")}) {
            SyrinxException e =
                    assertThrows(SyrinxException.class, () -> new FreeTtsTeacher(jar).check());
            assertTrue(e.getMessage().contains("net.sf.sociaal:freetts:1.2.2"), e.getMessage());
            assertTrue(e.getMessage().contains("--teacher flite"), e.getMessage());
        }
        Path other = Files.write(folder.resolve("other.jar"), new byte[] {'P', 'K'});
        SyrinxException e =
                assertThrows(SyrinxException.class, () -> new FreeTtsTeacher(other).check());
        assertTrue(e.getMessage().contains("SHA-256"), e.getMessage());
    }

    @Test
    void thePropertyWinsOverTheDistributionsFolder() {
        assertEquals(Path.of("x.jar"), FreeTtsTeacher.find("x.jar", "home"));
        assertEquals(
                Path.of("home", "optional", "freetts-1.2.2.jar"),
                FreeTtsTeacher.find(null, "home"));
        assertNull(FreeTtsTeacher.find(null, null));
    }

    @Test
    void voicesThatStartAtOnceAllStart() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<String>>> spoken = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                spoken.add(
                        threads.submit(
                                () -> {
                                    try (Teacher.Session session = teacher.open()) {
                                        return session.speak(
                                                        new Request("kevin16", "Blick.", 1, 100, 0))
                                                .phones();
                                    }
                                }));
            }
            for (Future<List<String>> one : spoken) {
                assertEquals(spoken.get(0).get(), one.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aSentenceComesWithPhonesThatEndWhereTheSoundEnds() {
        try (Teacher.Session session = teacher.open()) {
            Speech speech = session.speak(new Request("kevin16", "Hello world.", 1, 100, 0));
            assertEquals(16_000, speech.audio().sampleRate());
            assertEquals(
                    List.of("hh", "l", "ow", "w", "er", "l", "d"),
                    speech.phones().stream()
                            .filter(p -> !List.of("pau", "ax", "ah").contains(p))
                            .toList());
            double last = speech.ends().get(speech.ends().size() - 1);
            assertEquals(speech.audio().seconds(), last, 0.15);
            assertTrue(speech.audio().peak() > 0.05, "peak " + speech.audio().peak());
        }
    }

    @Test
    void equalRequestsGiveEqualSpeechWhateverWasSaidBefore() {
        Request request = new Request("kevin16", "The same again.", 1.1, 120, 0);
        try (Teacher.Session one = teacher.open();
                Teacher.Session two = teacher.open()) {
            Speech first = one.speak(request);
            two.speak(new Request("kevin16", "Something else, slowly.", 1.4, 90, 8));
            Speech second = two.speak(request);
            assertArrayEquals(first.audio().samples(), second.audio().samples());
            assertEquals(first.phones(), second.phones());
            assertEquals(first.ends(), second.ends());
        }
    }

    @Test
    void wordsArePronounced() {
        Map<String, List<String>> phones = teacher.pronounce(List.of("cat", "church"));
        assertEquals(List.of("k", "ae", "t"), phones.get("cat"));
        assertEquals(List.of("ch", "er", "ch"), phones.get("church"));
    }

    @Test
    void aTinyCorpusIsBuiltWithoutAnyProgram() {
        CorpusBuilder.to(folder).size(CorpusSize.TINY).teacher(teacher).build(Progress.NONE);
        Corpus corpus = Corpus.open(folder);
        assertEquals(600, corpus.utterances().size());
        for (Utterance u : corpus.utterances()) {
            assertEquals(u.samples(), u.phones().stream().mapToInt(Phone::length).sum(), u.id());
            assertTrue(
                    u.seconds() > 0.8 && u.seconds() < 8, u.id() + " lasts " + u.seconds() + " s");
            assertEquals(-23, u.activeDbfs(), 0.2, u.id());
        }
        double female = meanPitch(corpus, "female");
        double male = meanPitch(corpus, "male");
        assertEquals(180, female, 15);
        assertEquals(100, male, 10);
    }

    private static double meanPitch(Corpus corpus, String gender) {
        return corpus.utterances().stream()
                .filter(u -> u.gender().equals(gender) && u.f0Mean() > 0)
                .mapToDouble(Utterance::f0Mean)
                .average()
                .orElse(0);
    }
}
