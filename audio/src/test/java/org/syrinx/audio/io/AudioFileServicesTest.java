package org.syrinx.audio.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioFileWriter;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.Signals;
import org.syrinx.audio.internal.io.PcmFileReader;
import org.syrinx.audio.internal.io.PcmFileWriter;

class AudioFileServicesTest {
    private final AudioFileWriter writer = new PcmFileWriter();
    private final Audio audio = new Audio(Signals.noise(1001, 0.2, 3), 16000);

    private Audio part(int from, int to) {
        return new Audio(Arrays.copyOfRange(audio.samples(), from, to), 16000);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void sixteenBitIsTheFirstOfThreeFormats() {
        assertEquals(List.of("s16", "s24", "f32"), writer.formats());
    }

    @ParameterizedTest
    @ValueSource(strings = {"s16", "s24", "f32"})
    void aRecordingInChunksIsTheFileOfTheWholeSound(String format, @TempDir Path folder)
            throws IOException {
        Path whole = folder.resolve("whole.wav");
        WavWriter.of(SampleFormat.parse(format)).write(whole, audio);
        Path chunked = folder.resolve("sub/chunked.wav");
        try (AudioFileWriter.Recording recording = writer.toFile(chunked, format, false, 16000)) {
            recording.accept(part(0, 400));
            assertFalse(Files.exists(chunked));
            recording.accept(part(400, 1001));
            AudioFileWriter.Report report = recording.finish();
            assertEquals(new AudioFileWriter.Report(format, 1001, 0, audio.peak()), report);
            assertEquals(report, recording.finish());
        }
        assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(chunked));
        assertEquals(List.of("chunked.wav"), names(folder.resolve("sub")));
        assertEquals(AudioReader.read(whole), new PcmFileReader().read(chunked));
    }

    @Test
    void aRecordingGivenUpLeavesTheOldFileAlone(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.wav");
        Files.writeString(file, "old");
        AudioFileWriter.Recording recording = writer.toFile(file, "s16", false, 16000);
        recording.accept(part(0, 10));
        recording.close();
        recording.close();
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("a.wav"), names(folder));
        assertThrows(SyrinxException.class, recording::finish);
    }

    @Test
    void rawFilesAndStreamsAreBareSamples(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.raw");
        try (AudioFileWriter.Recording recording = writer.toFile(file, "s24", true, 16000)) {
            recording.accept(audio);
            recording.finish();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (AudioFileWriter.Recording recording = writer.toStream(out, "s24", true, 16000)) {
            recording.accept(audio);
            assertEquals(3003, out.size());
            assertEquals(1001, recording.finish().samples());
        }
        assertArrayEquals(out.toByteArray(), Files.readAllBytes(file));
    }

    @Test
    void aWavStreamIsReadBack() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (AudioFileWriter.Recording recording = writer.toStream(out, "F32", false, 16000)) {
            recording.accept(audio);
            recording.finish();
        }
        ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
        assertEquals(audio, new PcmFileReader().read(in, "stream"));
    }

    @Test
    void wrongRatesFormatsAndPlacesAreRefused(@TempDir Path folder) {
        Path file = folder.resolve("a.wav");
        assertThrows(SyrinxException.class, () -> writer.toFile(file, "mp3", false, 16000));
        assertThrows(SyrinxException.class, () -> writer.toFile(file, "s16", false, 0));
        assertThrows(SyrinxException.class, () -> writer.toFile(folder, "s16", false, 16000));
        AudioFileWriter.Recording recording = writer.toFile(file, "s16", false, 22050);
        String message =
                assertThrows(SyrinxException.class, () -> recording.accept(audio)).getMessage();
        assertTrue(message.contains("16000") && message.contains("22050"), message);
        recording.close();
    }
}
