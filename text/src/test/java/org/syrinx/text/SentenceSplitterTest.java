package org.syrinx.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.syrinx.api.SyrinxException;
import org.syrinx.text.SentenceSplitter.Sentence;

class SentenceSplitterTest {
    private static List<String> split(String text) {
        return new SentenceSplitter().split(text).stream().map(Sentence::text).toList();
    }

    @Test
    void terminatorsAndBlankLinesEndSentences() {
        assertEquals(
                List.of("One.", "Two!", "Three?", "Title", "Four"),
                split("One. Two!  Three?\nTitle\n\nFour"));
        assertEquals(
                List.of("He said \"Stop!\" and left.", "Then she left."),
                split("He said \"Stop!\" and left. Then she left."));
        assertEquals(List.of("(Really?)", "Yes."), split("(Really?) Yes."));
        assertEquals(
                List.of("\u4f60\u597d\u3002", "\u8c22\u8c22"),
                split("\u4f60\u597d\u3002\u8c22\u8c22"));
    }

    @Test
    void abbreviationsInitialsAndNumbersDoNotEndSentences() {
        String one =
                "Dr. J. R. Smith Jr. of Acme Inc. paid $3.14 on Jan. 5 at 5 p.m. Monday, e.g. for"
                        + " No. 7.";
        assertEquals(List.of(one), split(one));
        assertEquals(
                List.of("He lives in the U.S.", "The end."),
                split("He lives in the U.S. The end."));
        assertEquals(List.of("She said no.", "He did not."), split("She said no. He did not."));
        assertEquals(List.of("It was I.", "Who else?"), split("It was I. Who else?"));
        assertEquals(List.of("Well... maybe.", "Ok."), split("Well... maybe. Ok."));
    }

    @Test
    void longSentencesAreCutAtClausesThenCommasThenWords() {
        SentenceSplitter splitter = new SentenceSplitter(40);
        List<Sentence> clause =
                splitter.split("alpha beta gamma; delta, epsilon zeta eta theta iota kappa");
        assertEquals("alpha beta gamma;", clause.get(0).text());
        List<Sentence> comma =
                splitter.split("alpha beta gamma, delta epsilon zeta eta theta iota kappa");
        assertEquals("alpha beta gamma,", comma.get(0).text());
        List<Sentence> word =
                splitter.split("alpha beta gamma delta epsilon zeta eta theta iota kappa");
        assertEquals("alpha beta gamma delta epsilon zeta eta", word.get(0).text());
        assertEquals(
                List.of(40, 40, 20),
                splitter.split("x".repeat(100)).stream().map(s -> s.text().length()).toList());
    }

    @Test
    void aStreamGivesTheSentencesOfTheWholeWhereverItsPiecesEnd() {
        Random random = new Random(11);
        String[] parts = {
            "Dr. Smith",
            " came",
            ". ",
            "He ",
            "said \"No!\" ",
            "\n\n",
            "at 5 p.m. ",
            "? ",
            ", ",
            "Yes",
            "..."
        };
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = 0; k < 30; k++) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            SentenceSplitter splitter = new SentenceSplitter(60);
            SentenceSplitter.Stream stream = splitter.open();
            List<Sentence> streamed = new ArrayList<>();
            for (int at = 0; at < text.length(); ) {
                int end = Math.min(text.length(), at + 1 + random.nextInt(7));
                streamed.addAll(stream.feed(text.substring(at, end)));
                at = end;
            }
            streamed.addAll(stream.finish());
            assertEquals(splitter.split(text.toString()), streamed);
            for (Sentence s : streamed) {
                assertEquals(text.substring(s.start(), s.end()), s.text());
                assertTrue(!s.text().isEmpty() && s.text().length() <= 60);
            }
            String joined =
                    String.join("", streamed.stream().map(Sentence::text).toList())
                            .replaceAll("\\s", "");
            assertEquals(text.toString().replaceAll("\\s", ""), joined);
        }
    }

    @Test
    void aSentenceIsOutBeforeTheNextIsComplete() {
        SentenceSplitter.Stream stream = new SentenceSplitter().open();
        assertEquals(List.of(), stream.feed("The first sentence. The"));
        assertEquals("The first sentence.", stream.feed(" second").get(0).text());
        assertEquals("The second", stream.finish().get(0).text());
    }

    @Test
    void aLimitTooSmallIsRefused() {
        assertThrows(SyrinxException.class, () -> new SentenceSplitter(5));
    }
}
