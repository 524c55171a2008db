package org.syrinx.audio.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.Signals;

class WavWriterTest {
    private static byte[] write(WavWriter writer, Audio audio) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(out, audio);
        return out.toByteArray();
    }

    private static Audio read(byte[] bytes) {
        return AudioReader.read(new ByteArrayInputStream(bytes), "written.wav");
    }

    @Test
    void sixteenBitFilesAreTheseBytes() {
        byte[] bytes =
                write(WavWriter.of(SampleFormat.S16), new Audio(new float[] {0.5f, -1}, 8000));
        String expected =
                "52494646"
                        + "28000000"
                        + "57415645"
                        + "666d7420"
                        + "10000000"
                        + "0100"
                        + "0100"
                        + "401f0000"
                        + "803e0000"
                        + "0200"
                        + "1000"
                        + "64617461"
                        + "04000000"
                        + "0040"
                        + "0080";
        assertEquals(expected, HexFormat.of().formatHex(bytes));
    }

    @Test
    void floatFilesCarryAFactChunkAndTheseBytes() {
        byte[] bytes = write(WavWriter.of(SampleFormat.F32), new Audio(new float[] {1.5f}, 8000));
        String expected =
                "52494646"
                        + "36000000"
                        + "57415645"
                        + "666d7420"
                        + "12000000"
                        + "0300"
                        + "0100"
                        + "401f0000"
                        + "007d0000"
                        + "0400"
                        + "2000"
                        + "0000"
                        + "66616374"
                        + "04000000"
                        + "01000000"
                        + "64617461"
                        + "04000000"
                        + "0000c03f";
        assertEquals(expected, HexFormat.of().formatHex(bytes));
    }

    @ParameterizedTest
    @EnumSource(SampleFormat.class)
    void whatIsReadAndWrittenAgainIsTheSameBitForBit(SampleFormat format) {
        Audio audio = new Audio(Signals.noise(999, 0.2, 5), 22050);
        byte[] first = write(WavWriter.of(format), audio);
        assertArrayEquals(first, write(WavWriter.of(format), read(first)));
        double step = format == SampleFormat.F32 ? 0 : 0.5 / format.fullScale();
        assertArrayEquals(audio.samples(), read(first).samples(), (float) step);
    }

    @Test
    void oddDataIsPadded() {
        byte[] bytes = write(WavWriter.of(SampleFormat.S24), new Audio(new float[] {-1}, 8000));
        assertEquals(48, bytes.length);
        assertEquals(40, bytes[4]);
        assertEquals(3, bytes[40]);
    }

    @Test
    void clippingIsCountedAndReported(@TempDir Path folder) {
        Audio audio = new Audio(new float[] {2, -1.01f, 1, -1, 0.3f}, 8000);
        Path file = folder.resolve("new/folder/a.wav");
        WriteReport report = WavWriter.of(SampleFormat.S16).write(file, audio);
        assertEquals(new WriteReport(SampleFormat.S16, 5, 2, 2), report);
        assertEquals("5 samples as s16, 2 clipped (peak 6.02 dBFS)", report.toString());
        float top = 32767 / 32768f;
        assertArrayEquals(
                new float[] {top, -1, top, -1, 9830 / 32768f}, AudioReader.read(file).samples());
        report = WavWriter.of(SampleFormat.F32).write(file, audio);
        assertEquals(0, report.clipped());
        assertEquals("5 samples as f32", report.toString());
        assertArrayEquals(audio.samples(), AudioReader.read(file).samples());
    }

    @Test
    void notANumberIsRefusedBeforeTheFileIsTouched(@TempDir Path folder) {
        Path file = folder.resolve("a.wav");
        Audio audio = new Audio(new float[] {0, 0, Float.NaN}, 8000);
        String message =
                assertThrows(
                                SyrinxException.class,
                                () -> WavWriter.of(SampleFormat.S16).write(file, audio))
                        .getMessage();
        assertTrue(message.contains("ample 2 ") && message.contains("NaN"), message);
        assertFalse(Files.exists(file));
    }

    @Test
    void ditherMakesTheErrorIndependentOfTheSignalWithTheVarianceOfTheTheory() {
        float[] x = new float[200_000];
        java.util.Arrays.fill(x, 0.25f / 32768);
        assertEquals(0, read(write(WavWriter.of(SampleFormat.S16), new Audio(x, 8000))).peak());
        WavWriter dithered = WavWriter.of(SampleFormat.S16).withDither(42);
        float[] y = read(write(dithered, new Audio(x, 8000))).samples();
        double mean = 0;
        double square = 0;
        for (float v : y) {
            mean += v * 32768 / y.length;
            square += Math.pow(v * 32768 - 0.25, 2) / y.length;
        }
        assertEquals(0.25, mean, 0.01);
        assertEquals(0.25, square, 0.01); // TPDF 2/12 + rounding 1/12 of a squared step
        assertArrayEquals(y, read(write(dithered, new Audio(x, 8000))).samples());
    }

    @ParameterizedTest
    @EnumSource(SampleFormat.class)
    void aStreamInChunksHoldsTheSameSamplesAsAFile(SampleFormat format) {
        Audio audio = new Audio(Signals.noise(1000, 0.3, 9), 16000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StreamingWavWriter wav = StreamingWavWriter.wav(out, format, 16000);
        wav.accept(audio.samples(), 0, 300);
        int early = out.size();
        wav.accept(new float[0]);
        wav.accept(java.util.Arrays.copyOfRange(audio.samples(), 300, 1000));
        wav.close();
        wav.close();
        byte[] bytes = out.toByteArray();
        int header = format == SampleFormat.F32 ? 58 : 44;
        assertEquals(header + 300 * format.bytes(), early);
        for (int i : new int[] {4, 5, 6, 7, header - 4, header - 3, header - 2, header - 1}) {
            assertEquals(-1, bytes[i], "size byte " + i);
        }
        assertEquals(read(write(WavWriter.of(format), audio)), read(bytes));
        assertEquals(1000, wav.report().samples());
        ByteArrayOutputStream bare = new ByteArrayOutputStream();
        try (StreamingWavWriter raw = StreamingWavWriter.raw(bare, format)) {
            raw.accept(audio.samples());
        }
        assertArrayEquals(
                java.util.Arrays.copyOfRange(bytes, header, bytes.length), bare.toByteArray());
    }

    @Test
    void anEmptyStreamIsAValidFileAndAClosedOneIsClosed() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StreamingWavWriter wav = StreamingWavWriter.wav(out, SampleFormat.S16, 16000);
        wav.close();
        assertEquals(0, read(out.toByteArray()).samples().length);
        assertThrows(SyrinxException.class, () -> wav.accept(new float[1]));
        assertThrows(SyrinxException.class, () -> StreamingWavWriter.wav(out, SampleFormat.S16, 0));
    }

    @Test
    void aStreamRefusesNotANumberAndLateDither() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StreamingWavWriter raw = StreamingWavWriter.raw(out, SampleFormat.S16).withDither(1);
        raw.accept(new float[] {2, 0});
        assertEquals(1, raw.report().clipped());
        String message =
                assertThrows(SyrinxException.class, () -> raw.accept(new float[] {0, Float.NaN}))
                        .getMessage();
        assertTrue(message.contains("ample 3 "), message);
        assertEquals(4, out.size());
        assertThrows(SyrinxException.class, () -> raw.withDither(2));
    }

    @Test
    void aBrokenPipeIsOneSentence() {
        OutputStream broken =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };
        StreamingWavWriter wav = StreamingWavWriter.wav(broken, SampleFormat.S16, 16000);
        String message =
                assertThrows(SyrinxException.class, () -> wav.accept(new float[1])).getMessage();
        assertTrue(message.contains("Broken pipe"), message);
        Audio audio = new Audio(new float[1], 8000);
        assertThrows(
                SyrinxException.class, () -> WavWriter.of(SampleFormat.S16).write(broken, audio));
    }

    @Test
    void formatNamesAreParsedInAnyCase() {
        assertEquals(SampleFormat.S24, SampleFormat.parse(" s24 "));
        assertEquals(SampleFormat.F32, SampleFormat.parse("F32"));
        assertThrows(SyrinxException.class, () -> SampleFormat.parse("mp3"));
    }
}
