package org.syrinx.audio.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;

/**
 * Files are put together byte by byte here, so that reader and writer are not each other's proof.
 */
class WavReaderTest {
    private static final byte[] GUID_TAIL = {
        0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71
    };

    private static byte[] chunk(String id, byte[] body) {
        ByteBuffer out = little(8 + body.length);
        out.put(id.getBytes(StandardCharsets.US_ASCII)).putInt(body.length).put(body);
        return out.array();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] fmt(int tag, int channels, int rate, int bits) {
        int block = channels * ((bits + 7) / 8);
        ByteBuffer out = little(16).putShort((short) tag).putShort((short) channels).putInt(rate);
        out.putInt(rate * block).putShort((short) block).putShort((short) bits);
        return chunk("fmt ", out.array());
    }

    private static byte[] extensible(int tag, int channels, int rate, int bits, byte[] tail) {
        int block = channels * bits / 8;
        ByteBuffer out = little(40).putShort((short) 0xFFFE).putShort((short) channels);
        out.putInt(rate).putInt(rate * block).putShort((short) block).putShort((short) bits);
        out.putShort((short) 22).putShort((short) bits).putInt(4).putShort((short) tag).put(tail);
        return chunk("fmt ", out.array());
    }

    private static byte[] join(byte[]... parts) {
        int size = 0;
        for (byte[] part : parts) {
            size += part.length;
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        for (byte[] part : parts) {
            out.put(part);
        }
        return out.array();
    }

    private static byte[] riff(byte[]... chunks) {
        byte[] body = join(chunks);
        ByteBuffer out = little(12 + body.length);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(4 + body.length);
        return out.put("WAVE".getBytes(StandardCharsets.US_ASCII)).put(body).array();
    }

    private static Audio read(byte[] bytes) {
        return AudioReader.read(new ByteArrayInputStream(bytes), "test.wav");
    }

    private static String refusal(byte[] bytes) {
        String message = assertThrows(SyrinxException.class, () -> read(bytes)).getMessage();
        assertTrue(message.contains("est.wav"), message);
        return message;
    }

    private static byte[] shorts(int... values) {
        ByteBuffer out = little(2 * values.length);
        for (int value : values) {
            out.putShort((short) value);
        }
        return out.array();
    }

    @Test
    void sixteenBitsAreDividedBy32768() {
        Audio audio = read(riff(fmt(1, 1, 16000, 16), chunk("data", shorts(0, 1, -32768, 32767))));
        assertEquals(16000, audio.sampleRate());
        assertArrayEquals(new float[] {0, 1 / 32768f, -1, 32767 / 32768f}, audio.samples());
    }

    @Test
    void eightBitsAreUnsigned() {
        byte[] data = {(byte) 128, 0, (byte) 255};
        Audio audio = read(riff(fmt(1, 1, 8000, 8), chunk("data", data)));
        assertArrayEquals(new float[] {0, -1, 127 / 128f}, audio.samples());
    }

    @Test
    void twentyFourAndThirtyTwoBitsKeepSignAndScale() {
        byte[] data = {1, 0, 0, 0, 0, (byte) 0x80, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF};
        assertArrayEquals(
                new float[] {1 / 8388608f, -1, -1 / 8388608f},
                read(riff(fmt(1, 1, 8000, 24), chunk("data", data))).samples());
        byte[] words = little(8).putInt(Integer.MIN_VALUE).putInt(1 << 30).array();
        assertArrayEquals(
                new float[] {-1, 0.5f},
                read(riff(fmt(1, 1, 8000, 32), chunk("data", words))).samples());
    }

    @Test
    void floatsOfBothWidthsComeAsTheyAre() {
        byte[] singles = little(8).putFloat(0.25f).putFloat(-1.5f).array();
        assertArrayEquals(
                new float[] {0.25f, -1.5f},
                read(riff(fmt(3, 1, 8000, 32), chunk("data", singles))).samples());
        byte[] doubles = little(16).putDouble(0.1).putDouble(-2).array();
        assertArrayEquals(
                new float[] {0.1f, -2},
                read(riff(fmt(3, 1, 8000, 64), chunk("data", doubles))).samples());
    }

    @Test
    void channelsBecomeMonoByTheirMean() {
        byte[] file = riff(fmt(1, 2, 8000, 16), chunk("data", shorts(16384, 0, -16384, 8192)));
        assertArrayEquals(new float[] {0.25f, -0.125f}, read(file).samples());
        MultiChannelAudio both =
                AudioReader.readChannels(new ByteArrayInputStream(file), "test.wav");
        assertArrayEquals(new float[] {0.5f, -0.5f}, both.channels()[0]);
        assertArrayEquals(new float[] {0, 0.25f}, both.channels()[1]);
    }

    @Test
    void extensibleFilesAreReadByTheirSubformat() {
        byte[] pcm = chunk("data", shorts(16384));
        assertEquals(0.5f, read(riff(extensible(1, 1, 8000, 16, GUID_TAIL), pcm)).samples()[0]);
        byte[] real = chunk("data", little(4).putFloat(0.75f).array());
        assertEquals(0.75f, read(riff(extensible(3, 1, 8000, 32, GUID_TAIL), real)).samples()[0]);
        String message = refusal(riff(extensible(1, 1, 8000, 16, new byte[14]), pcm));
        assertTrue(message.contains("unknown extensible format"), message);
    }

    @Test
    void oddChunksAreSkippedWithAndWithoutTheirPadByte() {
        byte[] data = chunk("data", shorts(16384));
        byte[] padded = join(chunk("LIST", new byte[] {1, 2, 3}), new byte[1]);
        byte[] bare = chunk("note", new byte[] {1});
        byte[] file = riff(padded, fmt(1, 1, 8000, 16), bare, data, new byte[] {9, 9, 9});
        assertArrayEquals(new float[] {0.5f}, read(file).samples());
    }

    @ParameterizedTest
    @ValueSource(longs = {0xFFFFFFFFL, 0x7FFFF000L, 0x7FFFFFFFL, 0})
    void filesWrittenToAPipeReachToTheirEnd(long size) {
        byte[] file = riff(fmt(1, 1, 8000, 16), chunk("data", shorts(16384, -16384)));
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(40, (int) size);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(4, (int) size);
        assertArrayEquals(new float[] {0.5f, -0.5f}, read(file).samples());
    }

    @Test
    void aFileThatPromisesMoreThanItHoldsIsRefused() {
        byte[] file = riff(fmt(1, 1, 8000, 16), chunk("data", shorts(1, 2)));
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(40, 1000);
        String message = refusal(file);
        assertTrue(message.contains("cut short") && message.contains("1000"), message);
    }

    @Test
    void aDataSizeOfZeroInAFileOfKnownLengthMeansNoSound() {
        byte[] file =
                riff(fmt(1, 1, 8000, 16), chunk("data", new byte[0]), chunk("note", new byte[4]));
        assertEquals(0, read(file).samples().length);
    }

    @Test
    void aLastIncompleteFrameIsDropped() {
        byte[] file = riff(fmt(1, 2, 8000, 16), chunk("data", shorts(16384, 16384, 5)));
        assertArrayEquals(new float[] {0.5f}, read(file).samples());
    }

    @Test
    void longFilesWithA64BitSizeAreRead() {
        byte[] ds64 = little(28).putLong(0).putLong(4).putLong(2).putInt(0).array();
        byte[] file =
                riff(chunk("ds64", ds64), fmt(1, 1, 8000, 16), chunk("data", shorts(16384, 0, 7)));
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(0, "RF64".getBytes(StandardCharsets.US_ASCII)).putInt(4, -1).putInt(76, -1);
        assertArrayEquals(new float[] {0.5f, 0}, read(file).samples());
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void samplesThatAreNotNumbersAreRefusedWithTheirPlace(float value) {
        byte[] data = little(8).putFloat(0).putFloat(value).array();
        String message = refusal(riff(fmt(3, 1, 8000, 32), chunk("data", data)));
        assertTrue(message.contains("at sample 1 of channel 1"), message);
    }

    @Test
    void brokenHeadersAreRefusedInOneSentenceEach() {
        byte[] data = chunk("data", shorts(1));
        assertTrue(refusal(new byte[0]).contains("is empty"));
        assertTrue(refusal("ID".getBytes(StandardCharsets.US_ASCII)).contains("neither"));
        assertTrue(refusal(riff()).contains("before a data chunk"));
        assertTrue(refusal(riff(data)).contains("no fmt chunk"));
        assertTrue(refusal(riff(chunk("fmt ", new byte[6]), data)).contains("6 bytes"));
        assertTrue(refusal(riff(fmt(1, 0, 8000, 16), data)).contains("0 channels"));
        assertTrue(refusal(riff(fmt(1, 1, 0, 16), data)).contains("at 0 Hz"));
        assertTrue(refusal(riff(fmt(1, 1, 8000, 40), data)).contains("40 bits"));
        assertTrue(refusal(riff(fmt(3, 1, 8000, 16), data)).contains("float with 16 bits"));
        assertTrue(refusal(riff(fmt(7, 1, 8000, 8), data)).contains("mu-law"));
        assertTrue(refusal(riff(fmt(0x55, 1, 8000, 16), data)).contains("MPEG"));
        byte[] badBlock = riff(fmt(1, 1, 8000, 16), data);
        badBlock[32] = 3;
        assertTrue(refusal(badBlock).contains("blocks of 3 bytes"));
        byte[] big = riff(fmt(1, 1, 8000, 16), data);
        big[3] = 'X';
        assertTrue(refusal(big).contains("RIFX"));
        byte[] far = riff(fmt(1, 1, 8000, 16), chunk("junk", new byte[4]));
        ByteBuffer.wrap(far).order(ByteOrder.LITTLE_ENDIAN).putInt(40, Integer.MAX_VALUE);
        assertTrue(refusal(far).contains("before a data chunk"));
    }

    @Test
    void everyCutOfAFileIsReadOrRefusedNeverAnythingElse() {
        byte[] file = riff(extensible(1, 1, 8000, 16, GUID_TAIL), chunk("data", shorts(1, 2)));
        for (int size = 0; size < file.length; size++) {
            byte[] cut = java.util.Arrays.copyOf(file, size);
            assertThrows(SyrinxException.class, () -> read(cut), "cut at " + size);
        }
    }

    @Test
    void randomDamageIsReadOrRefusedNeverAnythingElse() {
        byte[] file =
                riff(fmt(1, 2, 8000, 16), chunk("note", new byte[3]), chunk("data", shorts(1, 2)));
        java.util.Random random = new java.util.Random(3);
        int refused = 0;
        for (int i = 0; i < 20000; i++) {
            byte[] damaged = file.clone();
            for (int k = 0; k < 3; k++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                read(damaged);
            } catch (SyrinxException e) {
                refused++;
            }
        }
        assertTrue(refused > 1000, "refused " + refused);
    }

    @Test
    void missingFilesAndFoldersAreNamed(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("no.wav");
        String message =
                assertThrows(SyrinxException.class, () -> AudioReader.read(missing)).getMessage();
        assertTrue(message.startsWith("There is no file " + missing), message);
        message = assertThrows(SyrinxException.class, () -> AudioReader.read(folder)).getMessage();
        assertTrue(message.contains("is a folder"), message);
        Path file = folder.resolve("a.wav");
        Files.write(file, riff(fmt(1, 1, 8000, 16), chunk("data", shorts(16384))));
        assertEquals(0.5f, AudioReader.read(file).samples()[0]);
    }
}
