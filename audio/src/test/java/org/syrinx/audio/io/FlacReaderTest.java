package org.syrinx.audio.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.syrinx.api.SyrinxException;

/**
 * Files of the reference encoder (scripts/make_flac_fixtures.py) against the integers they hold.
 */
class FlacReaderTest {
    private static final int N = 3000;

    private static byte[] bytes(String name) {
        try (InputStream in = FlacReaderTest.class.getResourceAsStream("/flac/" + name + ".flac")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MultiChannelAudio read(byte[] bytes) {
        return AudioReader.readChannels(new ByteArrayInputStream(bytes), "test.flac");
    }

    private static long[] tone(int n, int bits, int start) {
        long x = (1L << bits - 2) - start;
        long y = start;
        long[] out = new long[n];
        for (int i = 0; i < n; i++) {
            x -= y >> 4;
            y += x >> 4;
            out[i] = x;
        }
        return out;
    }

    private static long[] noise(int n, int bits, long seed) {
        long state = seed;
        long[] out = new long[n];
        for (int i = 0; i < n; i++) {
            state = (state * 1664525 + 1013904223) & 0xFFFFFFFFL;
            long v = state >> 32 - bits;
            out[i] = v >> bits - 1 != 0 ? v - (1L << bits) : v;
        }
        return out;
    }

    private static void check(String name, int rate, int bits, long[]... expected) {
        MultiChannelAudio audio = read(bytes(name));
        assertEquals(rate, audio.sampleRate());
        assertEquals(expected.length, audio.channels().length);
        for (int c = 0; c < expected.length; c++) {
            float[] scaled = new float[expected[c].length];
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] = (float) (expected[c][i] / Math.pow(2, bits - 1));
            }
            assertArrayEquals(scaled, audio.channels()[c], "channel " + c);
        }
    }

    @Test
    void fixedPredictors() {
        check("mono16-fixed", 16000, 16, tone(N, 16, 0));
    }

    @Test
    void linearPredictorsOfHighOrder() {
        check("mono16-lpc", 22050, 16, tone(N, 16, 0));
        long[] walk = new long[40 + N];
        long[] drive = noise(N, 16, 11);
        for (int i = 40; i < walk.length; i++) {
            walk[i] = (drive[i - 40] >> 3) + (walk[i - 20] >> 1) - (walk[i - 31] >> 2);
        }
        check("mono24-high-order", 96000, 24, Arrays.copyOfRange(walk, 40, walk.length));
    }

    @Test
    void longRiceParameters() {
        long[] sum = new long[N];
        long[] fine = noise(N, 23, 6);
        for (int k = 0; k < 5; k++) {
            long[] partial = tone(N, 23, 700000 * k);
            for (int i = 0; i < N; i++) {
                sum[i] += (partial[i] >> k + 2) + (k == 0 ? fine[i] >> 4 : 0);
            }
        }
        check("stereo24-rice2", 96000, 24, noise(N, 24, 5), sum);
    }

    @Test
    void stereoDecorrelation() {
        long[] left = tone(N, 16, 0);
        check("stereo16", 44100, 16, left, tone(N, 16, 1000));
        long[] right = Arrays.stream(left).map(v -> v + (v >> 6)).toArray();
        check("stereo16-left-side", 48000, 16, left, right);
        long[] common = noise(N, 13, 2);
        long[] apart = noise(N, 11, 7);
        long[] sum = new long[N];
        long[] difference = new long[N];
        for (int i = 0; i < N; i++) {
            sum[i] = common[i] + apart[i];
            difference[i] = common[i] - apart[i];
        }
        check("stereo16-mid-side", 48000, 16, sum, difference);
        check("stereo16-right-side", 48000, 16, sum, common);
    }

    @Test
    void everySampleWidth() {
        check("mono8", 8000, 8, tone(N, 8, 0));
        check("stereo32", 48000, 32, tone(800, 32, 0), noise(800, 32, 9));
        check("wasted16", 24000, 16, Arrays.stream(tone(N, 13, 0)).map(v -> v << 3).toArray());
    }

    @Test
    void verbatimConstantAndPartitionedBlocks() {
        check("noise16-verbatim", 11025, 16, noise(700, 16, 1));
        check("silence16-constant", 12345, 16, new long[N]);
        long[] burst = new long[1500];
        System.arraycopy(noise(500, 16, 3), 0, burst, 500, 500);
        check("partitions16", 16000, 16, burst);
    }

    @Test
    void sixChannels() {
        long[][] expected = new long[6][];
        for (int k = 0; k < 6; k++) {
            expected[k] = tone(600, 16, 100 * k);
        }
        check("six16", 48000, 16, expected);
    }

    @Test
    void streamsOfUnknownLengthWithoutChecksum() {
        check("piped16", 176400, 16, tone(N, 16, 0));
    }

    @Test
    void anIdTagInFrontIsSkipped() {
        byte[] flac = bytes("mono8");
        byte[] tagged = new byte[flac.length + 15];
        byte[] tag = {'I', 'D', '3', 4, 0, 0, 0, 0, 0, 5};
        System.arraycopy(tag, 0, tagged, 0, 10);
        System.arraycopy(flac, 0, tagged, 15, flac.length);
        assertArrayEquals(read(flac).channels()[0], read(tagged).channels()[0]);
    }

    @Test
    void aWrongDigestIsFound() {
        byte[] flac = bytes("mono8");
        flac[4 + 4 + 18] ^= 1;
        String message = assertThrows(SyrinxException.class, () -> read(flac)).getMessage();
        assertTrue(message.contains("MD5"), message);
    }

    @Test
    void everyDamagedBitOfTheFramesIsFound() {
        byte[] flac = bytes("mono16-lpc");
        // behind the stream information and the tags; frame checksums see every single bit
        int frames = flac.length - 700;
        for (int i = frames; i < flac.length; i += 7) {
            byte[] damaged = flac.clone();
            damaged[i] ^= (byte) (1 << i % 8);
            String message = assertThrows(SyrinxException.class, () -> read(damaged)).getMessage();
            assertTrue(message.contains("est.flac"), message);
        }
    }

    @Test
    void everyCutIsRefused() {
        byte[] flac = bytes("mono8");
        for (int size = 0; size < flac.length; size++) {
            byte[] cut = Arrays.copyOf(flac, size);
            assertThrows(SyrinxException.class, () -> read(cut), "cut at " + size);
        }
    }

    @Test
    void randomDamageIsReadOrRefusedNeverAnythingElse() {
        byte[] flac = bytes("mono8");
        Random random = new Random(4);
        int refused = 0;
        for (int i = 0; i < 4000; i++) {
            byte[] damaged = flac.clone();
            for (int k = 0; k < 4; k++) {
                damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt();
            }
            try {
                read(damaged);
            } catch (SyrinxException e) {
                refused++;
            }
        }
        assertTrue(refused > 3000, "refused " + refused);
    }
}
