package org.syrinx.corpus.internal.flite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.syrinx.api.SyrinxException;
import org.syrinx.corpus.Speaker;
import org.syrinx.corpus.Teacher;
import org.syrinx.corpus.Teacher.Request;
import org.syrinx.corpus.Teacher.Speech;

class FliteTeacherTest {
    private static FliteTeacher installed() {
        FliteTeacher teacher = new FliteTeacher();
        try {
            teacher.check();
        } catch (SyrinxException e) {
            assumeTrue(false, "flite is not installed: " + e.getMessage());
        }
        return teacher;
    }

    @Test
    void withoutFliteOneMessageNamesThePackageAndTheFallback() {
        FliteTeacher missing = new FliteTeacher("flite-that-is-not-there");
        SyrinxException e = assertThrows(SyrinxException.class, missing::check);
        assertTrue(e.getMessage().contains("apt-get install flite"), e.getMessage());
        assertTrue(e.getMessage().contains("--teacher freetts"), e.getMessage());
    }

    @Test
    void elevenSpeakersOfWhichFourAreNeverTrainedOn() {
        List<Speaker> speakers = new FliteTeacher().speakers();
        assertEquals(11, speakers.stream().map(Speaker::id).distinct().count());
        assertEquals(
                List.of("f3", "f5", "m2", "m4"),
                speakers.stream()
                        .filter(s -> s.role() == Speaker.Role.HELD_OUT)
                        .map(Speaker::id)
                        .toList());
    }

    @Test
    void aSentenceComesWithPhonesThatEndWhereTheSoundEnds() {
        FliteTeacher teacher = installed();
        try (Teacher.Session session = teacher.open()) {
            Speech speech = session.speak(new Request("slt", "Hello world.", 1, 172, 0));
            assertEquals(16_000, speech.audio().sampleRate());
            assertEquals("pau", speech.phones().get(0));
            // both words as CMUdict has them, without stress
            assertEquals(
                    List.of("hh", "l", "ow", "w", "er", "l", "d"),
                    speech.phones().stream()
                            .filter(p -> !List.of("pau", "ax", "ah").contains(p))
                            .toList());
            double last = speech.ends().get(speech.ends().size() - 1);
            assertEquals(speech.audio().seconds(), last, 0.02);
        }
    }

    @Test
    void equalRequestsGiveEqualSpeechWhateverWasSaidBefore() {
        FliteTeacher teacher = installed();
        Request request = new Request("awb", "The same again.", 1.14, 167, 20);
        try (Teacher.Session one = teacher.open();
                Teacher.Session two = teacher.open()) {
            Speech first = one.speak(request);
            two.speak(new Request("kal16", "Something else.", 1, 0, 0));
            Speech second = two.speak(request);
            assertArrayEquals(first.audio().samples(), second.audio().samples());
            assertEquals(first.ends(), second.ends());
        }
    }

    @Test
    void stretchStretches() {
        FliteTeacher teacher = installed();
        try (Teacher.Session session = teacher.open()) {
            double one =
                    session.speak(new Request("slt", "One two three.", 1, 0, 0)).audio().seconds();
            double slow =
                    session.speak(new Request("slt", "One two three.", 1.35, 0, 0))
                            .audio()
                            .seconds();
            assertEquals(1.35, slow / one, 0.03);
        }
    }

    @Test
    void everyWordIsPronouncedOnItsOwn() {
        Map<String, List<String>> phones =
                installed().pronounce(List.of("cat", "a", "don't", "church"));
        assertEquals(List.of("k", "ae", "t"), phones.get("cat"));
        assertEquals(List.of("d", "ow", "n", "t"), phones.get("don't"));
        assertEquals(List.of("ch", "er", "ch"), phones.get("church"));
        assertEquals(1, phones.get("a").size());
    }
}
