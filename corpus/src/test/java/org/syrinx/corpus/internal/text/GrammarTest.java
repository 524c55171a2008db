package org.syrinx.corpus.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.syrinx.corpus.format.Words;

class GrammarTest {
    private final Grammar grammar = Grammar.standard();

    @Test
    void theSameSeedMakesTheSameSentenceAndAnotherSeedMostlyAnother() {
        int different = 0;
        for (int t = 0; t < grammar.templates().size(); t++) {
            String first = grammar.sentence(t, new Random64(7));
            assertEquals(first, grammar.sentence(t, new Random64(7)));
            different += first.equals(grammar.sentence(t, new Random64(8))) ? 0 : 1;
        }
        assertTrue(different > 0.9 * grammar.templates().size(), different + " differ");
    }

    @Test
    void everySentenceIsMadeOfVocabularyWordsAndLooksLikeASentence() {
        Set<String> vocabulary = grammar.vocabulary();
        for (int t = 0; t < grammar.templates().size(); t++) {
            Random64 random = new Random64(t);
            for (int i = 0; i < 50; i++) {
                String text = grammar.sentence(t, random);
                assertTrue(text.matches("[A-Z][A-Za-z', ]+[.?!]"), text);
                Words.of(text).forEach(w -> assertTrue(vocabulary.contains(w), w + " in " + text));
            }
        }
    }

    @Test
    void aSentenceNeverUsesAnEntryTwice() {
        Grammar two = new Grammar(List.of("x: a1, b1"), List.of("{x} {x}"));
        for (int seed = 0; seed < 20; seed++) {
            String text = two.sentence(0, new Random64(seed));
            assertTrue(text.equals("A1 b1") || text.equals("B1 a1"), text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "A(n) owl saw a(n) fox., An owl saw a fox.",
        "It was a(n) honest answer., It was an honest answer.",
        "a(n) university and a(n) useful idea, a university and a useful idea",
        "a(n) unusual hour in a(n) union, an unusual hour in a union",
        "a(n) eagle; a(n) umbrella; a(n) uncle, an eagle; an umbrella; an uncle",
        "a(n) hammer; a(n) hour; a(n) uniform, a hammer; an hour; a uniform",
    })
    void articlesFollowTheSound(String template, String expected) {
        assertEquals(expected, Grammar.articles(template));
    }

    @Test
    void thereAreAboutAHundredAndFiftyTemplatesAndThreeHundredWrittenSentences() {
        assertTrue(grammar.templates().size() >= 150);
        assertTrue(TextResource.lines("sentences.txt").size() >= 300);
        assertTrue(SentencePool.vocabulary().size() >= 1500);
    }

    @Test
    void noTextContainsADigitThatAReaderWouldHaveToInterpret() {
        for (String file : List.of("templates.txt", "words.txt", "sentences.txt")) {
            TextResource.lines(file)
                    .forEach(
                            l ->
                                    assertTrue(
                                            l.replaceAll("\\{[a-z0-9]+}|^[a-z]+3:", "")
                                                    .matches("\\D*"),
                                            l));
        }
    }
}
