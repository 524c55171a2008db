package org.syrinx.text.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.text.EnglishFrontEnd;

class EnglishNormalizerTest {
    private static final java.util.Set<Byte> PUNCTUATION =
            java.util.Set.of(
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.OTHER_PUNCTUATION);

    private final EnglishFrontEnd frontEnd = new EnglishFrontEnd();

    private String spoken(String text) {
        return frontEnd.normalize(text).spoken();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 1 10 11 20 21|zero one ten eleven twenty twenty one",
                "100 101 999|one hundred one hundred one nine hundred ninety nine",
                "1,000 and 12,345|one thousand and twelve thousand three hundred forty five",
                "1,000,000 or 2,000,001|one million or two million one",
                "3.14 and .5|three point one four and point five",
                "-7 degrees|minus seven degrees",
                "007|zero zero seven",
                "1st 2nd 3rd 4th 12th 20th 21st 100th|first second third fourth twelfth twentieth"
                        + " twenty first one hundredth",
                "12345678901234567890|one two three four five six seven eight nine zero one two"
                        + " three four five six seven eight nine zero",
                "room 101, flight 405|room one oh one, flight four oh five"
            })
    void numbersAreReadAsCardinalsOrdinalsOrDigits(String text, String words) {
        assertEquals(words, spoken(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in 1998|in nineteen ninety eight",
                "in 1905|in nineteen oh five",
                "in 1900|in nineteen hundred",
                "in 2000|in two thousand",
                "in 2005|in two thousand five",
                "in 2015|in twenty fifteen",
                "the 1990s|the nineteen nineties",
                "the '80s|the eighties",
                "mid-1960s|mid nineteen sixties",
                "2000 people|two thousand people",
                "the 1900s|the nineteen hundreds"
            })
    void yearsAndDecadesAreReadInPairs(String text, String words) {
        assertEquals(words, spoken(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "May 5, 1998|may fifth, nineteen ninety eight",
                "on Jan. 3rd|on january third",
                "Sept. 2001|september two thousand one",
                "5/5/1998|may fifth nineteen ninety eight",
                "13/2/2001|february thirteenth two thousand one",
                "12/31/99|december thirty first nineteen ninety nine",
                "1998-05-05|may fifth nineteen ninety eight",
                "5 May 1998|the fifth of may nineteen ninety eight",
                "the 4th July|the fourth of july",
                "I may 5 times|i may five times"
            })
    void datesAreReadInTheAmericanOrder(String text, String words) {
        assertEquals(words, spoken(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10:30|ten thirty",
                "10:05|ten oh five",
                "9:00|nine oclock",
                "9:00 o'clock|nine oclock",
                "17:00|seventeen hundred",
                "10:30 a.m. on Monday|ten thirty a m on monday",
                "5pm sharp|five p m sharp",
                "at 5 p.m. Then|at five p m. then",
                "1:02:33|one oh two and thirty three seconds"
            })
    void timesAreReadByHourAndMinute(String text, String words) {
        assertEquals(words, spoken(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$42.50|forty two dollars fifty cents",
                "$1 and $1.01|one dollar and one dollar one cent",
                "$0.99|ninety nine cents",
                "£5|five pounds",
                "£1.20|one pound twenty pence",
                "€1,000|one thousand euros",
                "$3.2 million|three point two million dollars",
                "$5k|five thousand dollars",
                "$5-10|five to ten dollars",
                "20€|twenty euros",
                "99¢|ninety nine cents",
                "-$7|minus seven dollars",
                "US$5|five dollars",
                "$1.234|one point two three four dollars"
            })
    void sumsOfMoneyNameTheCurrencyAfterTheNumber(String text, String words) {
        assertEquals(words, spoken(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "50%|fifty per cent",
                "5-10%|five to ten per cent",
                "20 kg|twenty kilograms",
                "1 kg|one kilogram",
                "5km/h|five kilometers per hour",
                "20°C|twenty degrees celsius",
                "2.4 GHz|two point four gigahertz",
                "60 mph|sixty miles per hour",
                "5'10\" tall|five feet ten inches tall",
                "3x4|three by four",
                "a kg|a k g"
            })
    void unitsAreReadAfterNumbersOnly(String text, String words) {
        assertEquals(words, spoken(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1/2|one half",
                "2 1/2 cups|two and a half cups",
                "3/4|three quarters",
                "2/3|two thirds",
                "½ cup|one half cup",
                "1½ cups|one and a half cups",
                "24/7|twenty four slash seven",
                "pages 10-20|pages ten to twenty",
                "1998–2001|nineteen ninety eight to two thousand one",
                "555-1234|five five five, one two three four",
                "(412) 555-1234|four one two, five five five, one two three four",
                "1-800-555-1212|one, eight zero zero, five five five, one two one two",
                "412 555 1234|four one two, five five five, one two three four"
            })
    void fractionsRangesAndTelephoneNumbersAreToldApart(String text, String words) {
        assertEquals(words, spoken(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Dr. Smith lives on Elm Dr. in town|doctor smith lives on elm drive in town",
                "St. Mary's is on Main St.|saint mary's is on main street.",
                "Mr. and Mrs. Brown|mister and missus brown",
                "Prof. Lee et al.|professor lee et al.",
                "e.g. this, i.e. that|for example this, that is that",
                "apples, etc.|apples, et cetera.",
                "No. 5 is it. No. It is not.|number five is it. no. it is not.",
                "J. R. Smith Jr. came|j r smith junior came",
                "the U.S. Army|the u s army",
                "the U.S. The end|the u s. the end",
                "King Henry VIII and Louis XIV|king henry the eighth and louis the fourteenth",
                "World War II, Chapter IV|world war two, chapter four",
                "I think, therefore I am|i think, therefore i am"
            })
    void abbreviationsAndRomanNumeralsDependOnTheirContext(String text, String words) {
        assertEquals(words, spoken(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FBI, NASA, USA|f b i, nasa, u s a",
                "the TVs|the t v's",
                "a PhD|a p h d",
                "STOP NOW|stop now",
                "AT&T and R&B|a t and t and r and b",
                "me@foo.co.uk|me at foo dot co dot u k",
                "www.example.com/a_b|w w w dot example dot com slash a underscore b",
                "https://x.org|h t t p s colon slash slash x dot org",
                "#5 #tag|number five hash tag",
                "1+1=2|one plus one equals two",
                "rock 'n' roll|rock and roll",
                "file.txt|file dot t x t"
            })
    void capitalsAddressesAndSignsAreSpelledOrNamed(String text, String words) {
        assertEquals(words, spoken(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "“Hello”—she said…|hello, she said.",
                "It’s naïve|it's naive",
                "ﬁne ＡＢＣ|fine a b c",
                "well--maybe|well, maybe",
                "one - two|one, two",
                "one,two|one, two",
                "the dogs' bowls|the dogs bowls",
                "x² ± y|x squared plus or minus y"
            })
    void unicodePunctuationIsFolded(String text, String words) {
        assertEquals(words, spoken(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the quick brown fox jumps over the lazy dog",
                "nineteen ninety eight",
                "she didnt know, but we'll see.",
                "doctor smith paid forty two dollars fifty cents"
            })
    void plainWordsComeBackAsTheyAre(String words) {
        assertEquals(words, spoken(words));
        assertEquals(spoken(words), spoken(spoken(words)));
    }

    @Test
    void everyTokenKnowsItsPlaceInTheText() {
        String text = "  “Pay $3.2 million”, on May 5, 1998… OK?";
        List<NormalizedToken> tokens = frontEnd.normalize(text).tokens();
        for (NormalizedToken token : tokens) {
            assertEquals(text.substring(token.start(), token.end()), token.surface());
        }
        assertEquals(
                List.of("“Pay", "$3.2 million”,", "on", "May 5, 1998…", "OK?"),
                tokens.stream().map(NormalizedToken::surface).toList());
    }

    @Test
    void unknownSymbolsAreListedWithNameAndPlace() {
        NormalizedText normal = frontEnd.normalize("Hi \uD83D\uDE00 日 a\u0007b");
        assertEquals(
                List.of(
                        "U+1F600 GRINNING FACE at offset 3",
                        "U+65E5 CJK UNIFIED IDEOGRAPHS 65E5 at offset 6",
                        "U+0007 BEL at offset 9"),
                normal.unknown().stream().map(UnknownSymbol::toString).toList());
        assertEquals("hi a b", normal.spoken());
    }

    @Test
    void everyCharacterIsReadOrReportedOrPunctuationOrWithoutSoundByDefinition() {
        List<Integer> soundless =
                List.of(
                        0xAD, 0x200B, 0x2060, 0xFEFF, 0xB4, 0x2BC, 0x2212, 0x60, 0xFF40, 0x1FEF,
                        0x1FFD);
        for (int cp = 0; cp < 0x20000; cp++) {
            NormalizedText normal = frontEnd.normalize("be " + Character.toString(cp) + " be");
            int words = normal.tokens().stream().mapToInt(t -> t.words().size()).sum();
            boolean silent = words == 2 && normal.unknown().isEmpty();
            boolean mayBeSilent =
                    Character.isWhitespace(cp)
                            || Character.isSpaceChar(cp)
                            || cp == 0x85
                            || soundless.contains(cp)
                            || PUNCTUATION.contains((byte) Character.getType(cp));
            assertTrue(
                    !silent || mayBeSilent,
                    "U+" + Integer.toHexString(cp) + " " + Character.getName(cp));
        }
    }

    @Test
    void noTextMakesTheRulesFail() {
        java.util.Random random = new java.util.Random(7);
        String alphabet = "aAbI19 0.,:;-/'\"$£%#@&()+=x°VX mph\n\u2014\u00e9\uD83D";
        for (int i = 0; i < 20000; i++) {
            StringBuilder b = new StringBuilder();
            for (int k = random.nextInt(14); k >= 0; k--) {
                b.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            NormalizedText normal = frontEnd.normalize(b.toString());
            for (NormalizedToken token : normal.tokens()) {
                assertTrue(
                        token.start() < token.end() && token.end() <= b.length(), () -> "in " + b);
                for (SpokenWord word : token.words()) {
                    assertTrue(word.text().matches("[a-z]+|'(s|ll|ve|d)"), () -> word + " in " + b);
                }
            }
        }
    }
}
