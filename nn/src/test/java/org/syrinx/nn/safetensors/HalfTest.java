package org.syrinx.nn.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HalfTest {
    /** binary16 from its definition. */
    private static double definition(int bits) {
        int exponent = bits >> 10 & 31;
        int fraction = bits & 1023;
        double sign = (bits & 0x8000) == 0 ? 1 : -1;
        if (exponent == 31) {
            return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
        }
        return exponent == 0
                ? sign * fraction * Math.pow(2, -24)
                : sign * (1024 + fraction) * Math.pow(2, exponent - 25);
    }

    @Test
    void everyHalfIsReadAsDefinedAndWrittenBack() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float f = Half.fromF16(bits);
            assertEquals((float) definition(bits), f, Integer.toHexString(bits));
            if (!Float.isNaN(f)) {
                assertEquals((short) bits, Half.toF16(f), Integer.toHexString(bits));
            } else {
                assertTrue(Float.isNaN(Half.fromF16(Half.toF16(f) & 0xffff)));
            }
        }
    }

    @Test
    void halvesAreRoundedToTheNearestAndTiesToEven() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            float v = (float) (random.nextGaussian() * Math.pow(2, random.nextInt(44) - 26));
            int got = Half.toF16(v) & 0x7fff;
            double error = Math.abs(definition(got) - Math.abs((double) v));
            for (int other : new int[] {got - 1, got + 1}) {
                if (other < 0 || other > 0x7c00 || got == 0x7c00) {
                    continue;
                }
                double theirs =
                        Math.abs(
                                (other == 0x7c00 ? 65536 : definition(other))
                                        - Math.abs((double) v));
                assertTrue(error < theirs || error == theirs && (got & 1) == 0, () -> "value " + v);
            }
        }
        assertEquals(0x7bff, Half.toF16(65519.996f));
        assertEquals(0x7c00, Half.toF16(65520f));
    }

    @Test
    void bfloat16KeepsTheUpperHalfRounded() {
        assertEquals((short) 0x3f80, Half.toBf16(1f));
        assertEquals(
                (short) 0x3f80,
                Half.toBf16(Float.intBitsToFloat(0x3f808000))); // a tie goes to even
        assertEquals((short) 0x3f82, Half.toBf16(Float.intBitsToFloat(0x3f818000)));
        assertEquals((short) 0x3f81, Half.toBf16(Float.intBitsToFloat(0x3f808001)));
        assertTrue(
                Float.isNaN(Half.fromBf16(Half.toBf16(Float.intBitsToFloat(0x7f800001)) & 0xffff)));
        assertEquals(Float.POSITIVE_INFINITY, Half.fromBf16(Half.toBf16(Float.MAX_VALUE) & 0xffff));
    }
}
