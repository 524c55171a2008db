package org.syrinx.compare.internal.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.io.SampleFormat;
import org.syrinx.audio.io.WavWriter;
import org.syrinx.corpus.format.Sha256;

/** Files that appear complete or not at all, so that a killed run leaves none that lies. */
public final class AtomicFile {
    private AtomicFile() {}

    /**
     * Writes bytes.
     *
     * @param file replaced if it is there; folders are made
     * @param bytes its content
     * @throws SyrinxException if it cannot be written
     */
    public static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.write(part, bytes);
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SyrinxException(
                    "to write " + file, "the system says: " + e.getMessage(), "check --out", e);
        }
    }

    /**
     * Writes text.
     *
     * @param file as for bytes
     * @param text UTF-8
     */
    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes sound as WAV.
     *
     * @param file as for bytes
     * @param audio the sound
     * @param format of the samples
     * @return SHA-256 of the file
     */
    static String write(Path file, Audio audio, SampleFormat format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WavWriter.of(format).write(bytes, audio);
        write(file, bytes.toByteArray());
        return Sha256.of(bytes.toByteArray());
    }
}
