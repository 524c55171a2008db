package org.syrinx.compare.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.api.SyrinxException;
import org.syrinx.compare.internal.prompts.PromptItem;
import org.syrinx.compare.internal.prompts.PromptSet;
import org.syrinx.compare.internal.prompts.PromptSets;
import org.syrinx.text.EnglishFrontEnd;
import org.syrinx.text.UnknownPolicy;
import org.syrinx.text.phonemes.PhoneSet;

class PromptSetsTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"@varied,200", "@digits,100", "@grid,100", "@hard,72"})
    void everySetOfTheProjectSaysItsPurposeAndHasIdsThatNameFiles(String name, int size) {
        PromptSet set = PromptSets.builtIn(name);
        assertEquals(size, set.items().size());
        assertTrue(set.purpose().length() > 60, set.purpose());
        assertFalse(set.title().isBlank());
        Set<String> ids = new HashSet<>();
        Set<String> texts = new HashSet<>();
        for (PromptItem item : set.items()) {
            assertTrue(item.id().matches("[a-z0-9-]+"), item.id());
            assertTrue(ids.add(item.id()), "twice: " + item.id());
            assertTrue(texts.add(item.text()), "twice: " + item.text());
        }
        assertEquals(set.items().subList(0, 3), set.first(3).items());
        assertEquals(set, set.first(0));
    }

    /** What docs/compare.md says of the set is what the front end finds in it. */
    @Test
    void theVariedSetHasEveryPhoneOfTheFrontEndAtLeastTwentyTimes() {
        Map<String, Integer> counts = new TreeMap<>();
        Set<String> symbols = new TreeSet<>();
        EnglishFrontEnd frontEnd = new EnglishFrontEnd();
        for (PromptItem item : PromptSets.builtIn("@varied").items()) {
            frontEnd.analyze(item.text(), UnknownPolicy.STRICT).words().stream()
                    .flatMap(w -> w.phones().stream())
                    .forEach(
                            phone -> {
                                counts.merge(phone.name(), 1, Integer::sum);
                                symbols.add(phone.symbol());
                            });
        }
        for (String phone : PhoneSet.names()) {
            if (!phone.equals(PhoneSet.PAUSE)) {
                assertTrue(
                        counts.getOrDefault(phone, 0) >= 20,
                        phone + " " + counts.getOrDefault(phone, 0) + " times in " + counts);
            }
        }
        // unstressed full vowels are rare in English, and a stressed schwa does not exist
        for (String symbol : PhoneSet.symbols()) {
            if (symbol.endsWith("1") && !symbol.equals("ax1")) {
                assertTrue(symbols.contains(symbol), symbol);
            }
        }
    }

    @Test
    void noVariedOrHardPromptIsASentenceOfTheCorpus() throws IOException {
        Set<String> known = new HashSet<>();
        try (InputStream in =
                getClass().getResourceAsStream("/org/syrinx/corpus/text/sentences.txt")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(l -> known.add(plain(l)));
        }
        org.syrinx.corpus.PromptSets.open().forEach(l -> known.add(plain(l)));
        assertTrue(known.size() > 300, known.size() + " sentences");
        for (String set : List.of("@varied", "@hard")) {
            for (PromptItem item : PromptSets.builtIn(set).items()) {
                assertFalse(known.contains(plain(item.text())), item.text());
            }
        }
    }

    /** Runs where the default corpus has been built; its sentences come from a grammar. */
    @Test
    void noPromptIsInTheTrainingPartOfTheDefaultCorpus() throws IOException {
        Path manifest = Path.of("..", "corpora", "default", "manifest.jsonl");
        Assumptions.assumeTrue(Files.isRegularFile(manifest), "no corpora/default here");
        Set<String> trained = new HashSet<>();
        try (Stream<String> lines = Files.lines(manifest)) {
            lines.filter(l -> !l.contains("\"split\":\"test\""))
                    .map(l -> l.replaceFirst(".*?\"text\":\"", ""))
                    .forEach(l -> trained.add(plain(l.replaceFirst("\",\"audio\".*", ""))));
        }
        assertTrue(trained.size() > 1000, trained.size() + " sentences");
        for (String set : PromptSets.NAMES) {
            for (PromptItem item : PromptSets.builtIn(set).items()) {
                assertFalse(trained.contains(plain(item.text())), item.text());
            }
        }
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
    }

    @Test
    void aFileIsOneTextALineOrAnIdATabAndAText() throws IOException {
        Path plain =
                Files.writeString(folder.resolve("my texts.txt"), "# a comment\nOne.\n\nTwo.\n");
        assertEquals(
                List.of(
                        new PromptItem("my-texts-01", "One."),
                        new PromptItem("my-texts-02", "Two.")),
                PromptSets.file(plain).items());
        Path named =
                Files.writeString(
                        folder.resolve("b.tsv"),
                        "# Title: Mine\n# Purpose: to see\n#   further\n# Origin: me\n"
                                + "a1\tOne.\nb-2\tTwo.\n");
        PromptSet set = PromptSets.file(named);
        assertEquals("Mine", set.title());
        assertEquals("to see further", set.purpose());
        assertEquals(List.of("a1", "b-2"), set.items().stream().map(PromptItem::id).toList());
        Path spoken = Files.writeString(folder.resolve("c.tsv"), "a\tOne.\tf1\nb\tTwo.\n");
        assertEquals(
                List.of(new PromptItem("a", "One.", "f1"), new PromptItem("b", "Two.", "")),
                PromptSets.file(spoken).items());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing",
                "a\tOne.\nTwo.",
                "a\tOne.\na\tTwo.",
                "../x\tOne.",
                "a\tOne.\tf1\tm1"
            })
    void aFileThatCannotBeUsedIsRefused(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.txt"), content);
        assertThrows(SyrinxException.class, () -> PromptSets.file(file));
    }

    @Test
    void anUnknownSetIsAnsweredWithTheOnesThatThereAre() {
        SyrinxException e =
                assertThrows(SyrinxException.class, () -> PromptSets.builtIn("@varried"));
        assertTrue(e.getMessage().contains("@varied, @digits, @grid, @hard"), e.getMessage());
    }
}
