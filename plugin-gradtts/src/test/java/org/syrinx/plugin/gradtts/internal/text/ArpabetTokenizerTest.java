package org.syrinx.plugin.gradtts.internal.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.syrinx.api.ModelFormatException;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.models.ModelFolder;

class ArpabetTokenizerTest {
    private final ArpabetTokenizer tokenizer =
            new ArpabetTokenizer(
                    CmuDictionary.parse(
                            List.of(
                                    ";;; a comment",
                                    "HI  HH AY1",
                                    "HI(1)  HH IY1",
                                    "BAD  XX9",
                                    "THE  DH AH0")));

    @TempDir Path temp;

    /** The ids without the blanks, which must stand at every even position. */
    private List<Long> ids(String text) {
        long[] all = tokenizer.tokenize(text).ids();
        List<Long> out = new ArrayList<>();
        for (int i = 0; i < all.length; i++) {
            if (i % 2 == 0) {
                assertEquals(148, all[i]);
            } else {
                out.add(all[i]);
            }
        }
        return out;
    }

    @Test
    void theSymbolsHaveTheIdsOfTheSpecification() {
        // 84 phones from 64 on, in alphabetical order: AA is 64, ZH is 147
        assertEquals(84, ArpabetTokenizer.phones().size());
        List<String> phones = List.copyOf(ArpabetTokenizer.phones());
        assertEquals(List.of(64L, 147L), ids("{AA ZH}"));
        assertEquals(List.of(64L + phones.indexOf("HH"), 64L + phones.indexOf("AY1")), ids("hi"));
        // letters: a is 38; the space is the last of the ten characters from 2 on, 11
        assertEquals(List.of(38L, 39L, 11L, 38L), ids("ab a"));
        assertEquals(List.of(38L, 7L), ids("a."));
    }

    @Test
    void punctuationIsNotSplitOffSoTheWordBeforeItIsSpelt() {
        // h i , : 45 46 6
        assertEquals(List.of(45L, 46L, 6L), ids("hi,"));
    }

    @Test
    void theFirstPronunciationCountsAndUnknownPhonesMakeAWordUnknown() {
        assertEquals(ids("{HH AY1}"), ids("HI"));
        assertEquals(List.of(39L, 38L, 41L), ids("bad"));
    }

    @Test
    void aTextWithoutReadableSymbolsIsRefusedAndLostOnesAreNamed() {
        assertThrows(SyrinxException.class, () -> tokenizer.tokenize("   "));
        assertThrows(SyrinxException.class, () -> tokenizer.tokenize("_"));
        List<String> warnings = tokenizer.tokenize("hi #").warnings();
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).contains("#"), warnings.get(0));
    }

    @Test
    void blanksStandBeforeBetweenAndBehind() {
        assertArrayEquals(new long[] {9, 1, 9, 2, 9}, Tokenizer.intersperse(List.of(1, 2), 9));
    }

    @Test
    void aFolderWithoutDictionaryIsRefusedWithTheFilesName() throws IOException {
        ModelFolder folder = ModelFolder.open(temp);
        ModelFormatException e =
                assertThrows(ModelFormatException.class, () -> ArpabetTokenizer.of(folder, 149));
        assertTrue(e.getMessage().contains("cmu_dictionary"), e.getMessage());
        assertThrows(ModelFormatException.class, () -> ArpabetTokenizer.of(folder, 60));
    }

    /** Values worked out by hand from the rules of spec 2.2. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Dr. Smith|doctor smith",
                "In 1998|in nineteen ninety-eight",
                "in 1905|in nineteen oh five",
                "2000 and 2005|two thousand and two thousand five",
                "1,234|twelve thirty-four",
                "12,345|twelve thousand, three hundred forty-five",
                "$5.50|five dollars, fifty cents",
                "$1|one dollar",
                "$12345678901234567890|one two three four five six seven eight nine zero one two"
                        + " three four five six seven eight nine zero dollars",
                "£20|twenty pounds",
                "3.14|three point fourteen",
                "the 21st|the twenty-first",
                "caf\u00e9|cafe",
                "don\u2019t|don't"
            })
    void textIsCleanedAsTheCheckpointsWereTrainedOn(String text, String clean) {
        assertEquals(clean, EnglishCleaner.clean(text));
    }
}
