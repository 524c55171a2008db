package org.syrinx.audio.internal.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioFileWriter;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.io.SampleFormat;
import org.syrinx.audio.io.StreamingWavWriter;
import org.syrinx.audio.io.WavWriter;

/**
 * Sound on its way to a file: written beside its place under a temporary name, given its sizes, and
 * moved when it is complete. A special file (a pipe, /dev/null) is written directly.
 */
final class FileRecording implements AudioFileWriter.Recording {
    private final Path file;
    private final SampleFormat format;
    private final boolean raw;
    private final int sampleRate;
    private final boolean special;
    private final Path part;
    private final OutputStream out;
    private final StreamingWavWriter writer;
    private AudioFileWriter.Report report; // set once finished
    private boolean closed;

    FileRecording(Path file, SampleFormat format, boolean raw, int sampleRate) {
        this.file = file.toAbsolutePath();
        this.format = format;
        this.raw = raw;
        this.sampleRate = sampleRate;
        try {
            if (Files.isDirectory(this.file)) {
                throw new SyrinxException(
                        "the name of a file to write", file + " is a folder", "name a file in it");
            }
            special = Files.exists(this.file) && !Files.isRegularFile(this.file);
            if (special) {
                part = this.file;
            } else {
                Files.createDirectories(this.file.getParent());
                // not createTempFile, whose files nobody else may read
                part =
                        this.file.resolveSibling(
                                "." + this.file.getFileName() + "." + UUID.randomUUID() + ".part");
            }
            OpenOption[] options =
                    special
                            ? new OpenOption[] {StandardOpenOption.WRITE}
                            : new OpenOption[] {
                                StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE
                            };
            out = new BufferedOutputStream(Files.newOutputStream(part, options), 1 << 16);
        } catch (IOException e) {
            throw unwritable(e);
        }
        writer =
                raw
                        ? StreamingWavWriter.raw(out, format)
                        : StreamingWavWriter.wav(out, format, sampleRate);
    }

    @Override
    public void accept(Audio chunk) {
        PcmFileWriter.checkRate(chunk.sampleRate(), sampleRate);
        writer.accept(chunk.samples());
    }

    @Override
    public AudioFileWriter.Report finish() {
        if (closed) {
            throw new SyrinxException(
                    "a recording in progress", "the recording was given up", "start a new one");
        }
        if (report == null) {
            try {
                writer.close();
                out.close();
                if (!special) {
                    complete();
                }
            } catch (IOException e) {
                throw unwritable(e);
            }
            report = PcmFileWriter.report(writer.report());
        }
        return report;
    }

    /** Puts the sizes into the header and the file into its place. */
    private void complete() throws IOException {
        long samples = writer.report().samples();
        if (!raw) {
            try (RandomAccessFile header = new RandomAccessFile(part.toFile(), "rw")) {
                header.write(WavWriter.header(format, sampleRate, samples));
                long size = header.length();
                if ((size & 1) == 1) {
                    header.seek(size);
                    header.write(0);
                }
            }
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        if (closed || report != null) {
            return;
        }
        closed = true;
        try {
            out.close();
            if (!special) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private SyrinxException unwritable(IOException e) {
        return new SyrinxException(
                "a place that can be written to",
                file + " cannot be written: " + e.getMessage(),
                "check the path, permissions and disk space",
                e);
    }
}
