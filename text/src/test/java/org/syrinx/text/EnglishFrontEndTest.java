package org.syrinx.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.syrinx.api.SyrinxException;

class EnglishFrontEndTest {
    private final FrontEnd frontEnd = new EnglishFrontEnd();

    @Test
    void anUtteranceBeginsAndEndsWithAPauseAndPausesAtPunctuation() {
        Utterance u = frontEnd.analyze("Hello, world!");
        assertEquals(
                List.of("pau", "hh", "ax", "l", "ow", "pau", "w", "er", "l", "d", "pau"),
                u.names());
        assertEquals(
                List.of("pau", "hh", "ax0", "l", "ow1", "pau", "w", "er1", "l", "d", "pau"),
                u.symbols());
        assertEquals("en-us-radio", u.phoneSet());
        assertTrue(frontEnd.symbols().containsAll(u.symbols()));
    }

    @Test
    void textWithoutWordsIsOnePause() {
        assertEquals(List.of("pau"), frontEnd.analyze("").symbols());
        assertEquals(List.of("pau"), frontEnd.analyze(" ... ").symbols());
    }

    @Test
    void tokensCarryOffsetsWordsAndPhones() {
        Utterance u = frontEnd.analyze("I paid $5, Sam.");
        Token money = u.tokens().get(2);
        assertEquals("$5,", money.surface());
        assertEquals(7, money.start());
        assertEquals(List.of("five", "dollars"), money.words().stream().map(Word::text).toList());
        assertTrue(money.words().get(1).pauseAfter());
        assertTrue(!money.words().get(0).pauseAfter());
        assertEquals("[f, ay1, v]", money.words().get(0).phones().toString());
    }

    @Test
    void strictPolicyRefusesWhatItCannotReadAndNamesThePlace() {
        SyrinxException e =
                assertThrows(
                        SyrinxException.class,
                        () -> frontEnd.analyze("Hi \u2603!", UnknownPolicy.STRICT));
        assertTrue(e.getMessage().contains("U+2603 SNOWMAN at offset 3"), e.getMessage());
        assertTrue(frontEnd.analyze("Plain words.", UnknownPolicy.STRICT).report().isEmpty());
    }

    @Test
    void reportPolicyReadsTheRestAndListsWhatItCouldNot() {
        Utterance u = frontEnd.analyze("go \u2603 on", UnknownPolicy.REPORT);
        assertEquals(List.of("pau", "g", "ow1", "aa1", "n", "pau"), u.symbols());
        assertEquals("U+2603 SNOWMAN at offset 3", u.report().message());
        Report many = frontEnd.analyze("\u2603".repeat(10)).report();
        assertTrue(many.message().endsWith("and 2 more"), many.message());
    }

    @Test
    void theSameTextGivesTheSameUtterance() {
        String text = "Dr. Who met 3 Daleks, at 5 p.m.";
        assertEquals(frontEnd.analyze(text), new EnglishFrontEnd().analyze(text));
    }
}
