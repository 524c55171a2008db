package org.syrinx.plugin.vits.internal.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.ModelFormatException;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.models.ModelFolder;

/** Vectors of spec 1.3; those marked so were computed with transformers' VitsTokenizer. */
class HfTokenizerTest {
    /** MMS English, ids 0 to 37. */
    private static final String ENGLISH = "k'zyudhesw\u20133cp-1jmi flo0bra42n_xvtq56g";

    private static final String PLAIN =
            "{\"add_blank\":true,\"normalize\":true,\"phonemize\":false,\"is_uroman\":false,"
                    + "\"language\":\"eng\",\"pad_token\":\"k\",\"unk_token\":\"<unk>\"}";

    @TempDir Path folder;

    @Test
    void blanksStandBetweenAllIds() throws IOException {
        HfTokenizer t = english(PLAIN);
        assertArrayEquals(new long[] {0, 21, 0, 18, 0, 0, 0, 7, 0}, t.tokenize("like").ids());
        assertArrayEquals(new long[] {0, 26, 0}, t.tokenize("a").ids());
        long[] ids = t.tokenize("Hello - my dog").ids();
        assertEquals(29, ids.length);
        assertArrayEquals(
                new long[] {0, 6, 0, 7, 0, 21, 0, 21, 0, 22, 0, 19, 0, 14, 0, 19},
                Arrays.copyOf(ids, 16));
    }

    @Test
    void theReferencesSplitAtItsPadLetterIsOfferedButNotTheDefault() throws IOException {
        HfTokenizer t = english(PLAIN);
        assertEquals(15, t.tokenize("kick kk").ids().length);
        // k, then i c between blanks, k, a space between blanks, k, k
        assertArrayEquals(
                new long[] {0, 0, 18, 0, 12, 0, 0, 0, 19, 0, 0, 0},
                t.splitting(true).tokenize("kick kk").ids());
        assertArrayEquals(t.tokenize("like").ids(), t.splitting(true).tokenize("like").ids());
    }

    @Test
    void whatTheAlphabetLacksIsReported() throws IOException {
        Tokenizer.Tokens t = english(PLAIN).tokenize("Hi, Zo\u00eb 7!");
        assertArrayEquals(english(PLAIN).tokenize("hi zo ").ids(), Arrays.copyOf(t.ids(), 11));
        assertEquals(1, t.warnings().size());
        String w = t.warnings().get(0);
        for (String s :
                List.of(
                        "\",\"",
                        "\"\u00eb\" (U+00EB LATIN SMALL LETTER E WITH DIAERESIS)",
                        "\"7\"",
                        "\"!\"")) {
            assertTrue(w.contains(s), w);
        }
        assertEquals(List.of(), english(PLAIN).tokenize("hi").warnings());
    }

    @Test
    void upperCaseLettersOfTheVocabularySurviveAndTheRestIsLowered() throws IOException {
        HfTokenizer t = tokenizer("{\"_\":0,\"A\":1,\"a\":2,\"b\":3}", PLAIN);
        assertArrayEquals(new long[] {0, 1, 0, 2, 0, 3, 0, 3, 0}, t.tokenize("AabB").ids());
    }

    @Test
    void theUnknownTokenIsNeverFedWhenItLiesBeyondTheEmbedding() throws IOException {
        HfTokenizer t = english(PLAIN.replace("\"normalize\":true", "\"normalize\":false"));
        Tokenizer.Tokens tokens = t.tokenize("aXb");
        assertArrayEquals(new long[] {0, 26, 0, 24, 0}, tokens.ids());
        assertTrue(tokens.warnings().get(0).contains("\"X\""));
        assertTrue(
                Arrays.stream(t.splitting(true).tokenize("a<unk>b").ids()).allMatch(i -> i < 38));
    }

    @Test
    void anUnknownTokenInsideTheVocabularyIsFedAndReported() throws IOException {
        HfTokenizer t =
                tokenizer(
                        "{\"_\":0,\"a\":1,\"<unk>\":2}",
                        PLAIN.replace("\"normalize\":true", "\"normalize\":false"));
        Tokenizer.Tokens tokens = t.tokenize("a?");
        assertArrayEquals(new long[] {0, 1, 0, 2, 0}, tokens.ids());
        assertEquals(1, tokens.warnings().size());
    }

    @Test
    void theLiteralUnknownTokenKeepsItsCaseAndLosesItsBrackets() throws IOException {
        // step 1 copies the added token, step 4 drops "<" and ">"
        assertArrayEquals(
                english(PLAIN).tokenize("unk").ids(), english(PLAIN).tokenize("<unk>").ids());
    }

    @Test
    void duplicateSymbolsTakeTheLaterIdAsADictionaryDoes() throws IOException {
        // kakao's list has the apostrophe at 174 and 176; its vocab.json has one key with 176
        HfTokenizer t = tokenizer("{\"_\":0,\"a\":1,\"'\":3}", 4, PLAIN);
        assertArrayEquals(new long[] {0, 3, 0, 1, 0}, t.tokenize("'a").ids());
    }

    @Test
    void romanianCedillaReplacesTheComma() throws IOException {
        HfTokenizer t = tokenizer("{\"_\":0,\"\u0163\":1}", PLAIN.replace("\"eng\"", "\"ron\""));
        assertArrayEquals(new long[] {0, 1, 0}, t.tokenize("\u021b").ids());
        assertArrayEquals(new long[] {0, 1, 0}, t.tokenize("\u021a").ids());
        assertEquals(List.of("ro"), t.languages());
    }

    @Test
    void aRomanisedModelRefusesOtherScriptsAndSaysWhatToDo() throws IOException {
        HfTokenizer t = english(PLAIN.replace("\"is_uroman\":false", "\"is_uroman\":true"));
        SyrinxException e =
                assertThrows(SyrinxException.class, () -> t.tokenize("\u043c\u0438\u0440"));
        assertTrue(e.getMessage().contains("U+043C CYRILLIC SMALL LETTER EM"), e.getMessage());
        assertTrue(e.getMessage().contains("uroman"), e.getMessage());
        assertArrayEquals(english(PLAIN).tokenize("mir").ids(), t.tokenize("mir").ids());
    }

    @Test
    void phonemesKeepPunctuationAndLoseRunsOfSpace() throws IOException {
        Files.writeString(
                folder.resolve("vocab.json"),
                "{\"_\":0,\" \":1,\"h\":2,\"\u02c8\":3,\"a\":4,\",\":5}");
        Files.writeString(
                folder.resolve("tokenizer_config.json"),
                PLAIN.replace("\"phonemize\":false", "\"phonemize\":true"));
        TokenizerFiles files = TokenizerFiles.read(ModelFolder.open(folder), 6);
        Tokenizer.Tokens t =
                new HfTokenizer(files, x -> "h\u02c8a,  \n " + x.substring(0, 1) + "\u0259")
                        .tokenize("ha");
        assertArrayEquals(new long[] {0, 2, 0, 3, 0, 4, 0, 5, 0, 1, 0, 2, 0}, t.ids());
        assertTrue(t.warnings().get(0).contains("U+0259"), t.warnings().toString());
        assertEquals("h\u02c8a, h\u0259", t.notes().get("phones"));
    }

    @Test
    void blanksAreLeftOutWhenTheFolderSaysSo() throws IOException {
        HfTokenizer t = english(PLAIN.replace("\"add_blank\":true", "\"add_blank\":false"));
        assertArrayEquals(new long[] {21, 18, 0, 7}, t.tokenize("like").ids());
    }

    @Test
    void specialTokensComeFromEitherFileInEitherForm() throws IOException {
        Files.writeString(
                folder.resolve("special_tokens_map.json"),
                "{\"pad_token\":{\"content\":\"b\"},\"unk_token\":\"?\"}");
        Files.writeString(folder.resolve("added_tokens.json"), "{\"?\":38}");
        HfTokenizer t = english("{\"phonemize\":false}");
        // split at b: a between blanks, b alone, a between blanks
        assertArrayEquals(
                new long[] {0, 26, 0, 24, 0, 26, 0}, t.splitting(true).tokenize("aba").ids());
        assertArrayEquals(new long[] {24, 24}, t.splitting(true).tokenize("bb").ids());
        assertEquals(List.of(), t.languages());
    }

    @Test
    void textWithNothingToSpeakIsAnError() throws IOException {
        HfTokenizer t = english(PLAIN);
        assertThrows(SyrinxException.class, () -> t.tokenize("789 !?"));
        // the letter that shares id 0 with the blank is a letter
        assertArrayEquals(new long[] {0, 0, 0}, t.tokenize("k").ids());
    }

    @Test
    void aVocabularyOfAnotherModelIsRefused() throws IOException {
        assertThrows(ModelFormatException.class, () -> tokenizer("{\"a\":-1}", PLAIN));
        assertThrows(ModelFormatException.class, () -> tokenizer("{\"a\":1.5}", PLAIN));
        assertThrows(ModelFormatException.class, () -> tokenizer("{\"a\":7,\"b\":9}", 2, PLAIN));
        assertThrows(ModelFormatException.class, () -> tokenizer("[1]", PLAIN));
        assertThrows(
                ModelFormatException.class,
                () -> tokenizer("{\"a\":1}", "{\"normalize\":\"yes\"}"));
    }

    private HfTokenizer english(String config) throws IOException {
        StringBuilder b = new StringBuilder("{");
        for (int i = 0; i < ENGLISH.length(); i++) {
            b.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(ENGLISH.charAt(i))
                    .append("\":")
                    .append(i);
        }
        return tokenizer(b.append("}").toString(), config);
    }

    private HfTokenizer tokenizer(String vocabulary, String config) throws IOException {
        return tokenizer(vocabulary, 38, config);
    }

    private HfTokenizer tokenizer(String vocabulary, int rows, String config) throws IOException {
        Files.writeString(folder.resolve("vocab.json"), vocabulary);
        Files.writeString(folder.resolve("tokenizer_config.json"), config);
        return new HfTokenizer(
                TokenizerFiles.read(ModelFolder.open(folder), rows),
                x -> {
                    throw new AssertionError("no phonemes wanted");
                });
    }
}
