package org.syrinx.text.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberWordsTest {
    /** An independent reader: the value of English number words. */
    private static long value(List<String> words) {
        Map<String, Long> small = new HashMap<>();
        String names =
                "zero one two three four five six seven eight nine ten eleven twelve thirteen"
                        + " fourteen fifteen sixteen seventeen eighteen nineteen";
        long n = 0;
        for (String name : names.split(" ")) {
            small.put(name, n++);
        }
        n = 20;
        for (String name : "twenty thirty forty fifty sixty seventy eighty ninety".split(" ")) {
            small.put(name, n);
            n += 10;
        }
        List<String> scales = List.of("thousand", "million", "billion", "trillion", "quadrillion");
        long sum = 0;
        long group = 0;
        for (String word : words) {
            if (word.equals("hundred")) {
                group *= 100;
            } else if (scales.contains(word)) {
                sum += group * (long) Math.pow(1000, scales.indexOf(word) + 1);
                group = 0;
            } else {
                group += small.get(word);
            }
        }
        return sum + group;
    }

    @Test
    void cardinalsHaveTheValueOfTheirDigits() {
        Random random = new Random(3);
        for (long n = 0; n < 2000; n++) {
            assertEquals(n, value(NumberWords.cardinal(String.valueOf(n))));
        }
        for (int i = 0; i < 2000; i++) {
            long n = random.nextLong(1_000_000_000_000_000_000L) >> random.nextInt(50);
            assertEquals(n, value(NumberWords.cardinal(String.valueOf(n))));
        }
    }

    @Test
    void ordinalsChangeTheLastWordOnly() {
        assertEquals(List.of("twenty", "first"), NumberWords.ordinal("21"));
        assertEquals(List.of("one", "hundred", "twelfth"), NumberWords.ordinal("112"));
        assertEquals(List.of("thirtieth"), NumberWords.ordinal("30"));
        assertEquals(List.of("one", "thousandth"), NumberWords.ordinal("1000"));
    }

    @Test
    void romanNumeralsFollowTheRuleOfSubtraction() {
        String[] numerals = {"I", "IV", "IX", "XIV", "XIX", "XL", "XLII", "XC", "XCIX", "CCC"};
        int[] values = {1, 4, 9, 14, 19, 40, 42, 90, 99, 300};
        for (int i = 0; i < numerals.length; i++) {
            assertEquals(values[i], RomanNumerals.value(numerals[i]));
        }
    }
}
